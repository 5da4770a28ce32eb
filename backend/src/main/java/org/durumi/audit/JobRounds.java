package org.durumi.audit;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a job does again and again, one thing after the other on a thread of its own and
 * in a session of its own. While the database is away it waits; a fault of one round
 * keeps no other.
 */
public final class JobRounds {

	private static final Logger LOGGER = LoggerFactory.getLogger(JobRounds.class);

	private final String name;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	private final Actor actor;

	private final ScheduledThreadPoolExecutor worker;

	private boolean begun;

	/**
	 * Makes the thread.
	 * @param name of the thread, and of the job where it is told of
	 */
	public JobRounds(String name, SystemActor job, AuditLog log, PlatformTransactionManager transactions) {
		this.name = name;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
		this.actor = job.in(SessionRef.random());
		this.worker = new ScheduledThreadPoolExecutor(1,
				(task) -> Thread.ofPlatform().daemon().name(name).unstarted(task));
	}

	/** Does it from now on, with this pause after each time. */
	public void every(Duration pause, Runnable act) {
		this.worker.scheduleWithFixedDelay(new Round(act), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Ends the thread; what is under way is interrupted. */
	public void end() {
		this.worker.shutdownNow();
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
				Actors.runAs(JobRounds.this.actor, () -> {
					begin();
					this.act.run();
				});
				this.away = false;
				this.broken = false;
			}
			catch (DataAccessException | TransactionException ex) {
				// thrown on, it would end the schedule
				if (!this.away && !JobRounds.this.worker.isShutdown()) {
					LOGGER.warn("event=job_waits job={} cause={}", JobRounds.this.name, ex.getClass().getSimpleName());
				}
				this.away = true;
			}
			catch (RuntimeException ex) {
				// a fault of ours; thrown on, no round would follow
				if (!this.broken) {
					LOGGER.error("event=job_failed job={}", JobRounds.this.name, ex);
				}
				this.broken = true;
			}
		}

	}

}
