package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Holds the review of the log against the log: whoever owns the database could have its
 * rules look at nothing, or empty the supervisors' desks.
 * <p>
 * Found: a place from which the rules go on that is beyond the log, and a week up to
 * which samples were drawn that is still to come; an entry that is off the desks although
 * nobody marked it reviewed. Not found: a place beyond which the log has grown since; why
 * an entry is on a desk, deleted as if no rule had found it, or due later than it was.
 */
final class ReviewCheck {

	/** Wherever the office's clock is, no week has begun there before this one. */
	private static final String PLACE = """
			select l.leaves, p.next_leaf, p.next_leaf is null, coalesce(p.next_leaf > l.leaves, false),
				coalesce(p.sampled_week > (statement_timestamp() at time zone 'UTC' + interval '14 hours')::date, false)
			from (select coalesce(max(leaf_index) + 1, 0) as leaves from audit.leaf) l left join review.progress p on true""";

	private static final String CLOSED = "select event_id from review.closed_without_mark order by 1";

	private final Connection connection;

	private final Findings findings;

	ReviewCheck(Connection connection, Findings findings) {
		this.connection = connection;
		this.findings = findings;
	}

	void check() throws SQLException {
		LogVerifier.each(this.connection, PLACE, this::place);
		LogVerifier.each(this.connection, CLOSED, (row) -> this.findings
			.add("Event %s is off the desks of the review, and nobody marked it reviewed.", row.getString(1)));
	}

	private void place(ResultSet row) throws SQLException {
		if (row.getBoolean(3)) {
			this.findings.add("The place up to which the review's rules have looked is gone: they look at nothing.");
		}
		if (row.getBoolean(4)) {
			this.findings.add("The review's rules would go on from entry %d, but the log holds only %d.",
					row.getLong(2), row.getLong(1));
		}
		if (row.getBoolean(5)) {
			this.findings.add("The review draws no samples up to a week that is still to come.");
		}
	}

}
