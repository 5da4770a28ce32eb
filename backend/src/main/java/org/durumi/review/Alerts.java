package org.durumi.review;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What should alarm: somebody whom Keycloak and Durumi do not know alike wanted in,
 * something was done at Keycloak past Durumi, or somebody was given another password or
 * factor, with which whoever gave it can sign in. It stands until a supervisor has
 * reviewed it.
 */
@Service
@PreAuthorize("hasAnyRole('SUPERVISOR', 'ADMIN')")
public class Alerts {

	/** The acts that alarm. */
	public static final Set<AuditAction> ACTIONS = Set.of(AuditAction.SIGN_IN_REFUSED, AuditAction.TOKEN_REFUSED,
			AuditAction.KEYCLOAK_CHANGED, AuditAction.KEYCLOAK_IMPERSONATED, AuditAction.PASSWORD_RESET,
			AuditAction.FACTOR_RESET);

	private final JdbcClient jdbc;

	private final AuditLog log;

	Alerts(JdbcClient jdbc, AuditLog log) {
		this.jdbc = jdbc;
		this.log = log;
	}

	/**
	 * An alert, as an administrator reads it.
	 *
	 * @param about the name of the person it is about, absent where Durumi knows none
	 */
	public record Alert(Instant at, AuditAction action, @Nullable String about) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/**
	 * How many nobody has reviewed: of those on a supervisor's desk, somebody else's; of
	 * those about the people an administrator looks after. A number, so asking is no
	 * event.
	 */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int unreviewed() {
		Actor actor = Actors.require();
		return actor.is(Role.SUPERVISOR) ? onDesk()
				: this.jdbc.sql("select count(*) from audit.alerts()").query(Integer.class).single();
	}

	private int onDesk() {
		return this.jdbc.sql("""
				select count(*) from audit.reviewable e
				where e.action in ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED',
					'PASSWORD_RESET', 'FACTOR_RESET')
				and not access.escalated_it(e.event_id)
				and not exists (select from review.sign_off r where r.event_id = e.event_id)""")
			.query(Integer.class)
			.single();
	}

	/**
	 * Those about the people that the administrator looks after and about nobody known,
	 * newest first, a hundred at most. They are entries of the log, so reading them is an
	 * event.
	 */
	@PreAuthorize("hasRole('ADMIN')")
	@Transactional
	public List<Alert> ofAdministrator() {
		this.log.append(AuditEvent.done(AuditAction.AUDIT_LIST_READ, SubjectType.LIST, Actors.require().id()));
		return this.jdbc.sql("""
				select a.occurred_at, a.action, s.display_name
				from audit.alerts() a left join access.staff s on s.subject = a.subject limit 100""")
			.query((row, number) -> new Alert(
					Objects.requireNonNull(row.getObject("occurred_at", OffsetDateTime.class)).toInstant(),
					AuditAction.valueOf(row.getString("action")), row.getString("display_name")))
			.list();
	}

}
