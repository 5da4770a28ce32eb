package org.durumi.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.durumi.access.keycloak.KeycloakEvent;
import org.durumi.access.keycloak.KeycloakEvent.Feed;
import org.durumi.access.keycloak.KeycloakEvents;
import org.durumi.access.keycloak.KeycloakUnavailable;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Asks Keycloak every few seconds what happened, and has it written into the log. While
 * Keycloak or the database is away it waits, and goes on where it was.
 */
@Component
class KeycloakWatch implements DisposableBean {

	/** Thrice within the 30 seconds that an event may take. */
	static final Duration EVERY = Duration.ofSeconds(10);

	private static final Logger LOGGER = LoggerFactory.getLogger(KeycloakWatch.class);

	private final KeycloakEvents keycloak;

	private final KeycloakJournal journal;

	private final Actor actor = SystemActor.KEYCLOAK_WATCH.in(SessionRef.random());

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("keycloak-watch").unstarted(task));

	private boolean begun;

	private boolean away;

	KeycloakWatch(KeycloakEvents keycloak, KeycloakJournal journal) {
		this.keycloak = keycloak;
		this.journal = journal;
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.worker.scheduleWithFixedDelay(this::watch, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
	}

	private void watch() {
		try {
			Actors.runAs(this.actor, () -> {
				if (!this.begun) {
					this.journal.begin();
					this.begun = true;
				}
				for (Feed feed : Feed.values()) {
					read(feed);
				}
			});
			this.away = false;
		}
		catch (KeycloakUnavailable | DataAccessException | TransactionException ex) {
			// thrown on, it would end the schedule
			if (!this.away && !this.worker.isShutdown()) {
				LOGGER.warn("event=keycloak_not_watched cause={}", ex.getClass().getSimpleName());
			}
			this.away = true;
		}
		catch (RuntimeException ex) {
			// a fault of ours; thrown on, nobody would hear of Keycloak again
			if (!this.away) {
				LOGGER.error("event=keycloak_watch_failed cause={} at={}", ex.getClass().getName(),
						ex.getStackTrace()[0]);
			}
			this.away = true;
		}
	}

	private void read(Feed feed) {
		Instant from = this.journal.from(feed);
		List<KeycloakEvent> events;
		int page = 0;
		int written;
		do {
			events = this.keycloak.page(feed, from, page++);
			written = this.journal.write(feed, events);
		}
		while (events.size() == KeycloakEvents.PAGE && written >= 0);
	}

	@Override
	public void destroy() {
		this.worker.shutdownNow();
	}

}
