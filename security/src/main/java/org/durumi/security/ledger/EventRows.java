package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Finds the events of a block of leaves. An event's id begins with the time it was made,
 * so those of neighbouring leaves lie side by side: one walk along the ids reads them in
 * half the time that seeking each takes. Where an id is far from the others, by a clock
 * that was wrong or a hand, each is sought.
 */
final class EventRows {

	/** In a longer range others than these leaves' events are the most. */
	private static final int MOST = 2 * LeafReader.BLOCK;

	private static final String BETWEEN = "select " + EventRow.COLUMNS
			+ " from audit.event e where e.event_id between ? and ? order by e.event_id limit " + MOST;

	private static final String NAMED = "select " + EventRow.COLUMNS + " from audit.event e where e.event_id = any (?)";

	/** As PostgreSQL orders them. */
	private static final Comparator<UUID> ORDER = Comparator
		.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
		.thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

	private EventRows() {
	}

	/**
	 * The events of these ids that are there, among others.
	 * @return by their ids; one that two rows have fits nothing
	 */
	static Map<UUID, EventRow> of(Connection connection, List<UUID> ids) throws SQLException {
		Map<UUID, EventRow> found = new HashMap<>(MOST);
		if (ids.isEmpty()) {
			return found;
		}
		try (PreparedStatement between = connection.prepareStatement(BETWEEN)) {
			between.setObject(1, ids.stream().min(ORDER).orElseThrow());
			between.setObject(2, ids.stream().max(ORDER).orElseThrow());
			if (read(between, found) < MOST) {
				return found;
			}
		}
		found.clear();
		try (PreparedStatement named = connection.prepareStatement(NAMED)) {
			named.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
			read(named, found);
		}
		return found;
	}

	private static int read(PreparedStatement statement, Map<UUID, EventRow> found) throws SQLException {
		int count = 0;
		try (ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				EventRow event = EventRow.read(row);
				found.merge(Objects.requireNonNull(event.id()), event, (one, other) -> other.ambiguous());
				count++;
			}
		}
		return count;
	}

}
