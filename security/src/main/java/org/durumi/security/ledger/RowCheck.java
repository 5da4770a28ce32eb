package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Looks at what the tree does not cover: events that wait for their place, the numbers of
 * each session, and rows that belong to nothing.
 */
final class RowCheck {

	private static final String PENDING = "select " + EventRow.COLUMNS + ", p.event_id as pending_event, "
			+ "exists (select from audit.leaf l where l.event_id = p.event_id) as has_place from audit.pending p left join audit.event e on e.event_id = p.event_id";

	/**
	 * From the events and from the sessions: each shows what is missing of the other. The
	 * numbers come from their index in order, so that nothing is sorted.
	 */
	private static final String SESSIONS = """
			with numbered as (
				select session_ref, count(*) as events, count(distinct session_seq) as numbers, min(session_seq) as first,
					max(session_seq) as last
				from audit.event group by session_ref
			), of_others as (
				select e.session_ref, count(*) as events from audit.event e join audit.session s on s.session_ref = e.session_ref
				where e.actor_id is distinct from s.actor group by e.session_ref
			)
			select encode(coalesce(n.session_ref, s.session_ref), 'hex'), s.session_ref is null, s.next_seq,
				coalesce(n.events, 0), coalesce(o.events, 0)
			from numbered n full join audit.session s on s.session_ref = n.session_ref
				left join of_others o on o.session_ref = s.session_ref
			where s.session_ref is null or s.next_seq is distinct from coalesce(n.events, 0)
				or s.next_seq <> coalesce(n.numbers, 0) or s.next_seq <> coalesce(n.last + 1, 0) or n.first < 0
				or o.events is not null
			""";

	private final Connection connection;

	private final Findings findings;

	RowCheck(Connection connection, Findings findings) {
		this.connection = connection;
		this.findings = findings;
	}

	/** Checks; how many events wait. */
	long check() throws SQLException {
		sessions();
		LogVerifier.each(this.connection, """
				select e.event_id from audit.event e
				where not exists (select from audit.leaf l where l.event_id = e.event_id)
				and not exists (select from audit.pending p where p.event_id = e.event_id)""",
				(row) -> this.findings.add("Event %s is neither in the log nor waiting for it.", row.getString(1)));
		return waiting();
	}

	/**
	 * An event taken out of a session leaves a gap in its numbers, or at their end.
	 */
	private void sessions() throws SQLException {
		LogVerifier.each(this.connection, SESSIONS, (row) -> {
			String session = row.getString(1);
			if (row.getBoolean(2)) {
				this.findings.add("Session %s is not there, but %d of its events are.", session, row.getLong(4));
			}
			else if (row.getLong(5) > 0) {
				this.findings.add("Session %s is not that of the actor whom %d of its events name.", session,
						row.getLong(5));
			}
			else {
				this.findings.add("Session %s has numbered %d events, but %d are there.", session, row.getLong(3),
						row.getLong(4));
			}
		});
	}

	/** What waits is not in the tree yet: its row must give the leaf it will become. */
	private long waiting() throws SQLException {
		long[] count = new long[1];
		LogVerifier.each(this.connection, PENDING, (row) -> {
			count[0]++;
			EventRow event = EventRow.read(row);
			if (event.id() == null) {
				this.findings.add("Event %s waits for the log and is not there.", row.getString("pending_event"));
			}
			else if (row.getBoolean("has_place")) {
				this.findings.add("Event %s waits for the log and is in it.", event.id());
			}
			else if (!event.leafFits() || event.occurredAt() == null || !event.detailFits()) {
				this.findings.add("Event %s waits for the log and is not as it was written.", event.id());
			}
		});
		return count[0];
	}

}
