package org.durumi.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sessions of people in browsers, written down where every node sees them.
 * <p>
 * Guaranteed: nobody is signed in without a row, a person sees and ends only her own, and
 * an end is for good and an audited event. Not guaranteed here: that the end has reached
 * the node on which the session lives, which asks twice a second.
 */
@Service
public class WebSessions {

	/** What a row keeps of Keycloak's session: enough to know it again, no more. */
	static final String SIGN_ON = "sha256(convert_to(:issuer || ' ' || :sid, 'UTF8'))";

	private final JdbcClient jdbc;

	private final AuditLog log;

	WebSessions(JdbcClient jdbc, AuditLog log) {
		this.jdbc = jdbc;
		this.log = log;
	}

	/**
	 * A session of the actor.
	 *
	 * @param lastAct to the minute
	 * @param current whether it is the one in which she asks
	 */
	public record Own(SessionRef ref, Instant since, Instant lastAct, boolean current) {
	}

	/** The actor's sessions, the current one first. */
	@PreAuthorize("isAuthenticated()")
	@Transactional(readOnly = true)
	@NotAudited("A person's own sessions, told to herself; ending one is the event.")
	public List<Own> own() {
		Actor actor = Actors.require();
		return this.jdbc.sql("""
				select session_ref, opened_at, last_act_at, session_ref = :current from access.web_session
				where subject = :subject and ended_at is null order by 4 desc, last_act_at desc""")
			.param("subject", actor.id())
			.param("current", actor.session().bytes())
			.query((row, number) -> new Own(SessionRef.of(Objects.requireNonNull(row.getBytes(1))),
					Objects.requireNonNull(row.getObject(2, OffsetDateTime.class)).toInstant(),
					Objects.requireNonNull(row.getObject(3, OffsetDateTime.class)).toInstant(), row.getBoolean(4)))
			.list();
	}

	/** Ends another session of the actor; one that is over already, or not hers, not. */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public boolean end(SessionRef ref) {
		return end("session_ref = :wanted and session_ref <> :current", ref) > 0;
	}

	/** Ends all sessions of the actor but the current one; how many they were. */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public int endOthers() {
		return end("session_ref <> :current", Actors.require().session());
	}

	private int end(String which, SessionRef wanted) {
		Actor actor = Actors.require();
		int ended = this.jdbc
			.sql("update access.web_session set ended_by = 'HERSELF' where subject = :subject and ended_at is null and "
					+ which)
			.param("subject", actor.id())
			.param("current", actor.session().bytes())
			.param("wanted", wanted.bytes())
			.update();
		for (int each = 0; each < ended; each++) {
			this.log.append(AuditEvent.done(AuditAction.SESSION_CLOSED, SubjectType.STAFF, actor.id()));
		}
		return ended;
	}

	/** Whether the actor is in, and stays so until the transaction ends. */
	@Transactional(propagation = Propagation.MANDATORY)
	boolean staysIn() {
		return this.jdbc.sql("select access.stays_in()").query(Boolean.class).single();
	}

	/** Writes down the actor's new session, with the sign-in that the log is told of. */
	@Transactional(propagation = Propagation.MANDATORY)
	void open(Actor actor, OidcIdToken token) {
		this.jdbc
			.sql("insert into access.web_session (session_ref, subject, sign_on) values (:ref, :subject, " + SIGN_ON
					+ ")")
			.param("ref", actor.session().bytes())
			.param("subject", actor.id())
			.param("issuer", issuer(token))
			.param("sid", sid(token))
			.update();
	}

	/**
	 * Whoever showed that it is her may have begun another session at Keycloak, whose end
	 * is then the end of hers.
	 * @return whether her session still lives
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	boolean renew(Actor actor, OidcIdToken token) {
		return this.jdbc
			.sql("update access.web_session set sign_on = " + SIGN_ON
					+ " where session_ref = :ref and ended_at is null")
			.param("ref", actor.session().bytes())
			.param("issuer", issuer(token))
			.param("sid", sid(token))
			.update() == 1;
	}

	private static String issuer(OidcIdToken token) {
		return Objects.requireNonNull(token.getIssuer()).toString();
	}

	private static String sid(OidcIdToken token) {
		String sid = token.getClaimAsString("sid");
		return (sid != null) ? sid : "";
	}

}
