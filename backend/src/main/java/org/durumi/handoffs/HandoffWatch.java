package org.durumi.handoffs;

import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditLog;
import org.durumi.audit.JobRounds;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Seals what was agreed to, passes what is due and closes what a partner has taken over,
 * every few seconds and on every node: row locks keep them from doing one thing twice.
 * While the database is away it waits.
 */
@Component
class HandoffWatch implements DisposableBean {

	private static final int MOST = 100;

	private final HandoffSealing sealing;

	private final HandoffDeadlines deadlines;

	private final Custody custody;

	private final FaultyHandoffs faults;

	private final HandoffSettings settings;

	private final JobRounds rounds;

	HandoffWatch(HandoffSealing sealing, HandoffDeadlines deadlines, Custody custody, FaultyHandoffs faults,
			HandoffSettings settings, AuditLog log, PlatformTransactionManager transactions) {
		this.sealing = sealing;
		this.deadlines = deadlines;
		this.custody = custody;
		this.faults = faults;
		this.settings = settings;
		this.rounds = new JobRounds("handoff-watch", SystemActor.HANDOFF_KEEPER, log, transactions);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.rounds.every(this.settings.every(), this.deadlines::pass);
		this.rounds.every(this.settings.every(), this::seal);
		this.rounds.every(this.settings.every(), this::closeTaken);
	}

	private void seal() {
		this.sealing.agreed(MOST).forEach((handoff) -> this.faults.attempt(handoff, () -> this.sealing.seal(handoff)));
	}

	private void closeTaken() {
		this.custody.taken(MOST).forEach((handoff) -> this.faults.attempt(handoff, () -> this.custody.close(handoff)));
	}

	@Override
	public void destroy() {
		this.rounds.end();
	}

}
