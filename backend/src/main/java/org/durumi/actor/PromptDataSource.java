package org.durumi.actor;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool, but for one thing: while the database is known to be away nobody waits for
 * it. A page that asks five times would otherwise keep its reader waiting five times
 * before it can say so.
 * <p>
 * The first who waits in vain tells; one thread asks from then on, and work goes on as
 * soon as it is answered. A pool whose connections are all in use is not an outage: there
 * one waits as before.
 */
final class PromptDataSource extends DelegatingDataSource {

	private static final Logger LOGGER = LoggerFactory.getLogger(PromptDataSource.class);

	/** The class of SQLSTATE that says there is no connection. */
	private static final String NO_CONNECTION = "08";

	private final HikariDataSource pool;

	private final AtomicBoolean away = new AtomicBoolean();

	PromptDataSource(HikariDataSource pool) {
		super(pool);
		this.pool = pool;
	}

	/**
	 * A connection of the pool.
	 * @throws SQLTransientConnectionException at once, with a state of class 08, while
	 * the database is known to be away
	 */
	@Override
	public Connection getConnection() throws SQLException {
		if (this.away.get()) {
			throw new SQLTransientConnectionException("The database is away.", "08001");
		}
		try {
			return this.pool.getConnection();
		}
		catch (SQLException ex) {
			if (isAway(ex) && this.away.compareAndSet(false, true)) {
				LOGGER.warn("event=database_away");
				Thread.ofVirtual().name("database-return").start(this::awaitReturn);
			}
			throw ex;
		}
	}

	/** The pool tries for its connection timeout each time it is asked. */
	private void awaitReturn() {
		while (!this.pool.isClosed() && this.away.get()) {
			try {
				this.pool.getConnection().close();
				this.away.set(false);
				LOGGER.warn("event=database_back");
			}
			catch (SQLException ex) {
				// still away
			}
		}
	}

	private static boolean isAway(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && state.startsWith(NO_CONNECTION);
	}

}
