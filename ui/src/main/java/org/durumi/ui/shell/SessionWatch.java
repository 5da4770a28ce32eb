package org.durumi.ui.shell;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.durumi.access.SessionKeeping;
import org.durumi.access.keycloak.KeycloakSessions;
import org.durumi.actor.SessionRef;
import org.durumi.drafts.Drafts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Watches over the sessions of this node, twice a second: ends those that are over
 * elsewhere or whose time is, and warns before.
 * <p>
 * Guaranteed: while the database answers, a session that was ended on another node, by an
 * administrator or by its owner is dead here within a second, and the single sign-on
 * behind it is over as well as soon as Keycloak hears of it. Not guaranteed: that a
 * request which is under way is cut short.
 */
@Component
class SessionWatch implements SmartLifecycle {

	private static final Logger LOGGER = LoggerFactory.getLogger(SessionWatch.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration TIDYING = Duration.ofMinutes(1);

	/** How much later than its idle limit a session of a killed node is given up. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final OpenSessions sessions;

	private final SessionKeeping keeping;

	private final Drafts drafts;

	private final SessionLimits limits;

	private final SessionWarnings warnings;

	private final KeycloakSessions keycloak;

	private final WebProperties properties;

	private final Clock clock;

	private final Queue<SessionKeeping.Revoked> untold = new ConcurrentLinkedQueue<>();

	/** Written down as living, as far as this node knows. */
	private final Set<SessionRef> held = new HashSet<>();

	private final Set<String> faults = new HashSet<>();

	private Instant tidied = Instant.EPOCH;

	private boolean away;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	SessionWatch(OpenSessions sessions, SessionKeeping keeping, Drafts drafts, SessionLimits limits,
			SessionWarnings warnings, KeycloakSessions keycloak, WebProperties properties, Clock clock) {
		this.sessions = sessions;
		this.keeping = keeping;
		this.drafts = drafts;
		this.limits = limits;
		this.warnings = warnings;
		this.keycloak = keycloak;
		this.properties = properties;
		this.clock = clock;
	}

	/** Passes on what Keycloak said; while the database is away, when it is back. */
	void tellOthers(SessionKeeping.Revoked revoked) {
		try {
			this.keeping.revoke(revoked);
		}
		catch (DataAccessException | TransactionException ex) {
			this.untold.add(revoked);
			LOGGER.warn("event=back_channel_logout_waits cause={}", ex.getClass().getSimpleName());
		}
	}

	@Override
	public void start() {
		CountDownLatch until = new CountDownLatch(1);
		this.stopping = until;
		this.thread = Thread.ofPlatform().daemon().name("session-watch").start(() -> run(until));
	}

	@Override
	public void stop() {
		this.stopping.countDown();
		Thread running = this.thread;
		if (running != null) {
			try {
				running.join(Duration.ofSeconds(10));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.thread = null;
		// no session outlives its node
		try {
			this.keeping.closed(this.held);
		}
		catch (DataAccessException | TransactionException ex) {
			LOGGER.warn("event=session_watch database=away");
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void run(CountDownLatch until) {
		do {
			try {
				List<SignedIn> open = this.sessions.signedIn();
				keepLimits(open);
				agree(open);
				become(false);
			}
			catch (DataAccessException | TransactionException ex) {
				become(true);
			}
			catch (RuntimeException ex) {
				// a fault of ours; thrown on, no session of this node would end any more
				fail(ex);
			}
		}
		while (!hasEnded(until));
	}

	/** What needs no database. */
	private void keepLimits(List<SignedIn> open) {
		Instant now = this.clock.instant();
		for (SignedIn session : open) {
			this.limits.end(session.session()).ifPresent((end) -> {
				if (now.isAfter(end.at())) {
					leave(session);
				}
				else {
					this.warnings.tell(session.session(), end, now);
				}
			});
		}
	}

	/** What the nodes tell each other through the database. */
	private void agree(List<SignedIn> open) {
		for (SessionKeeping.Revoked next = this.untold.peek(); next != null; next = this.untold.peek()) {
			this.keeping.revoke(next);
			this.untold.remove(next);
		}
		Set<SessionRef> refs = open.stream().map(SignedIn::ref).collect(Collectors.toSet());
		Set<SessionRef> living = this.keeping.living(refs);
		open.stream().filter((session) -> !living.contains(session.ref())).forEach(this::leave);
		Set<SessionRef> gone = new HashSet<>(this.held);
		gone.removeAll(refs);
		if (!gone.isEmpty()) {
			this.keeping.closed(gone);
		}
		this.held.clear();
		this.held.addAll(living);
		tidy(open);
	}

	private void tidy(List<SignedIn> open) {
		Instant now = this.clock.instant();
		if (now.isBefore(this.tidied.plus(TIDYING))) {
			return;
		}
		Map<SessionRef, Instant> acts = new HashMap<>();
		open.forEach(
				(session) -> this.limits.lastAct(session.session()).ifPresent((act) -> acts.put(session.ref(), act)));
		this.keeping.acted(acts);
		this.keeping.tidy(this.properties.idle().plus(PATIENCE));
		this.drafts.forgetOld();
		this.tidied = now;
	}

	/**
	 * Here at once, at Keycloak when it answers: that may take longer than others wait.
	 */
	private void leave(SignedIn session) {
		if (session.end()) {
			LOGGER.info("event=session_ended subject={}", session.actor().id());
			Thread.ofVirtual().start(() -> this.keycloak.end(session.token()));
		}
	}

	/** Says it once for each kind of fault. */
	private void fail(RuntimeException fault) {
		String places = FailurePlaces.describe(fault);
		if (this.faults.add(places)) {
			LOGGER.error("event=session_watch_failed cause={}", places);
		}
	}

	private void become(boolean away) {
		if (this.away != away) {
			this.away = away;
			LOGGER.warn("event=session_watch database={}", away ? "away" : "back");
		}
	}

	private static boolean hasEnded(CountDownLatch until) {
		try {
			return until.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

}
