package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads the log in one snapshot: it grows while it is read. */
final class Snapshot {

	private Snapshot() {
	}

	/**
	 * Does the work in a transaction that writes nothing and is ended.
	 * @param <T> what is read
	 * @param <X> how it may fail besides
	 */
	static <T, X extends Exception> T of(Connection connection, Work<T, X> work) throws SQLException, X {
		connection.setAutoCommit(false);
		connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		connection.setReadOnly(true);
		try (Statement statement = connection.createStatement()) {
			// a table that somebody keeps locked must not keep the answer away
			statement.execute("set local lock_timeout = '30s'");
			return work.run();
		}
		finally {
			connection.rollback();
			connection.setReadOnly(false);
		}
	}

	/** What is read. */
	interface Work<T, X extends Exception> {

		T run() throws SQLException, X;

	}

}
