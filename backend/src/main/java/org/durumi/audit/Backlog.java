package org.durumi.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Watches whether events find their places, whoever sequences them and whatever that says
 * of itself: it alarms when the first that waits has been waiting for a minute, or when
 * nobody has been able to say for as long. It takes the alarm back by itself.
 * <p>
 * How long is reckoned between two looks at one event by one clock, so that it does not
 * matter whether that clock is right, or the database's, or that of who wrote the event.
 */
@Component
class Backlog implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(Backlog.class);

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration EVERY = Duration.ofSeconds(5);

	/** The one that was seen if it still waits, else the next to be taken. */
	private static final String WAITING = """
			select coalesce((select event_id from audit.pending where event_id = ?),
				(select event_id from audit.pending order by event_id limit 1))""";

	private final LogDatabase database;

	private final Clock clock;

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("log-backlog").unstarted(task));

	private @Nullable UUID seen;

	private @Nullable Instant since;

	private volatile boolean stalled;

	Backlog(LogDatabase database, Clock clock) {
		this.database = database;
		this.clock = clock;
	}

	/** Whether events have been waiting for too long. */
	boolean stalled() {
		return this.stalled;
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.worker.scheduleWithFixedDelay(this::look, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
	}

	/** Looks once. */
	synchronized void look() {
		Instant now = this.clock.instant();
		try {
			UUID waiting = waiting();
			if (waiting == null || !waiting.equals(this.seen)) {
				this.seen = waiting;
				this.since = (waiting != null) ? now : null;
			}
		}
		catch (SQLException | RuntimeException ex) {
			// not knowing counts as waiting; thrown on, it would end the schedule
			LOGGER.debug("audit-log backlog=unknown", ex);
			if (this.since == null) {
				this.since = now;
			}
		}
		become(this.since != null && !now.isBefore(this.since.plus(PATIENCE)));
	}

	private @Nullable UUID waiting() throws SQLException {
		try (Connection connection = this.database.verifier().getConnection();
				PreparedStatement statement = connection.prepareStatement(WAITING)) {
			statement.setObject(1, this.seen);
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return rows.getObject(1, UUID.class);
			}
		}
	}

	private void become(boolean next) {
		if (next == this.stalled) {
			return;
		}
		this.stalled = next;
		if (next) {
			LOGGER.error("audit-log sequenced=stalled seconds={} Events wait for their place. None is lost:"
					+ " see whether the sequencer runs and the disk has room.", PATIENCE.toSeconds());
		}
		else {
			LOGGER.info("audit-log sequenced=again");
		}
	}

	@Override
	public void destroy() {
		this.worker.shutdownNow();
	}

}
