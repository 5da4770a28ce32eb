package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Reads the whole log and recomputes everything: each leaf from its event, each tile and
 * each root from the leaves, each signature. It reads as a stream: memory does not grow
 * with the log.
 * <p>
 * Found, in what a checkpoint covers: an event edited, emptied of its detail, deleted,
 * inserted or moved, a time that is none; a tile altered, missing or belonging to
 * nothing; a checkpoint altered, forged or taken from between others, or stored under
 * another incarnation than was signed. Found beside the tree: an event that waits and
 * does not give its own leaf; an event in neither tree nor queue; a session whose numbers
 * have a gap or another end than it counted, that is missing, or that is not that of the
 * actor its events name. Found in the rows that hold something sealed: one that was
 * edited, put back to an earlier state, deleted or inserted without an event. Found in
 * the review: what {@link ReviewCheck} says.
 * <p>
 * Not found from the database alone: a log that was rolled back as a whole to an earlier
 * state, which shows only to whoever kept a later checkpoint or remembers a later entry;
 * an event that waited and was taken out before it was signed, together with its number
 * in the session's count; an event written by whoever owns the database exactly as the
 * application writes one; what {@code opened_at} of a session and {@code created_at} of a
 * checkpoint say, which nothing signs, so neither is ever reported; checkpoints taken
 * from between others closer than a batch, if they were signed before checkpoints named
 * the one before them; what was done to a row before its state was first taken down. And
 * the server that answers is believed to answer from its tables, and to hash its rows as
 * it should: whoever runs it may show a verifier another database.
 */
public final class LogVerifier {

	static final int FETCH = 2_000;

	private static final String RESTORES = """
			select e.subject_id, timestamptz_send(e.occurred_at) from audit.event e
			where e.action = 'RESTORED' and e.actor_id = '%s' and isfinite(e.occurred_at) order by e.event_id"""
		.formatted(Remarks.SEQUENCER);

	private final VerifierKey key;

	public LogVerifier(VerifierKey key) {
		this.key = key;
	}

	/**
	 * Verifies.
	 * @param connection sees the whole log: as {@code durumi_verifier}; its transaction
	 * is ended
	 * @param progress told how many entries have been read
	 * @param cancelled asked now and then whether to stop
	 * @throws SQLException if the log cannot be read, which says neither that it holds
	 * nor that it does not
	 */
	public VerificationReport verify(Connection connection, LongConsumer progress, BooleanSupplier cancelled)
			throws SQLException {
		connection.setAutoCommit(false);
		// one snapshot for all queries: the log grows while it is read
		connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		connection.setReadOnly(true);
		try {
			return verifyWithin(connection, progress, cancelled);
		}
		finally {
			connection.rollback();
			connection.setReadOnly(false);
		}
	}

	private VerificationReport verifyWithin(Connection connection, LongConsumer progress, BooleanSupplier cancelled)
			throws SQLException {
		try (Statement statement = connection.createStatement()) {
			// a table that somebody keeps locked must not keep the answer away
			statement.execute("set local lock_timeout = '30s'");
		}
		Findings findings = new Findings();
		Remarks remarks = new Remarks();
		TreeCheck tree = new TreeCheck(connection, this.key, findings, remarks);
		boolean complete = tree.check(progress, cancelled) && !cancelled.getAsBoolean();
		each(connection, RESTORES, (row) -> remarks.restored(row.getObject(1, UUID.class),
				EntryLine.time(ByteBuffer.wrap(row.getBytes(2)).getLong())));
		long waiting = complete ? new RowCheck(connection, findings).check() : 0;
		if (complete) {
			new RowStateCheck(connection, findings).check();
			new ReviewCheck(connection, findings).check();
		}
		return new VerificationReport(tree.covering(), tree.coveredAt(), waiting, findings.list(), complete,
				remarks.list(), tree.cosigned());
	}

	/** Runs a query and passes its rows on, without holding them. */
	static void each(Connection connection, String sql, RowConsumer consumer) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setFetchSize(FETCH);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					consumer.accept(rows);
				}
			}
		}
	}

	/** Takes a row. */
	interface RowConsumer {

		void accept(ResultSet row) throws SQLException;

	}

}
