package org.durumi.access;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.durumi.access.keycloak.KeycloakAccount;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a node does with the sessions it holds: asks which of them still live, passes on
 * what Keycloak said, and says when their people last acted. It acts as
 * {@link SystemActor#SESSION_KEEPER}.
 * <p>
 * Guaranteed: Keycloak's word is an audited event about the person and marks her sessions
 * wherever they live. Not guaranteed: anything while the database is away; each method
 * then throws and is called again.
 */
@Service
public class SessionKeeping {

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	SessionKeeping(JdbcClient jdbc, AuditLog log, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Keycloak's word that sessions are over.
	 *
	 * @param sid Keycloak's session, absent for all of the person's
	 */
	public record Revoked(String issuer, @Nullable String sid, @Nullable String subject) {

		public Revoked {
			if (sid == null && subject == null) {
				throw new IllegalArgumentException("whose sessions?");
			}
		}

		@Override
		public String toString() {
			return "[revoked]";
		}

	}

	/** Which of these sessions are not over; one that nobody wrote down is. */
	@NotAudited("A node asks for its own sessions, twice a second.")
	public Set<SessionRef> living(Collection<SessionRef> sessions) {
		if (sessions.isEmpty()) {
			return Set.of();
		}
		return new HashSet<>(asKeeper((keeper) -> this.jdbc
			.sql("select session_ref from access.web_session where session_ref = any (?) and ended_at is null")
			.param(bytes(sessions))
			.query((row, number) -> SessionRef.of(Objects.requireNonNull(row.getBytes(1))))
			.list()));
	}

	/** Marks the sessions that Keycloak says are over; how many they were. */
	public int revoke(Revoked revoked) {
		return asKeeper((keeper) -> {
			List<UUID> people = (revoked.sid() != null) ? revokeOne(revoked.issuer(), revoked.sid())
					: KeycloakAccount.subject(revoked.subject()).map(this::revokeAll).orElse(List.of());
			tell(keeper, AuditAction.SESSIONS_REVOKED, people);
			return people.size();
		});
	}

	private List<UUID> revokeOne(String issuer, String sid) {
		return this.jdbc
			.sql("update access.web_session set ended_by = 'KEYCLOAK' where ended_at is null and sign_on = "
					+ WebSessions.SIGN_ON + " returning subject")
			.param("issuer", issuer)
			.param("sid", sid)
			.query((row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
			.list();
	}

	private List<UUID> revokeAll(UUID subject) {
		return this.jdbc
			.sql("update access.web_session set ended_by = 'KEYCLOAK' where ended_at is null and subject = ?"
					+ " returning subject")
			.param(subject)
			.query((row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
			.list();
	}

	/** These ended where they lived, as the log has been told. */
	@NotAudited("The end of each was told to the log where it lived.")
	public void closed(Collection<SessionRef> sessions) {
		asKeeper((keeper) -> this.jdbc
			.sql("update access.web_session set ended_by = 'ITSELF' where session_ref = any (?) and ended_at is null")
			.param(bytes(sessions))
			.update());
	}

	/** When their people last acted, kept to the minute. */
	@NotAudited("When somebody last acted, to the minute: her acts are the events.")
	public void acted(Map<SessionRef, Instant> acts) {
		asKeeper((keeper) -> {
			acts.forEach((ref, at) -> this.jdbc
				.sql("update access.web_session set last_act_at = :at where session_ref = :ref and ended_at is null"
						+ " and last_act_at < :at")
				.param("ref", ref.bytes())
				.param("at", at.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC))
				.update());
			return acts.size();
		});
	}

	/**
	 * Marks what no node can hold any more, since its limits are over: the node was
	 * killed. Forgets what ended long ago, and what machines asked for a day ago.
	 * @param silence longer than any living session goes without an act
	 */
	public int tidy(Duration silence) {
		return asKeeper((keeper) -> {
			List<UUID> people = this.jdbc.sql("""
					update access.web_session set ended_by = 'SILENCE'
					where ended_at is null and last_act_at < statement_timestamp() - (? * interval '1 second')
					returning subject""")
				.param(silence.toSeconds())
				.query((row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
				.list();
			tell(keeper, AuditAction.SESSION_LAPSED, people);
			this.jdbc.sql("select access.forget_ended_sessions(), access.forget_machine_posts()").query((row) -> {
			});
			return people.size();
		});
	}

	private void tell(Actor keeper, AuditAction action, List<UUID> people) {
		if (people.isEmpty()) {
			return;
		}
		this.log.openSession(keeper);
		people.forEach((person) -> this.log.append(AuditEvent.done(action, SubjectType.STAFF, person)));
	}

	private <T> T asKeeper(Work<T> work) {
		Actor keeper = SystemActor.SESSION_KEEPER.in(SessionRef.random());
		Supplier<T> inTransaction = () -> Objects
			.requireNonNull(this.transaction.execute((status) -> work.with(keeper)));
		return Actors.runAs(keeper, inTransaction);
	}

	private static byte[][] bytes(Collection<SessionRef> sessions) {
		return sessions.stream().map(SessionRef::bytes).toArray(byte[][]::new);
	}

	/** What is done in one transaction. */
	@FunctionalInterface
	private interface Work<T> {

		T with(Actor keeper);

	}

}
