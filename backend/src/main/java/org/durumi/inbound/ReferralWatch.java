package org.durumi.inbound;

import java.util.List;
import java.util.UUID;

import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.JobRounds;
import org.durumi.audit.SubjectType;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends referrals that nobody decided in time, and forgets what partners called those that
 * were decided long ago, on every node: row locks keep two from ending one. While the
 * database is away it waits.
 */
@Component
class ReferralWatch implements DisposableBean {

	private static final int MOST = 100;

	private final Referrals referrals;

	private final InboundSettings settings;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	private final JobRounds rounds;

	ReferralWatch(Referrals referrals, InboundSettings settings, AuditLog log,
			PlatformTransactionManager transactions) {
		this.referrals = referrals;
		this.settings = settings;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
		this.rounds = new JobRounds("referral-watch", SystemActor.HANDOFF_KEEPER, log, transactions);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.rounds.every(this.settings.every(), this::pass);
	}

	/** Ends what is too old, each in a transaction of its own. */
	private void pass() {
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
		this.rounds.end();
	}

}
