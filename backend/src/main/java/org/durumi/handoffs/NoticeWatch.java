package org.durumi.handoffs;

import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditLog;
import org.durumi.audit.JobRounds;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Tells partners what is due every few seconds, on every node, of which one has the turn;
 * beside {@link HandoffWatch}, so that a slow mail server keeps nothing from being sealed
 * or ended.
 */
@Component
@ConditionalOnProperty("spring.mail.host")
class NoticeWatch implements DisposableBean {

	private final NoticeSending sending;

	private final HandoffSettings settings;

	private final JobRounds rounds;

	NoticeWatch(NoticeSending sending, HandoffSettings settings, AuditLog log,
			PlatformTransactionManager transactions) {
		this.sending = sending;
		this.settings = settings;
		this.rounds = new JobRounds("notice-watch", SystemActor.HANDOFF_KEEPER, log, transactions);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.rounds.every(this.settings.every(), this.sending::pass);
	}

	@Override
	public void destroy() {
		this.rounds.end();
	}

}
