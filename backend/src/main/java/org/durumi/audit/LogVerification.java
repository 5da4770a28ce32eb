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

/**
 * Verifies the whole log in the background: after start, every few hours, and when a
 * supervisor asks. It reads as a role that writes nothing.
 * <p>
 * Not guaranteed: that the process that verifies is itself honest; {@code verify-audit}
 * does the same from outside.
 */
@Service
public class LogVerification implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(LogVerification.class);

	private static final Duration INTERVAL = Duration.ofHours(6);

	private final LogDatabase database;

	private final Sequencing sequencing;

	private final AuditLog log;

	private final Clock clock;

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("log-verifier").unstarted(task));

	private final AtomicBoolean verifying = new AtomicBoolean();

	private final AtomicBoolean cancelled = new AtomicBoolean();

	private final AtomicLong read = new AtomicLong();

	private volatile @Nullable Result last;

	LogVerification(LogDatabase database, Sequencing sequencing, AuditLog log, Clock clock) {
		this.database = database;
		this.sequencing = sequencing;
		this.log = log;
		this.clock = clock;
	}

	private record Result(VerificationReport report, Instant at) {
	}

	/** How the log stands now. */
	public LogState state() {
		Result result = this.last;
		return new LogState(this.sequencing.state(), (result != null) ? result.report() : null,
				(result != null) ? result.at() : null, this.verifying.get(), this.read.get());
	}

	/** Begins a verification unless one is under way; an audited event. */
	@PreAuthorize("hasRole('SUPERVISOR')")
	@Transactional
	public void begin() {
		UUID actor = Actors.require().id();
		this.log.append(AuditEvent.done(AuditAction.AUDIT_VERIFIED, SubjectType.LOG, actor));
		this.worker.execute(this::verify);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.worker.scheduleWithFixedDelay(this::verify, 5, INTERVAL.toSeconds(), TimeUnit.SECONDS);
	}

	private void verify() {
		if (!this.verifying.compareAndSet(false, true)) {
			return;
		}
		this.read.set(0);
		try (Connection connection = this.database.verifier().getConnection()) {
			VerificationReport report = new LogVerifier(this.database.key().verifier()).verify(connection,
					this.read::set, this.cancelled::get);
			this.last = new Result(report, this.clock.instant());
			if (!report.findings().isEmpty()) {
				LOGGER.error("The audit log does not hold: {}", report.findings());
			}
		}
		catch (SQLException away) {
			LOGGER.warn("The audit log could not be verified: {}", away.getMessage());
		}
		finally {
			this.verifying.set(false);
		}
	}

	@Override
	public void destroy() {
		this.cancelled.set(true);
		this.worker.shutdownNow();
	}

}
