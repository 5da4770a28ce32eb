package org.durumi.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.LedgerBroken;
import org.durumi.security.ledger.Malformed;
import org.durumi.security.ledger.Witness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the newest checkpoint, every so often, to the witness whose directory is named,
 * such as on a drive that somebody takes home.
 * <p>
 * Guaranteed: the witness keeps it only if the log goes on from the last that it kept;
 * where it does not, and where it has kept nothing for a while, that is in the log's
 * state. Not guaranteed: anything while the directory is away; it is never made here, or
 * an empty mount point would become one.
 */
@Component
class WitnessDrops implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(WitnessDrops.class);

	/** A drive is away now and then; after so many drops it is in the log's state. */
	static final int MISSED = 3;

	private final LogDatabase database;

	private final LogCopies copies;

	private final AuditSettings settings;

	private final Clock clock;

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("log-witness").unstarted(task));

	private final LogCosigning cosigning;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	private Outcome last = Outcome.KEPT;

	private @Nullable Instant awaySince;

	private int missed;

	WitnessDrops(LogDatabase database, LogCopies copies, AuditSettings settings, LogCosigning cosigning, AuditLog log,
			PlatformTransactionManager transactions, Clock clock) {
		this.database = database;
		this.copies = copies;
		this.settings = settings;
		this.cosigning = cosigning;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** What came of a drop. */
	enum Outcome {

		/** It was kept, or had been. */
		KEPT,
		/** The directory is away, or it or the log could not be read or written. */
		AWAY,
		/** The log does not go on from what was kept. */
		REFUSED

	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		Path directory = this.settings.witnessDirectory();
		if (directory != null) {
			long seconds = this.settings.witnessEvery().toSeconds();
			this.worker.scheduleWithFixedDelay(() -> drop(directory), 60, seconds, TimeUnit.SECONDS);
		}
	}

	/**
	 * Drops; it is said when that begins or ceases to succeed, and what could not be said
	 * is said next time.
	 */
	synchronized Outcome drop(Path directory) {
		Outcome outcome = dropped(directory);
		if (outcome != Outcome.AWAY) {
			this.missed = 0;
			this.awaySince = null;
		}
		else if (this.missed++ == 0) {
			this.awaySince = this.clock.instant();
		}
		this.cosigning.witnessAwaySince((this.missed >= MISSED) ? this.awaySince : null);
		return outcome;
	}

	private Outcome dropped(Path directory) {
		try {
			Outcome outcome = attempt(directory);
			if (outcome != this.last) {
				switch (outcome) {
					case KEPT -> LOGGER.info("The witness keeps checkpoints again.");
					case AWAY -> LOGGER.warn("The witness’s directory is away: no checkpoint is kept there.");
					case REFUSED -> refused();
				}
			}
			this.last = outcome;
			return outcome;
		}
		catch (RuntimeException ex) {
			// a drive that breaks while it is read, a refusal that cannot be written;
			// thrown on, it would end the schedule
			LOGGER.error("event=witness_drop_failed", ex);
			return Outcome.AWAY;
		}
	}

	private Outcome attempt(Path directory) {
		if (!Witness.isIn(directory)) {
			return Outcome.AWAY;
		}
		try {
			Witness witness = Witness.open(directory, this.database.key().verifier(), this.clock);
			long kept = witness.last().map(Checkpoint::size).orElse(0L);
			ByteArrayOutputStream proof = new ByteArrayOutputStream();
			if (this.copies.consistency(kept, proof).isEmpty()) {
				// no checkpoint yet, or none as large as the one that was kept
				return (kept > 0) ? Outcome.REFUSED : Outcome.AWAY;
			}
			return switch (witness.take(proof.toByteArray())) {
				case FIRST, KEPT, SAME -> Outcome.KEPT;
				case ROLLED_BACK, FORKED, UNPROVED -> Outcome.REFUSED;
			};
		}
		catch (IOException | SQLException | Malformed ex) {
			LOGGER.debug("nothing was kept", ex);
			return Outcome.AWAY;
		}
		catch (LedgerBroken ex) {
			return Outcome.REFUSED;
		}
	}

	private void refused() {
		LOGGER.error("The witness keeps nothing more: the audit log does not go on from what it kept.");
		this.cosigning.refused(Cosigning.Reason.FORKED);
		Actor server = SystemActor.SERVER.in(SessionRef.random());
		Actors.runAs(server, () -> this.transaction.executeWithoutResult((status) -> {
			this.log.openSession(server);
			this.log.append(new AuditEvent(Ids.next(), AuditAction.COSIGNING_REFUSED, AuditEvent.Outcome.DENIED,
					SubjectType.LOG, server.id(), null, null, null));
		}));
	}

	@Override
	public void destroy() {
		this.worker.shutdownNow();
	}

}
