package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** Which of the stored checkpoints an export may end at; each is verified first. */
final class StoredCheckpoints {

	/**
	 * The first leaf below a size whose session has an earlier number at or beyond it:
	 * two transactions of a session that were open at once may be told apart by a batch.
	 */
	private static final String TORN = """
			select min(k.leaf_index) from (
				select e.session_ref, e.session_seq from audit.pending p join audit.event e on e.event_id = p.event_id
				union all
				select e.session_ref, e.session_seq from audit.leaf l join audit.event e on e.event_id = l.event_id
				where l.leaf_index >= ?
			) beyond
			join audit.event later on later.session_ref = beyond.session_ref and later.session_seq > beyond.session_seq
			join audit.leaf k on k.event_id = later.event_id and k.leaf_index < ?""";

	private final VerifierKey key;

	StoredCheckpoints(VerifierKey key) {
		this.key = key;
	}

	/** A stored checkpoint that the key signed. */
	record Signed(Checkpoint checkpoint, String note) {
	}

	/** The newest checkpoint; absent if there is none. */
	@Nullable Signed newest(Connection connection) throws SQLException {
		return newest(connection, Long.MAX_VALUE);
	}

	/** The newest checkpoint of at most that size. */
	private @Nullable Signed newest(Connection connection, long most) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(
				"select tree_size, note from audit.checkpoint where tree_size <= ? order by tree_size desc limit 1")) {
			statement.setLong(1, most);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					return null;
				}
				long size = row.getLong(1);
				String note = row.getString(2);
				Checkpoint checkpoint = this.key.verify(note)
					.filter((signed) -> signed.size() == size)
					.orElseThrow(() -> new LedgerBroken(
							"The checkpoint at %d entries is not signed by this log’s key.".formatted(size)));
				return new Signed(checkpoint, note);
			}
		}
	}

	/** The newest checkpoint that tears no session’s numbers apart. */
	@Nullable Signed untorn(Connection connection) throws SQLException {
		Signed signed = newest(connection);
		while (signed != null) {
			long torn = torn(connection, signed.checkpoint().size());
			if (torn < 0) {
				return signed;
			}
			signed = newest(connection, torn);
		}
		return null;
	}

	private static long torn(Connection connection, long size) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(TORN)) {
			statement.setLong(1, size);
			statement.setLong(2, size);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				long first = row.getLong(1);
				return row.wasNull() ? -1 : first;
			}
		}
	}

}
