package org.durumi.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.durumi.actor.Actor;
import org.durumi.actor.ActorPrincipal;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets in machines: the client that a token names must be registered together with the
 * account the token was given to, so that no person gets in through a client, and no
 * client under another's name.
 * <p>
 * Guaranteed: it is asked anew at each request, so one that is shut out is out; what is
 * done with one token is one session of the log. The token itself is for the caller to
 * check, and to tell the log that one was refused.
 */
@Service
public class MachineSignIn implements DisposableBean {

	private static final Logger LOGGER = LoggerFactory.getLogger(MachineSignIn.class);

	private static final long MINUTE = 60;

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final Map<Key, Session> sessions = new ConcurrentHashMap<>();

	private final ScheduledThreadPoolExecutor sweeper = new ScheduledThreadPoolExecutor(1,
			(task) -> Thread.ofPlatform().daemon().name("machine-sessions").unstarted(task));

	MachineSignIn(JdbcClient jdbc, AuditLog log, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * What a token says that has been found to be Keycloak's.
	 *
	 * @param id the token's own, by which it is told from the client's others
	 * @param client whom it was given to
	 * @param subject on whose behalf: a client's own account
	 */
	public record Token(String id, String client, UUID subject, Instant expires) {

		@Override
		public String toString() {
			return "[token]";
		}

	}

	/** By what a token is told from every other, of whichever machine. */
	private record Key(String id, String client, UUID subject) {

		static Key of(Token token) {
			return new Key(token.id(), token.client(), token.subject());
		}

	}

	/** Of a machine that was let in by a token. */
	private record Session(Actor actor, Instant until) {
	}

	/** The machine that came with the token; empty if it is not let in. */
	public Optional<ActorPrincipal> enter(Token token) {
		Actor unknown = new Actor(token.subject(), token.subject(), null, Set.of(), SessionRef.random(), 0);
		Optional<Machine> known = Actors.runAs(unknown, () -> find(token));
		if (known.isEmpty()) {
			// it may have been let in before, and shut out since
			Session before = this.sessions.remove(Key.of(token));
			if (before != null) {
				this.log.appendSessionEnd(before.actor());
			}
			return Optional.empty();
		}
		Machine machine = known.get();
		Session session = this.sessions.computeIfAbsent(Key.of(token), (id) -> open(machine, token));
		return Optional.of(new SignedInMachine(session.actor(), machine.client()));
	}

	private Optional<Machine> find(Token token) {
		return Objects.requireNonNull(this.transaction
			.execute((status) -> this.jdbc.sql(Machines.SELECT + " where subject = ? and client_id = ? and active")
				.params(token.subject(), token.client())
				.query(Machines::machine)
				.optional()));
	}

	private Session open(Machine machine, Token token) {
		Actor actor = new Actor(machine.subject(), machine.organisation(), null, Set.of(Role.PARTNER),
				SessionRef.random(), 1);
		Actors.runAs(actor, () -> this.transaction.executeWithoutResult((status) -> {
			this.log.openSession(actor);
			this.log.append(AuditEvent.done(AuditAction.MACHINE_SIGNED_IN, SubjectType.MACHINE, machine.subject()));
		}));
		return new Session(actor, token.expires());
	}

	@EventListener(ApplicationReadyEvent.class)
	void schedule() {
		this.sweeper.scheduleWithFixedDelay(this::sweep, MINUTE, MINUTE, TimeUnit.SECONDS);
	}

	private void sweep() {
		try {
			endThoseUntil(this.clock.instant().minusSeconds(MINUTE));
		}
		catch (RuntimeException ex) {
			// a fault of ours; thrown on, no session would end any more
			LOGGER.error("event=machine_sessions_not_ended", ex);
		}
	}

	/** A token that has expired comes no more. */
	private void endThoseUntil(Instant moment) {
		this.sessions.forEach((id, session) -> {
			if (session.until().isBefore(moment) && this.sessions.remove(id, session)) {
				this.log.appendSessionEnd(session.actor());
			}
		});
	}

	@Override
	public void destroy() {
		this.sweeper.shutdownNow();
		endThoseUntil(Instant.MAX);
	}

}
