package org.durumi.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.access.StaffDirectory;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells a case's owner, and the supervisor of its team, who can see it and why, and who
 * has looked at it. Asking is itself an event.
 * <p>
 * Guaranteed, by the database as well: nobody else is told. Not guaranteed: that who can
 * see it now are all who ever could; whoever did look is in the second list.
 */
@Service
@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
public class CaseOversight {

	private final JdbcClient jdbc;

	private final CaseAccess access;

	private final StaffDirectory staff;

	private final AuditLog log;

	CaseOversight(JdbcClient jdbc, CaseAccess access, StaffDirectory staff, AuditLog log) {
		this.jdbc = jdbc;
		this.access = access;
		this.staff = staff;
		this.log = log;
	}

	/**
	 * What is told.
	 *
	 * @param standing who can see it now, those first whose case it is
	 * @param looks who has looked or was refused, newest first
	 */
	public record Report(List<Standing> standing, List<Look> looks) {
	}

	/**
	 * How somebody stands to the case; who stands to it in several ways is there as
	 * often.
	 *
	 * @param name absent for whoever the reader may not know
	 * @param until when it ends by itself, absent where it does not
	 */
	public record Standing(UUID person, @Nullable String name, Relation relation, @Nullable Instant until) {
	}

	/**
	 * Readings of one kind by one person.
	 *
	 * @param name absent for a job, and for whoever the reader may not know
	 * @param compartment absent where it was several or none
	 */
	public record Look(@Nullable String name, AuditAction action, @Nullable Compartment compartment, int times,
			Instant last) {
	}

	/**
	 * Tells it.
	 * @throws org.durumi.access.AccessRefused if the actor is neither owner nor
	 * supervisor
	 */
	@Transactional
	public Report of(CaseId caseId) {
		this.access.require(caseId, CaseAct.OVERSEE);
		this.log.append(new AuditEvent(Ids.next(), AuditAction.CASE_ACCESS_READ, AuditEvent.Outcome.DONE,
				SubjectType.CASE_FILE, caseId.value(), caseId, null, null));
		Map<UUID, String> names = this.staff.names();
		return new Report(standing(caseId, names), looks(caseId, names));
	}

	private List<Standing> standing(CaseId caseId, Map<UUID, String> names) {
		return this.jdbc.sql("select subject, relation, until from access.standing(?)")
			.param(caseId.value())
			.query((row, number) -> {
				OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
				UUID person = Objects.requireNonNull(row.getObject("subject", UUID.class));
				return new Standing(person, names.get(person), Relation.valueOf(row.getString("relation")),
						(until != null) ? until.toInstant() : null);
			})
			.list()
			.stream()
			.sorted(Comparator.comparing(Standing::relation)
				.thenComparing(Standing::name, Comparator.nullsLast(Comparator.naturalOrder())))
			.toList();
	}

	private List<Look> looks(CaseId caseId, Map<UUID, String> names) {
		return this.jdbc
			.sql("select actor_id, action, compartment, times, last_at from audit.looks_at(?) order by last_at desc")
			.param(caseId.value())
			.query((row, number) -> look(row, names))
			.list();
	}

	private static Look look(ResultSet row, Map<UUID, String> names) throws SQLException {
		String compartment = row.getString("compartment");
		return new Look(names.get(row.getObject("actor_id", UUID.class)), AuditAction.valueOf(row.getString("action")),
				(compartment != null) ? Compartment.valueOf(compartment) : null, row.getInt("times"),
				Objects.requireNonNull(row.getObject("last_at", OffsetDateTime.class)).toInstant());
	}

}
