package org.durumi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Sealed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The two-person rule as one mechanism: ask, decide, use.
 * <p>
 * Guaranteed, by the database as well: nobody decides her own request, only a supervisor
 * of the case's team decides (a hand-over, also the case's owner), an answer is used once
 * and not after it lapsed, and a countersign that is owed is not taken back. Not
 * guaranteed: that the two people are independent of one another.
 */
@Service
public class Approvals {

	private static final String SELECT = """
			select id, kind, case_id, team_id, requested_by, requested_at, expires_at, state, decided_by, decided_at,
				request, decision, version from access.approval_request\s""";

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final CaseAccess access;

	private final Clock clock;

	Approvals(JdbcClient jdbc, AuditLog log, CaseAccess access, Clock clock) {
		this.jdbc = jdbc;
		this.log = log;
		this.access = access;
		this.clock = clock;
	}

	/**
	 * Asks for a second person's word.
	 * @param id made by the caller, who has sealed the text to it
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void ask(UUID id, ApprovalKind kind, CaseId caseId, Sealed<?> request) {
		requireAsking(kind, caseId);
		Instant now = this.clock.instant();
		this.jdbc
			.sql("""
					insert into access.approval_request (id, kind, case_id, team_id, requested_by, requested_at, expires_at, state, request)
					select ?, ?, c.id, c.team_id, ?, ?, ?, 'PENDING', ? from casework.case_file c where c.id = ?""")
			.params(id, kind.name(), Actors.require().id(), at(now), at(now.plus(kind.validity())),
					request.ciphertext(), caseId.value())
			.update();
		append(AuditAction.APPROVAL_REQUESTED, id, caseId);
	}

	/**
	 * Lets the actor ask, or refuses it as an audited event; others who ask about the
	 * same case wait for this transaction to end.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void requireAsking(ApprovalKind kind, CaseId caseId) {
		this.access.requireAlone(caseId, kind.asking());
	}

	/**
	 * Lets the actor answer somebody else's request, or refuses it as an audited event.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void requireDeciding(Approval approval) {
		this.access.require(approval.caseId(), approval.kind().deciding());
		if (approval.requestedBy().equals(Actors.require().id())) {
			this.log.appendDenial(AuditEvent.denied(SubjectType.APPROVAL, approval.id(), approval.caseId()));
			throw new AccessRefused(approval.kind().deciding());
		}
	}

	/**
	 * Answers a request of somebody else.
	 * @return whether it was still open; false loses nothing, someone else was first
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean decide(Approval approval, boolean approve, Sealed<?> comment) {
		requireDeciding(approval);
		if (!approval.isOpenAt(this.clock.instant())) {
			return false;
		}
		int changed = this.jdbc
			.sql("""
					update access.approval_request set state = ?, decided_by = ?, decided_at = ?, decision = ?, version = version + 1
					where id = ? and version = ? and state = 'PENDING'""")
			.params(approve ? "APPROVED" : "REJECTED", Actors.require().id(), at(this.clock.instant()),
					comment.ciphertext(), approval.id(), approval.version())
			.update();
		if (changed == 1) {
			append(approve ? AuditAction.APPROVED : AuditAction.REJECTED, approval.id(), approval.caseId());
		}
		return changed == 1;
	}

	/** Spends a permission on the act it allows: once, by whoever asked. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void use(Approval approval) {
		int changed = this.jdbc.sql("""
				update access.approval_request set state = 'USED', version = version + 1
				where id = ? and state = 'APPROVED' and requested_by = ?""")
			.params(approval.id(), Actors.require().id())
			.update();
		if (changed != 1) {
			throw new IllegalStateException("an approval is used once, by whoever asked for it");
		}
		append(AuditAction.APPROVAL_USED, approval.id(), approval.caseId());
	}

	/**
	 * Takes an open request back.
	 * @return whether it could be; a countersign that is owed cannot
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean withdraw(Approval approval) {
		if (!approval.isWithdrawable()) {
			return false;
		}
		int changed = this.jdbc.sql("""
				update access.approval_request set state = 'WITHDRAWN', version = version + 1
				where id = ? and state = 'PENDING' and requested_by = ?""")
			.params(approval.id(), Actors.require().id())
			.update();
		if (changed == 1) {
			append(AuditAction.APPROVAL_WITHDRAWN, approval.id(), approval.caseId());
		}
		return changed == 1;
	}

	@Transactional(readOnly = true)
	public Optional<Approval> find(UUID id) {
		return this.jdbc.sql(SELECT + "where id = ?").param(id).query(Approvals::approval).optional();
	}

	/**
	 * The permissions the actor holds for an act on a case and that are good now, newest
	 * first.
	 */
	@Transactional(readOnly = true)
	public List<Approval> permissions(ApprovalKind kind, CaseId caseId) {
		return ofCase(caseId).stream()
			.filter((approval) -> approval.kind() == kind)
			.filter((approval) -> approval.requestedBy().equals(Actors.require().id()))
			.filter((approval) -> approval.permitsAt(this.clock.instant()))
			.toList();
	}

