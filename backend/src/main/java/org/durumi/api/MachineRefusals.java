package org.durumi.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the log that tokens were refused which Keycloak gave.
 * <p>
 * Guaranteed: the first refusal of a client and account is an event at once, and those of
 * the ten minutes after it are one event with their count, so that nobody fills the log.
 * Not guaranteed: that count if the process is killed before.
 */
@Component
class MachineRefusals implements DisposableBean {

	static final Duration WINDOW = Duration.ofMinutes(10);

	private static final Logger LOGGER = LoggerFactory.getLogger(MachineRefusals.class);

	private static final long MINUTE = 60;

	private final AuditLog log;

	private final SealedLog sealed;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final Map<Refused, Window> windows = new ConcurrentHashMap<>();

	private final ScheduledThreadPoolExecutor sweeper = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("machine-refusals").unstarted(task));

	MachineRefusals(AuditLog log, SealedLog sealed, PlatformTransactionManager transactions, Clock clock) {
		this.log = log;
		this.sealed = sealed;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** Who came: a client, and the account that its token is about. */
	private record Refused(String client, UUID subject) {
	}

	/** How many refusals nobody was told of yet. */
	private record Window(Instant until, int untold) {

		boolean isOver(Instant now) {
			return !now.isBefore(this.until);
		}

	}

	/** One more. */
	void tell(String client, UUID subject) {
		Instant now = this.clock.instant();
		this.windows.compute(new Refused(client, subject), (refused, window) -> {
			if (window != null && !window.isOver(now)) {
				return new Window(window.until(), window.untold() + 1);
			}
			write(subject, (window != null) ? window.untold() + 1 : 1);
			return new Window(now.plus(WINDOW), 0);
		});
	}

	/**
	 * Tells what is untold of the windows that are over by then; one that cannot be told
	 * stays for the next time.
	 */
	void tellThoseOver(Instant now) {
		this.windows.keySet().forEach((refused) -> this.windows.computeIfPresent(refused, (same, window) -> {
			if (!window.isOver(now)) {
				return window;
			}
			if (window.untold() > 0) {
				write(refused.subject(), window.untold());
			}
			return null;
		}));
	}

	private void write(UUID subject, int count) {
		Actor anonymous = SystemActor.ANONYMOUS.in(SessionRef.random());
		Actors.runAs(anonymous, () -> this.transaction.executeWithoutResult((status) -> {
			this.log.openSession(anonymous);
			this.sealed.appendDenied(AuditAction.MACHINE_REFUSED, SubjectType.MACHINE, subject,
					Detail.of("count", count));
		}));
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.sweeper.scheduleWithFixedDelay(this::sweep, MINUTE, MINUTE, TimeUnit.SECONDS);
	}

	private void sweep() {
		try {
			tellThoseOver(this.clock.instant());
		}
		catch (RuntimeException ex) {
			// a fault of ours; thrown on, no refusal would be counted any more
			LOGGER.error("event=machine_refusals_not_told", ex);
		}
	}

	@Override
	public void destroy() {
		this.sweeper.shutdownNow();
		try {
			tellThoseOver(Instant.MAX);
		}
		catch (DataAccessException | TransactionException away) {
			// the first was told at once; no more is waited for
			LOGGER.warn("event=machine_refusals_not_told cause={}", away.getClass().getSimpleName());
		}
	}

}
