package org.durumi.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.durumi.actor.Actors;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.VerificationReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Verifies the whole log in the background: after start, every few hours, and when a
 * supervisor asks. It reads as a role that writes nothing. A verification that fails is
 * tried again every minute, and the state says since when none has succeeded: no answer
 * is never shown as a good one.
 * <p>
 * Not guaranteed: that the process that verifies is itself honest; {@code verify-audit}
 * does the same from outside.
 */
@Service
public class LogVerification implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(LogVerification.class);

	private static final Duration INTERVAL = Duration.ofHours(6);

	private static final Duration RETRY = Duration.ofMinutes(1);

	private final LogDatabase database;

	private final Sequencing sequencing;

	private final LogCosigning cosigning;

	private final AuditLog log;

	private final Clock clock;

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("log-verifier").unstarted(task));

	private final AtomicBoolean verifying = new AtomicBoolean();

	/** Asked for and not yet ended. */
	private final AtomicBoolean asked = new AtomicBoolean();

	private final AtomicBoolean cancelled = new AtomicBoolean();

	private final AtomicLong read = new AtomicLong();

	private volatile @Nullable Result last;

	private volatile @Nullable Instant failingSince;

	private volatile long next = System.nanoTime();

	LogVerification(LogDatabase database, Sequencing sequencing, LogCosigning cosigning, AuditLog log, Clock clock) {
		this.database = database;
		this.sequencing = sequencing;
		this.cosigning = cosigning;
		this.log = log;
		this.clock = clock;
	}

	private record Result(VerificationReport report, Instant at) {
	}

	/** How the log stands now. */
	public LogState state() {
		Result result = this.last;
		return new LogState(this.sequencing.state(), (result != null) ? result.report() : null,
				(result != null) ? result.at() : null, this.failingSince, this.verifying.get() || this.asked.get(),
				this.read.get(), this.cosigning.refused());
	}

	/**
	 * Begins a verification, an audited event, once the event is committed; does nothing
	 * while one is under way.
	 */
	@PreAuthorize("hasRole('SUPERVISOR')")
	@Transactional
	public void begin() {
		if (this.verifying.get() || !this.asked.compareAndSet(false, true)) {
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				if (status == STATUS_COMMITTED) {
					LogVerification.this.worker.execute(LogVerification.this::verify);
				}
				else {
					LogVerification.this.asked.set(false);
				}
			}
		});
		UUID actor = Actors.require().id();
		this.log.append(AuditEvent.done(AuditAction.AUDIT_VERIFIED, SubjectType.LOG, actor));
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.worker.scheduleWithFixedDelay(this::verifyIfDue, 5, RETRY.toSeconds(), TimeUnit.SECONDS);
	}

	private void verifyIfDue() {
		if (this.failingSince != null || System.nanoTime() - this.next >= 0) {
			verify();
		}
	}

	void verify() {
		if (!this.verifying.compareAndSet(false, true)) {
			return;
		}
		this.read.set(0);
		try (Connection connection = this.database.verifier().getConnection()) {
			ended(new LogVerifier(this.database.key().verifier()).verify(connection, this.read::set,
					this.cancelled::get));
		}
		catch (SQLException | RuntimeException ex) {
			// whatever it was: thrown on, it would end the schedule, and the last good
			// answer
			// would stand for ever
			failed(ex);
		}
		finally {
			this.verifying.set(false);
			this.asked.set(false);
		}
	}

	private void ended(VerificationReport report) {
		if (!report.complete()) {
			return;
		}
		this.last = new Result(report, this.clock.instant());
		this.failingSince = null;
		this.next = System.nanoTime() + INTERVAL.toNanos();
		if (!report.holds()) {
			LOGGER.error("The audit log does not hold: {}", report.findings());
		}
	}

	private void failed(Exception why) {
		if (this.cancelled.get()) {
			return;
		}
		if (this.failingSince == null) {
			this.failingSince = this.clock.instant();
			LOGGER.error("The audit log cannot be verified; it is tried again every minute.", why);
		}
	}

	@Override
	public void destroy() {
		this.cancelled.set(true);
		this.worker.shutdownNow();
	}

}
