package org.durumi.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who works on a case: its owner and team, whoever a supervisor assigned, and the
 * coordinator of its passage.
 */
@Service
public class CaseAssignments {

	private final JdbcClient jdbc;

	private final CaseAccess access;

	private final StaffDirectory staff;

	private final Approvals approvals;

	private final SealedRequests requests;

	private final CaseFiles files;

	private final Vault vault;

	private final SealedLog log;

	CaseAssignments(JdbcClient jdbc, CaseAccess access, StaffDirectory staff, Approvals approvals,
			SealedRequests requests, CaseFiles files, Vault vault, SealedLog log) {
		this.jdbc = jdbc;
		this.access = access;
		this.staff = staff;
		this.approvals = approvals;
		this.requests = requests;
		this.files = files;
		this.vault = vault;
		this.log = log;
	}

	/** Somebody's part in a case. */
	public record Assignment(UUID subject, Kind kind) {

		/** In the whole case, or in its passage. */
		public enum Kind {

			CASE, PASSAGE

		}

	}

	/** How a hand-over ended. */
	public enum HandOver {

		DONE, NO_SUCH_COLLEAGUE, NEEDS_SECOND_PERSON

	}

	/** The assignments in force, as far as the actor may know of them. */
	@Transactional(readOnly = true)
	public List<Assignment> of(CaseId caseId) {
		return this.jdbc.sql(
				"select subject, kind from access.assignment where case_id = ? and until > now() order by kind, subject")
			.param(caseId.value())
			.query((row, number) -> new Assignment(row.getObject(1, UUID.class),
					Assignment.Kind.valueOf(row.getString(2))))
			.list();
	}

	/** Gives the passage to a coordinator. */
	@Transactional
	public void assignCoordinator(CaseId caseId, UUID coordinator) {
		assign(caseId, coordinator, Assignment.Kind.PASSAGE, true);
	}

	/** Gives a colleague a part in the case. */
	@Transactional
	public void assign(CaseId caseId, UUID colleague) {
		assign(caseId, colleague, Assignment.Kind.CASE, true);
	}

	/** Ends somebody's part in the case, at once. */
	@Transactional
	public void end(CaseId caseId, Assignment assignment) {
		assign(caseId, assignment.subject(), assignment.kind(), false);
	}

	/**
	 * Gives the case to another owner. To another team it goes only with the word of a
	 * second person, asked for as {@link ApprovalKind#HAND_OVER} to the same colleague.
	 */
	@Transactional
	public HandOver handOver(CaseId caseId, UUID newOwner) {
		this.access.requireAlone(caseId, CaseAct.HAND_OVER);
		CaseFile file = this.files.findById(caseId.value()).orElseThrow();
		Optional<StaffMember> colleague = this.staff.find(newOwner);
		boolean sameTeam = colleague.map((member) -> file.teamId().equals(member.team())).orElse(false);
		if (!sameTeam) {
			// the second person agreed to this colleague, not to anybody
			Optional<Approval> permission = this.requests.permission(ApprovalKind.HAND_OVER, caseId,
					(request) -> newOwner.equals(request.to()));
			if (permission.isEmpty()) {
				return HandOver.NEEDS_SECOND_PERSON;
			}
			this.approvals.use(permission.get());
			this.approvals.follow(caseId);
		}
		else if (!colleague.get().active() || !colleague.get().is(Role.CASEWORKER)
				|| newOwner.equals(Actors.require().id())) {
			return HandOver.NO_SUCH_COLLEAGUE;
		}
		// the event first: after the hand-over the case may be out of the actor's sight
		this.log.append(this.vault.keysOf(caseId), Compartment.CORE, AuditAction.HANDED_OVER, SubjectType.CASE_FILE,
				caseId.value(), Detail.of("to", newOwner));
		this.jdbc.sql("select access.hand_over(?, ?)").params(caseId.value(), newOwner).query((row) -> {
		});
		return HandOver.DONE;
	}

	private void assign(CaseId caseId, UUID subject, Assignment.Kind kind, boolean begins) {
		this.access.require(caseId, CaseAct.ASSIGN);
		this.jdbc.sql("""
				insert into access.assignment (case_id, subject, kind, until) values (?, ?, ?,
					case when ? then 'infinity'::timestamptz else now() end)
				on conflict (subject, case_id, kind) do update set until = excluded.until""")
			.params(caseId.value(), subject, kind.name(), begins)
			.update();
		this.log.append(this.vault.keysOf(caseId), Compartment.CORE, AuditAction.ASSIGNED, SubjectType.STAFF, subject,
				Detail.of("kind", kind).and("begins", begins));
	}

}
