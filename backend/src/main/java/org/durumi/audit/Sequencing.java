package org.durumi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.durumi.actor.SessionRef;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.DatabaseBehind;
import org.durumi.security.ledger.LastSigned;
import org.durumi.security.ledger.Malformed;
import org.durumi.security.ledger.Sequencer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the sequencer on a thread of its own, as long as the application runs. A database
 * that is away is asked again; a log that contradicts what was signed or written is left
 * alone and said so.
 */
@Component
class Sequencing implements SmartLifecycle {

	private static final Logger LOGGER = LoggerFactory.getLogger(Sequencing.class);

	private static final Duration PAUSE = Duration.ofMillis(250);

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

	private static final Duration HEARTBEAT = Duration.ofMinutes(1);

	private final Sequencer sequencer;

	private final short node;

	private final Backlog backlog;

	private final long restoredBehind;

	private final byte[] session = SessionRef.random().bytes();

	private volatile LogState.Sequencing state = LogState.Sequencing.STARTING;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	Sequencing(LogDatabase database, AuditSettings settings, Backlog backlog) {
		this.sequencer = new Sequencer(database.sequencer(), database.key(), UUID.randomUUID(),
				lastSigned(database, settings.lastSignedFile()));
		this.restoredBehind = settings.restoredBehind();
		this.node = settings.node();
		this.backlog = backlog;
	}

	private static LastSigned lastSigned(LogDatabase database, @Nullable Path file) {
		if (file == null) {
			return LastSigned.inProcess();
		}
		try {
			return LastSigned.in(file, database.key().verifier());
		}
		catch (IOException | Malformed ex) {
			throw new IllegalStateException(
					"Durumi does not start: " + file
							+ ", which keeps the last checkpoint of the audit log, holds none that its key signed.",
					ex);
		}
	}

	LogState.Sequencing state() {
		LogState.Sequencing own = this.state;
		return (!own.alarms() && this.backlog.stalled()) ? LogState.Sequencing.STALLED : own;
	}

	@Override
	public void start() {
		CountDownLatch until = new CountDownLatch(1);
		this.stopping = until;
		this.thread = Thread.ofPlatform().daemon().name("log-sequencer").start(() -> run(until));
	}

	/** Lets the batch under way end. */
	@Override
	public void stop() {
		this.stopping.countDown();
		Thread running = this.thread;
		if (running != null) {
			try {
				running.join(Duration.ofSeconds(10));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.thread = null;
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void run(CountDownLatch until) {
		long nextHeartbeat = System.nanoTime() + HEARTBEAT.toNanos();
		boolean stop = false;
		while (!stop) {
			int taken = takeBatch();
			if (taken >= 0 && System.nanoTime() - nextHeartbeat > 0) {
				heartbeat();
				nextHeartbeat = System.nanoTime() + HEARTBEAT.toNanos();
			}
			// a full batch says that more waits
			Duration pause = (taken == Sequencer.BATCH) ? Duration.ZERO : (taken < 0) ? PAUSE_AFTER_FAILURE : PAUSE;
			stop = hasEnded(until, pause);
		}
		// what the last requests wrote before the application stops
		takeBatch();
	}

	/** How many found their place; -1 if the batch failed. */
	private int takeBatch() {
		try {
			int taken = this.sequencer.sequence();
			become(LogState.Sequencing.RUNNING, null);
			return taken;
		}
		catch (SQLException away) {
			become(LogState.Sequencing.DATABASE_AWAY, away);
		}
		catch (DatabaseBehind behind) {
			return declared(behind);
		}
		catch (UncheckedIOException full) {
			// the batch has found its place; the next one tries to keep its own
			LOGGER.warn("The audit log is being sequenced: {}", full.getMessage(), full);
			return 0;
		}
		catch (RuntimeException broken) {
			// LedgerBroken, or rows such as no sequencer writes; the thread goes on
			// asking,
			// so that the state stays true
			become(LogState.Sequencing.BROKEN, broken);
		}
		return -1;
	}

	/** Goes on only if an administrator has said how much was lost, and it is that. */
	private int declared(DatabaseBehind behind) {
		if (behind.signed() != this.restoredBehind) {
			become(LogState.Sequencing.BEHIND, behind);
			return -1;
		}
		try {
			this.sequencer.declareRestore(behind.signed(), Ids.next(), this.node, this.session);
			LOGGER.warn("entries={} to={} were lost; the restore was declared, and the log goes on", behind.kept(),
					behind.signed() - 1);
			return 0;
		}
		catch (SQLException away) {
			become(LogState.Sequencing.DATABASE_AWAY, away);
		}
		return -1;
	}

	private void heartbeat() {
		try {
			this.sequencer.heartbeat(Ids.next(), this.node, this.session);
		}
		catch (SQLException away) {
			become(LogState.Sequencing.DATABASE_AWAY, away);
		}
	}

	private void become(LogState.Sequencing next, @Nullable Exception why) {
		if (this.state == next) {
			return;
		}
		this.state = next;
		switch (next) {
			case STARTING, RUNNING -> LOGGER.info("The audit log is being sequenced.");
			case DATABASE_AWAY -> LOGGER.warn("The audit log waits for the database: {}", message(why));
			case STALLED -> throw new IllegalStateException("said by the backlog");
			case BEHIND ->
				LOGGER.error("{} Nothing more is signed. To declare the loss: durumi.audit.restored-behind={}",
						message(why), (why instanceof DatabaseBehind behind) ? behind.signed() : 0);
			case BROKEN -> LOGGER.error("The audit log was altered, nothing more is signed: {}", message(why));
		}
	}

	private static @Nullable String message(@Nullable Exception why) {
		return (why != null) ? why.getMessage() : null;
	}

	private static boolean hasEnded(CountDownLatch until, Duration pause) {
		try {
			return until.await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}
