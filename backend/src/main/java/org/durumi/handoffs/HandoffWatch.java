package org.durumi.handoffs;

import java.util.List;
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

/**
 * Seals what was agreed to and passes what is due every few seconds, on every node: row
 * locks keep them from doing one thing twice. While the database is away it waits.
 */
@Component
class HandoffWatch implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(HandoffWatch.class);

	private static final int MOST = 100;

	private final HandoffSealing sealing;

	private final HandoffDeadlines deadlines;

	private final FaultyHandoffs faults;

	private final HandoffSettings settings;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	private final Actor actor = SystemActor.HANDOFF_KEEPER.in(SessionRef.random());

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("handoff-watch").unstarted(task));

	private boolean begun;

	HandoffWatch(HandoffSealing sealing, HandoffDeadlines deadlines, FaultyHandoffs faults, HandoffSettings settings,
			AuditLog log, PlatformTransactionManager transactions) {
		this.sealing = sealing;
		this.deadlines = deadlines;
		this.faults = faults;
		this.settings = settings;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		long every = this.settings.every().toMillis();
		// each by itself: a fault of the one does not keep the other
		for (Runnable round : List.of(new Round(this.deadlines::pass), new Round(this::seal))) {
			this.worker.scheduleWithFixedDelay(round, every, every, TimeUnit.MILLISECONDS);
		}
	}

	private void seal() {
		this.sealing.agreed(MOST).forEach((handoff) -> this.faults.attempt(handoff, () -> this.sealing.seal(handoff)));
	}

	private void begin() {
		if (!this.begun) {
			this.transaction.executeWithoutResult((status) -> this.log.openSession(this.actor));
			this.begun = true;
		}
	}

	/** What the worker does again and again. */
	private final class Round implements Runnable {

		private final Runnable act;

		private boolean away;

		private boolean broken;

		Round(Runnable act) {
			this.act = act;
		}

		@Override
		public void run() {
			try {
				Actors.runAs(HandoffWatch.this.actor, () -> {
					begin();
					this.act.run();
				});
				this.away = false;
				this.broken = false;
			}
			catch (DataAccessException | TransactionException ex) {
				// thrown on, it would end the schedule
				if (!this.away && !HandoffWatch.this.worker.isShutdown()) {
					LOGGER.warn("event=handoffs_wait cause={}", ex.getClass().getSimpleName());
				}
				this.away = true;
			}
			catch (RuntimeException ex) {
				// a fault of ours; thrown on, nothing would be sealed or ended any more
				if (!this.broken) {
					LOGGER.error("event=handoffs_failed", ex);
				}
				this.broken = true;
			}
		}

	}

	@Override
	public void destroy() {
		this.worker.shutdownNow();
	}

}
