package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Holds the rows that contain something sealed against the log: each event's leaf covers
 * how the rows stood that it tells of and which state of each was the one before, and
 * each row must stand as the newest event left it. Of a row only its table, its key and a
 * hash are read.
 */
final class RowStateCheck {

	/** Two kinds of event state something else than rows. */
	private static final String COVERED = """
			select coalesce(e.event_id, s.event_id)::text as event, e.event_id is null as stray, e.row_state_sha256,
				s.n, s.row_table, s.row_key, s.state_sha256, s.before
			from (select event_id, row_state_sha256 from audit.event
				where row_state_sha256 is not null and action not in ('SESSION_ENDED', 'RESTORED')) e
			full join (select *, lag(n) over (partition by row_table, row_key order by n) as before from audit.row_state) s
				on s.event_id = e.event_id
			order by coalesce(e.event_id, s.event_id), s.n""";

	/** What differs, and whether the row once stood as it stands now. */
	private static final String LIVE = """
			select coalesce(l.row_table, s.row_table), coalesce(l.row_key, s.row_key), l.state_sha256 is not null,
				(array_agg(s.state_sha256 order by s.n desc))[1] is not null, (array_agg(s.event_id order by s.n desc))[1],
				coalesce(bool_or(s.state_sha256 = l.state_sha256), false)
			from casework.live_row l full join audit.row_state s on s.row_table = l.row_table and s.row_key = l.row_key
			group by coalesce(l.row_table, s.row_table), coalesce(l.row_key, s.row_key), l.state_sha256
			having (array_agg(s.state_sha256 order by s.n desc))[1] is distinct from l.state_sha256
			order by 1, 2""";

	private static final Pattern NAME = Pattern
		.compile("[a-z]+\\.[a-z_]+|[0-9a-f-]{36}(/[0-9a-f-]{36}|/[A-Z_]{1,20})?");

	private final Connection connection;

	private final Findings findings;

	private final MessageDigest digest = Hashes.sha256();

	private @Nullable String event;

	private byte @Nullable [] covered;

	private boolean stray;

	RowStateCheck(Connection connection, Findings findings) {
		this.connection = connection;
		this.findings = findings;
	}

	void check() throws SQLException {
		LogVerifier.each(this.connection, COVERED, this::covered);
		end();
		LogVerifier.each(this.connection, LIVE, this::live);
	}

	private void covered(ResultSet row) throws SQLException {
		String next = row.getString("event");
		if (!next.equals(this.event)) {
			end();
			this.event = next;
			this.covered = row.getBytes("row_state_sha256");
			this.stray = row.getBoolean("stray");
		}
		long number = row.getLong("n");
		if (!row.wasNull()) {
			put(1, bytes(row.getString("row_table")));
			put(2, bytes(row.getString("row_key")));
			put(3, row.getBytes("state_sha256"));
			put(4, number(number));
			long before = row.getLong("before");
			boolean first = row.wasNull();
			put(5, first ? null : number(before));
			if (!first && before == number) {
				this.findings.add("Two states of row %s of %s have the same number: none is the newest.",
						printable(row.getString("row_key")), printable(row.getString("row_table")));
			}
		}
	}

	/** What an event covers has been read whole. */
	private void end() {
		byte[] given = this.digest.digest();
		if (this.event == null) {
			return;
		}
		if (this.stray) {
			this.findings.add("Rows are recorded under event %s, which tells of none.", this.event);
		}
		else if (!Arrays.equals(given, this.covered)) {
			this.findings.add("The rows recorded under event %s are not those that it tells of.", this.event);
		}
	}

	private void live(ResultSet row) throws SQLException {
		String table = printable(row.getString(1));
		String key = printable(row.getString(2));
		boolean isThere = row.getBoolean(3);
		boolean shouldBe = row.getBoolean(4);
		String event = row.getString(5);
		if (event == null) {
			this.findings.add("Row %s of %s is there, and no event tells of it.", key, table);
		}
		else if (!isThere) {
			this.findings.add("Row %s of %s is gone, and no event since %s says so.", key, table, event);
		}
		else if (!shouldBe) {
			this.findings.add("Row %s of %s is there again, although event %s says that it is gone.", key, table,
					event);
		}
		else if (row.getBoolean(6)) {
			this.findings.add("Row %s of %s stands as it stood before event %s: it was put back.", key, table, event);
		}
		else {
			this.findings.add("Row %s of %s does not stand as event %s left it: it was edited.", key, table, event);
		}
	}

	private void put(int tag, byte @Nullable [] value) {
		if (value != null) {
			this.digest.update((byte) tag);
			this.digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
			this.digest.update(value);
		}
	}

	private static byte[] number(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	private static byte[] bytes(@Nullable String text) {
		return Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
	}

	/** A key that is made of no ids may hold anything: it is not said what. */
	private static String printable(String name) {
		return NAME.matcher(name).matches() ? name : "(no id)";
	}

}
