package org.durumi.review;

import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditLog;
import org.durumi.audit.JobRounds;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes the review's rounds every few seconds. While the database is away it waits. */
@Component
class ReviewWatch implements DisposableBean {

	private final ReviewRounds rounds;

	private final ReviewSettings settings;

	private final ReviewPace pace;

	private final JobRounds job;

	ReviewWatch(ReviewRounds rounds, ReviewSettings settings, AuditLog log, ReviewPace pace,
			PlatformTransactionManager transactions) {
		this.rounds = rounds;
		this.settings = settings;
		this.pace = pace;
		this.job = new JobRounds("review-watch", SystemActor.REVIEW_DESK, log, transactions);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.job.every(this.settings.every(), this::makeRounds);
	}

	private void makeRounds() {
		int lookedAt;
		do {
			lookedAt = this.rounds.look();
		}
		while (lookedAt == ReviewRounds.MOST);
		this.rounds.draw();
		this.pace.roundEnded();
	}

	@Override
	public void destroy() {
		this.job.end();
	}

}
