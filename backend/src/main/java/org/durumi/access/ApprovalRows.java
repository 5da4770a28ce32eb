package org.durumi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.reference.CaseId;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of the two-person rule, as the actor sees and changes them. It decides
 * nothing: that is {@link Approvals}, and the database again.
 */
@Component
class ApprovalRows {

	private static final String SELECT = """
			select id, kind, case_id, team_id, org_id, subject_id, roles, requested_by, requested_at, expires_at, state,
				decided_by, decided_at, request, decision, version from access.approval_request\s""";

	private static final String ADD = """
			insert into access.approval_request
				(id, kind, case_id, team_id, org_id, subject_id, roles, requested_by, requested_at, expires_at, state, request)
			values (:id, :kind, :case, :team, :organisation, :subject, :roles, :asker, :at, :expires, 'PENDING', :request)""";

	private final JdbcClient jdbc;

	ApprovalRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(UUID id, ApprovalKind kind, Approval.About about, Instant now, Sealed<?> request) {
		JdbcClient.StatementSpec row = this.jdbc.sql(ADD)
			.param("id", id)
			.param("kind", kind.name())
			.param("asker", Actors.require().id())
			.param("at", at(now))
			.param("expires", at(now.plus(kind.validity())))
			.param("request", request.ciphertext());
		(switch (about) {
			case Approval.About.ACase one -> about(row, one.caseId().value(), one.team(), null, one.person(), null);
			case Approval.About.AList list -> about(row, null, list.team(), null, null, null);
			case Approval.About.APerson person ->
				about(row, null, null, person.organisation(), person.subject(), person.roles());
		}).update();
	}

	private static JdbcClient.StatementSpec about(JdbcClient.StatementSpec row, @Nullable UUID caseId,
			@Nullable UUID team, @Nullable UUID organisation, @Nullable UUID subject, @Nullable Set<Role> roles) {
		return row.param("case", caseId, Types.OTHER)
			.param("team", team, Types.OTHER)
			.param("organisation", organisation, Types.OTHER)
			.param("subject", subject, Types.OTHER)
			.param("roles", (roles != null) ? roles.stream().map(Role::name).sorted().toArray(String[]::new) : null,
					Types.ARRAY);
	}

	/** The team that holds a case. */
	UUID teamOf(CaseId caseId) {
		return this.jdbc.sql("select team_id from casework.case_file where id = ?")
			.param(caseId.value())
			.query(UUID.class)
			.single();
	}

	/** Whether it was still as it was read. */
	boolean answer(Approval approval, Approval.State answer, Instant now, Sealed<?> comment) {
		return this.jdbc
			.sql("""
					update access.approval_request set state = ?, decided_by = ?, decided_at = ?, decision = ?, version = version + 1
					where id = ? and version = ? and state = 'PENDING'""")
			.params(answer.name(), Actors.require().id(), at(now), comment.ciphertext(), approval.id(),
					approval.version())
			.update() == 1;
	}

	/**
	 * Whether it could be used.
	 * @param newcomer who has her subject only now, if it is about one
	 */
	boolean use(Approval approval, @Nullable UUID newcomer) {
		return this.jdbc.sql("""
				update access.approval_request
				set state = 'USED', subject_id = coalesce(:newcomer, subject_id), version = version + 1
				where id = :id and state = 'APPROVED' and (requested_by = :me or kind = 'HANDOFF')""")
			.param("newcomer", newcomer, Types.OTHER)
			.param("id", approval.id())
			.param("me", Actors.require().id())
			.update() == 1;
	}

	/**
	 * Whether it could still be taken back: by whoever asked, and one about a handoff
	 * also by whoever takes that back.
	 */
	boolean withdraw(Approval approval) {
		return this.jdbc.sql("""
				update access.approval_request set state = 'WITHDRAWN', version = version + 1
				where id = ? and state = 'PENDING' and (requested_by = ? or kind = 'HANDOFF')""")
			.params(approval.id(), Actors.require().id())
			.update() == 1;
	}

	Optional<Approval> find(UUID id) {
		return this.jdbc.sql(SELECT + "where id = ?").param(id).query(ApprovalRows::approval).optional();
	}

	/** All that was ever asked about a case, newest first. */
	List<Approval> ofCase(CaseId caseId) {
		return this.jdbc.sql(SELECT + "where case_id = ? order by requested_at desc, id desc")
			.param(caseId.value())
			.query(ApprovalRows::approval)
			.list();
	}

	/** What waits for the actor's own word, oldest first. */
	List<Approval> waitingForMe(Set<ApprovalKind> kinds, Instant now, int offset, int limit) {
		return this.jdbc.sql(SELECT + """
				where (team_id = any ((select access.supervised_teams())::uuid[])
					or kind in ('HAND_OVER', 'ASSIGNMENT') and case_id = any ((select access.owned_cases())::uuid[])
					or org_id = (select access.answered_org()))
				and kind in (:kinds) and requested_by <> :me and subject_id is distinct from :me
				and state = 'PENDING' and (expires_at > :now or kind = 'EMERGENCY_PASSAGE')
				order by requested_at, id offset :offset limit :limit""")
			.param("kinds", names(kinds))
			.param("me", Actors.require().id())
			.param("now", at(now))
			.param("offset", offset)
			.param("limit", limit)
			.query(ApprovalRows::approval)
			.list();
	}

	/** What the actor has asked for, newest first. */
	List<Approval> askedByMe(Set<ApprovalKind> kinds, int offset, int limit) {
		return this.jdbc.sql(SELECT + """
				where requested_by = :me and kind in (:kinds)
				order by requested_at desc, id desc offset :offset limit :limit""")
			.param("me", Actors.require().id())
			.param("kinds", names(kinds))
			.param("offset", offset)
			.param("limit", limit)
			.query(ApprovalRows::approval)
			.list();
	}

	private static List<String> names(Set<ApprovalKind> kinds) {
		return kinds.stream().map(ApprovalKind::name).toList();
	}

	private static OffsetDateTime at(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Approval approval(ResultSet row, int number) throws SQLException {
		OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
		return new Approval(uuid(row, "id"), ApprovalKind.valueOf(row.getString("kind")), about(row),
				uuid(row, "requested_by"), instant(row, "requested_at"), instant(row, "expires_at"),
				Approval.State.valueOf(row.getString("state")), row.getObject("decided_by", UUID.class),
				(decidedAt != null) ? decidedAt.toInstant() : null, row.getBytes("request"), row.getBytes("decision"),
				row.getInt("version"));
	}

	private static Approval.About about(ResultSet row) throws SQLException {
		UUID caseId = row.getObject("case_id", UUID.class);
		UUID subject = row.getObject("subject_id", UUID.class);
		if (caseId != null) {
			return new Approval.About.ACase(new CaseId(caseId), uuid(row, "team_id"), subject);
		}
		UUID organisation = row.getObject("org_id", UUID.class);
		return (organisation != null) ? new Approval.About.APerson(organisation, subject, StaffDirectory.roles(row))
				: new Approval.About.AList(uuid(row, "team_id"));
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
