package org.durumi.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import com.zaxxer.hikari.HikariDataSource;
import org.durumi.actor.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes events that are true however a transaction ended, over connections of its own:
 * whoever waits for one may still hold one of the application's. What cannot be written
 * is tried again until it is; the time it bears is then that of its writing.
 * <p>
 * Not guaranteed: that it outlives the process, nor that more than {@value #MOST} wait.
 */
@Component
class LastingEvents implements DisposableBean {

	static final int MOST = 10_000;

	private static final Logger LOGGER = LoggerFactory.getLogger(LastingEvents.class);

	private static final int RETRY_SECONDS = 2;

	private static final String SET_ACTOR = "select set_config('durumi.actor', ?, true), set_config('durumi.acr', ?, true)";

	private final HikariDataSource pool = new HikariDataSource();

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final BiConsumer<JdbcClient, Owed> insert;

	private final SessionCounts counts;

	private final Deque<Owed> owed = new ArrayDeque<>();

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("log-owed").unstarted(task));

	private volatile boolean away;

	LastingEvents(JdbcConnectionDetails database, EventInsert insert, SessionCounts counts) {
		this.counts = counts;
		this.insert = (client, entry) -> {
			Integer counted = entry.counted();
			if (counted != null) {
				insert.end(client, entry.actor(), entry.event(), counted);
			}
			else {
				insert.into(client, entry.actor(), entry.event());
			}
		};
		this.pool.setPoolName("log-lasting");
		this.pool.setJdbcUrl(database.getJdbcUrl());
		this.pool.setUsername(database.getUsername());
		this.pool.setPassword(database.getPassword());
		this.pool.setMaximumPoolSize(2);
		this.pool.setMinimumIdle(0);
		this.pool.setConnectionTimeout(5000);
		this.pool.setValidationTimeout(2000);
		// made when first asked for: the migrations come before
		this.pool.setInitializationFailTimeout(-1);
		this.jdbc = JdbcClient.create(this.pool);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		this.worker.scheduleWithFixedDelay(this::retry, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
	}

	private record Owed(Actor actor, AuditEvent event, @Nullable Integer counted) {
	}

	/** Writes it now or, if that fails, as soon as it can be. */
	void write(Actor actor, AuditEvent event) {
		write(actor, event, null);
	}

	/**
	 * As {@link #write(Actor, AuditEvent)}, for one that ends a session and states how
	 * many events that has.
	 */
	void write(Actor actor, AuditEvent event, @Nullable Integer counted) {
		Owed entry = new Owed(actor, event, counted);
		if (this.away || !isWritten(entry)) {
			owe(entry);
		}
	}

	private boolean isWritten(Owed entry) {
		try {
			this.transaction.executeWithoutResult((status) -> {
				this.away = false;
				this.jdbc.sql(SET_ACTOR)
					.params(entry.actor().id().toString(), Integer.toString(entry.actor().acr()))
					.query((row) -> {
					});
				this.insert.accept(this.jdbc, entry);
			});
			this.counts.committed(entry.actor().session());
			return true;
		}
		catch (DuplicateKeyException written) {
			// the commit had been made, only its answer was lost
			return true;
		}
		catch (CannotCreateTransactionException ex) {
			this.away = true;
			LOGGER.warn("event={} waits for the database", entry.event().id());
		}
		catch (DataAccessException | TransactionException ex) {
			LOGGER.warn("event={} could not be written and is tried again", entry.event().id(), ex);
		}
		return false;
	}

	private void owe(Owed entry) {
		synchronized (this.owed) {
			if (this.owed.size() < MOST) {
				this.owed.add(entry);
				return;
			}
		}
		LOGGER.error("event={} action={} is lost: too many wait for the database", entry.event().id(),
				entry.event().action());
	}

	private void retry() {
		List<Owed> waiting;
		synchronized (this.owed) {
			waiting = new ArrayList<>(this.owed);
		}
		for (Owed entry : waiting) {
			if (isWritten(entry)) {
				synchronized (this.owed) {
					this.owed.remove(entry);
				}
			}
			else if (this.away) {
				return;
			}
		}
	}

	@Override
	public void destroy() {
		this.worker.shutdownNow();
		retry();
		this.pool.close();
	}

}
