package org.durumi.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

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

	/** So many, and what administrators did is asked for again. */
	private static final int PAGES_OF_STRANGERS = 5;

	private static final Logger LOGGER = LoggerFactory.getLogger(KeycloakWatch.class);

	private final KeycloakEvents keycloak;

	private final KeycloakJournal journal;

	private final Actor actor = SystemActor.KEYCLOAK_WATCH.in(SessionRef.random());

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("keycloak-watch").unstarted(task));

	private boolean begun;

	private boolean away;

	private boolean broken;

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
			this.broken = false;
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
			if (!this.broken) {
				LOGGER.error("event=keycloak_watch_failed", ex);
			}
			this.broken = true;
		}
	}

	private void read(Feed feed) {
		UUID missing = this.journal.mustStillBeKnown(feed).orElse(null);
		Instant from = this.journal.from(feed);
		List<KeycloakEvent> events;
		int page = 0;
		int written;
		do {
			if (feed == Feed.USER && page % PAGES_OF_STRANGERS == PAGES_OF_STRANGERS - 1) {
				read(Feed.ADMIN);
			}
			events = this.keycloak.page(feed, from, page++);
			written = this.journal.write(feed, events);
			if (events.stream().map(KeycloakEvent::id).anyMatch(Predicate.isEqual(missing))) {
				missing = null;
			}
		}
		while (events.size() == KeycloakEvents.PAGE && written >= 0);
		if (missing != null && written >= 0) {
			this.journal.tellForgotten(feed, missing);
		}
	}

	@Override
	public void destroy() {
		this.worker.shutdownNow();
	}

}
