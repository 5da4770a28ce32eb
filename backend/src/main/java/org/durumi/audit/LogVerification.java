package org.durumi.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

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

	/** Asked for or due, and not yet ended. */
	private final AtomicReference<@Nullable Run> current = new AtomicReference<>();

	private volatile @Nullable Result last;

	private volatile @Nullable Instant cancelledAt;

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

	/** One verification, from when it is asked for to its end. */
	private static final class Run {

		private final AtomicBoolean cancelled = new AtomicBoolean();

		private final AtomicLong read = new AtomicLong();

		private final AtomicLong total = new AtomicLong();

	}

	/** How the log stands now. */
	public LogState state() {
		Result result = this.last;
		Run run = this.current.get();
		return new LogState(this.sequencing.state(), (result != null) ? result.report() : null,
				(result != null) ? result.at() : null, this.failingSince, run != null,
				(run != null) ? run.read.get() : 0, (run != null) ? run.total.get() : 0, this.cancelledAt,
				this.cosigning.refused(), this.cosigning.witnessAwaySince());
	}

	/**
	 * Begins a verification, an audited event, once the event is committed; does nothing
	 * while one is under way.
	 */
	@PreAuthorize("hasRole('SUPERVISOR')")
	@Transactional
	public void begin() {
		Run run = new Run();
		if (!this.current.compareAndSet(null, run)) {
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				if (status == STATUS_COMMITTED) {
					LogVerification.this.worker.execute(() -> verify(run));
				}
				else {
					LogVerification.this.current.compareAndSet(run, null);
				}
			}
		});
		UUID actor = Actors.require().id();
		this.log.append(AuditEvent.done(AuditAction.AUDIT_VERIFIED, SubjectType.LOG, actor));
	}

	/**
	 * Stops the verification under way, an audited event, once the event is committed;
	 * does nothing while there is none. What is due stays due, so nobody keeps the log
	 * from being verified.
	 */
	@PreAuthorize("hasRole('SUPERVISOR')")
	@Transactional
	public void cancel() {
		Run run = this.current.get();
		if (run == null) {
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				run.cancelled.set(true);
			}
		});
		UUID actor = Actors.require().id();
		this.log.append(AuditEvent.done(AuditAction.AUDIT_VERIFICATION_CANCELLED, SubjectType.LOG, actor));
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
		Run run = new Run();
		if (this.current.compareAndSet(null, run)) {
			verify(run);
		}
	}

	private void verify(Run run) {
		try (Connection connection = this.database.verifier().getConnection()) {
			run.total.set(size(connection));
			ended(new LogVerifier(this.database.key().verifier()).verify(connection, run.read::set,
					run.cancelled::get));
		}
		catch (SQLException | RuntimeException ex) {
			// whatever it was: thrown on, it would end the schedule, and the last good
			// answer would stand for ever
			failed(run, ex);
		}
		finally {
			this.current.set(null);
		}
	}

	/** How many entries there are to read; more come meanwhile. */
	private static long size(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select coalesce(max(leaf_index) + 1, 0) from audit.leaf")) {
			row.next();
			return row.getLong(1);
		}
	}

	private void ended(VerificationReport report) {
		Instant now = this.clock.instant();
		if (!report.findings().isEmpty()) {
			LOGGER.error("The audit log does not hold: {}", report.findings());
		}
		// what one that was cancelled had found by then is wrong all the same
		if (report.complete() || !report.findings().isEmpty()) {
			this.last = new Result(report, now);
		}
		if (!report.complete()) {
			this.cancelledAt = now;
			return;
		}
		this.cancelledAt = null;
		this.failingSince = null;
		this.next = System.nanoTime() + INTERVAL.toNanos();
	}

	private void failed(Run run, Exception why) {
		if (run.cancelled.get()) {
			this.cancelledAt = this.clock.instant();
			return;
		}
		if (this.failingSince == null) {
			this.failingSince = this.clock.instant();
			LOGGER.error("The audit log cannot be verified; it is tried again every minute.", why);
		}
	}

	@Override
	public void destroy() {
		Run run = this.current.get();
		if (run != null) {
			run.cancelled.set(true);
		}
		this.worker.shutdownNow();
	}

}
