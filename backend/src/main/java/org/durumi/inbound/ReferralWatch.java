package org.durumi.inbound;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
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
 * Ends referrals that nobody decided in time, and forgets what partners called those that
 * were decided long ago, on every node: row locks keep two from ending one. While the
 * database is away it waits.
 */
@Component
class ReferralWatch implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(ReferralWatch.class);

	private static final int MOST = 100;

	private final Referrals referrals;

	private final InboundSettings settings;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	private final Actor actor = SystemActor.HANDOFF_KEEPER.in(SessionRef.random());

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("referral-watch").unstarted(task));

	private boolean begun;

	private boolean away;

	private boolean broken;

	ReferralWatch(Referrals referrals, InboundSettings settings, AuditLog log,
			PlatformTransactionManager transactions) {
		this.referrals = referrals;
		this.settings = settings;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		long every = this.settings.every().toMillis();
		this.worker.scheduleWithFixedDelay(this::round, every, every, TimeUnit.MILLISECONDS);
	}

	private void round() {
		try {
			Actors.runAs(this.actor, this::pass);
			this.away = false;
			this.broken = false;
		}
		catch (DataAccessException | TransactionException ex) {
			// thrown on, it would end the schedule
			if (!this.away && !this.worker.isShutdown()) {
				LOGGER.warn("event=referrals_wait cause={}", ex.getClass().getSimpleName());
			}
			this.away = true;
		}
		catch (RuntimeException ex) {
			// a fault of ours; thrown on, nothing would be ended any more
			if (!this.broken) {
				LOGGER.error("event=referrals_failed", ex);
			}
			this.broken = true;
		}
	}

	/** Ends what is too old, each in a transaction of its own. */
	private void pass() {
		if (!this.begun) {
			this.transaction.executeWithoutResult((status) -> this.log.openSession(this.actor));
			this.begun = true;
		}
		List<UUID> tooOld = this.transaction.execute((status) -> this.referrals.tooOld(MOST));
		tooOld.forEach((id) -> this.transaction.executeWithoutResult((status) -> end(id)));
		List<UUID> named = this.transaction.execute((status) -> this.referrals.withOldReferences(MOST));
		named.forEach((id) -> this.transaction.executeWithoutResult((status) -> forgetReference(id)));
	}

	private void end(UUID id) {
		if (this.referrals.lockTooOld(id) && this.referrals.move(id, ReferralState.EXPIRED, null)) {
			this.log.append(AuditEvent.done(AuditAction.REFERRAL_EXPIRED, SubjectType.REFERRAL, id));
		}
	}

	private void forgetReference(UUID id) {
		if (this.referrals.forgetReference(id)) {
			this.log.append(AuditEvent.done(AuditAction.REFERRAL_REFERENCE_FORGOTTEN, SubjectType.REFERRAL, id));
		}
	}

	@Override
	public void destroy() {
		this.worker.shutdownNow();
	}

}