	/** Tells the log which requests go to another team, now that their case does. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void follow(CaseId caseId) {
		ofCase(caseId).stream()
			.filter((approval) -> approval.state() == Approval.State.PENDING)
			.forEach((approval) -> append(AuditAction.HANDED_OVER, approval.id(), caseId));
	}

	/**
	 * The actor's own requests that still can be answered. Another's is no obstacle: its
	 * answer is not hers to use, and only its asker could take it back.
	 */
	@Transactional(readOnly = true)
	public List<Approval> openOfMine(CaseId caseId) {
		UUID actor = Actors.require().id();
		Instant now = this.clock.instant();
		return ofCase(caseId).stream()
			.filter((approval) -> approval.requestedBy().equals(actor) && approval.isOpenAt(now))
			.toList();
	}

	/** All that was ever asked about a case, newest first. */
	@Transactional(readOnly = true)
	public List<Approval> ofCase(CaseId caseId) {
		return this.jdbc.sql(SELECT + "where case_id = ? order by requested_at desc, id desc")
			.param(caseId.value())
			.query(Approvals::approval)
			.list();
	}

	/** What waits for the actor's own word, oldest first. */
	@Transactional(readOnly = true)
	public List<Approval> waitingForMe(int offset, int limit) {
		return this.jdbc.sql(SELECT + """
				where (team_id = any ((select access.supervised_teams())::uuid[])
					or kind = 'HAND_OVER' and case_id = any ((select access.owned_cases())::uuid[]))
				and requested_by <> ? and state = 'PENDING' and (expires_at > ? or kind = 'EMERGENCY_PASSAGE')
				order by requested_at, id offset ? limit ?""")
			.params(Actors.require().id(), at(this.clock.instant()), offset, limit)
			.query(Approvals::approval)
			.list();
	}

	/** What the actor has asked for, newest first. */
	@Transactional(readOnly = true)
	public List<Approval> askedByMe(int offset, int limit) {
		return this.jdbc.sql(SELECT + "where requested_by = ? order by requested_at desc, id desc offset ? limit ?")
			.params(Actors.require().id(), offset, limit)
			.query(Approvals::approval)
			.list();
	}

	private void append(AuditAction action, UUID id, CaseId caseId) {
		this.log.append(new AuditEvent(Ids.next(), action, AuditEvent.Outcome.DONE, SubjectType.APPROVAL, id, caseId,
				Compartment.CORE, null));
	}

	private static OffsetDateTime at(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Approval approval(ResultSet row, int number) throws SQLException {
		OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
		return new Approval(uuid(row, "id"), ApprovalKind.valueOf(row.getString("kind")),
				new CaseId(uuid(row, "case_id")), uuid(row, "team_id"), uuid(row, "requested_by"),
				instant(row, "requested_at"), instant(row, "expires_at"),
				Approval.State.valueOf(row.getString("state")), row.getObject("decided_by", UUID.class),
				(decidedAt != null) ? decidedAt.toInstant() : null, row.getBytes("request"), row.getBytes("decision"),
				row.getInt("version"));
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
