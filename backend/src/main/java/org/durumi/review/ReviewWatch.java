package org.durumi.review;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditLog;
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

/** Makes the review's rounds every few seconds. While the database is away it waits. */
@Component
class ReviewWatch implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(ReviewWatch.class);

	private final ReviewRounds rounds;

	private final ReviewSettings settings;

	private final AuditLog log;

	private final ReviewPace pace;

	private final TransactionTemplate transaction;

	private final Actor actor = SystemActor.REVIEW_DESK.in(SessionRef.random());

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("review-watch").unstarted(task));

	private boolean begun;

	private boolean away;

	private boolean broken;

	ReviewWatch(ReviewRounds rounds, ReviewSettings settings, AuditLog log, ReviewPace pace,
			PlatformTransactionManager transactions) {
		this.rounds = rounds;
		this.settings = settings;
		this.log = log;
		this.pace = pace;
		this.transaction = new TransactionTemplate(transactions);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		long every = this.settings.every().toMillis();
		this.worker.scheduleWithFixedDelay(this::watch, every, every, TimeUnit.MILLISECONDS);
	}

	private void watch() {
		try {
			Actors.runAs(this.actor, this::makeRounds);
			this.away = false;
			this.broken = false;
		}
		catch (DataAccessException | TransactionException ex) {
			// thrown on, it would end the schedule
			if (!this.away && !this.worker.isShutdown()) {
				LOGGER.warn("event=review_waits cause={}", ex.getClass().getSimpleName());
			}
			this.away = true;
		}
		catch (RuntimeException ex) {
			// a fault of ours; thrown on, no entry would come onto a desk any more
			if (!this.broken) {
				LOGGER.error("event=review_failed", ex);
			}
			this.broken = true;
		}
	}

	private void makeRounds() {
		if (!this.begun) {
			this.transaction.executeWithoutResult((status) -> this.log.openSession(this.actor));
			this.begun = true;
		}
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
		this.worker.shutdownNow();
	}

}
