package org.durumi.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Change;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
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

	/** How an assignment ended. */
	public enum Assigned {

		DONE,
		/** Inactive, of another organisation, without a fitting role, or oneself. */
		NO_SUCH_COLLEAGUE,
		/** Of another team, and nobody else has agreed yet. */
		NEEDS_SECOND_PERSON

	}

	/** How a hand-over ended. */
	public enum HandOver {

		DONE, NO_SUCH_COLLEAGUE, NEEDS_SECOND_PERSON

	}

	/** The assignments in force, as far as the actor may know of them. */
	@Transactional(readOnly = true)
	@NotAudited("A part of the case page, whose opening is the event.")
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
	public Assigned assignCoordinator(CaseId caseId, UUID coordinator) {
		return assign(caseId, coordinator, Assignment.Kind.PASSAGE);
	}

	/**
	 * Gives a colleague a part in the case; one of another team only with the word of a
	 * second person, asked for as {@link ApprovalKind#ASSIGNMENT} for the same colleague
	 * and answered by the owner or another supervisor of the team.
	 */
	@Transactional
	public Assigned assign(CaseId caseId, UUID colleague) {
		return assign(caseId, colleague, Assignment.Kind.CASE);
	}

	/** Ends somebody's part in the case, at once. */
	@Transactional
	public void end(CaseId caseId, Assignment assignment) {
		this.access.require(caseId, CaseAct.ASSIGN);
		this.jdbc.sql("update access.assignment set until = now() where case_id = ? and subject = ? and kind = ?")
			.params(caseId.value(), assignment.subject(), assignment.kind().name())
			.update();
		tell(caseId, assignment, false);
	}

	/**
	 * Gives the case to another owner. To another team it goes only with the word of a
	 * second person, asked for as {@link ApprovalKind#HAND_OVER} to the same colleague:
	 * by the owner or the team's supervisor, answered by the other of them or by another
	 * supervisor of the team.
	 */
	@Transactional
	public HandOver handOver(CaseId caseId, UUID newOwner) {
		this.access.requireAlone(caseId, CaseAct.HAND_OVER);
		CaseFile file = this.files.findById(caseId.value()).orElseThrow();
		Optional<StaffMember> colleague = possibleOwner(file, newOwner);
		if (colleague.isEmpty()) {
			return HandOver.NO_SUCH_COLLEAGUE;
		}
		if (!file.teamId().equals(colleague.get().team())) {
			// the second person agreed to this colleague, not to anybody
			Optional<Approval> permission = this.requests.permission(ApprovalKind.HAND_OVER, caseId,
					(request) -> newOwner.equals(request.to()));
			if (permission.isEmpty()) {
				return HandOver.NEEDS_SECOND_PERSON;
			}
			this.approvals.use(permission.get());
			this.approvals.follow(caseId);
			// the new team knows nobody of the old one; a passage keeps its coordinator
			of(caseId).stream()
				.filter((assignment) -> assignment.kind() == Assignment.Kind.CASE)
				.forEach((assignment) -> tell(caseId, assignment, false));
		}
		// the event first: after the hand-over the case may be out of the actor's sight
		this.log.append(this.vault.keysOf(caseId), Compartment.CORE, AuditAction.HANDED_OVER, SubjectType.CASE_FILE,
				caseId.value(), Detail.of("to", newOwner), handedOver(file, colleague.get()));
		this.jdbc.sql("select access.hand_over(?, ?)").params(caseId.value(), newOwner).query((row) -> {
		});
		return HandOver.DONE;
	}

	private static Change handedOver(CaseFile file, StaffMember newOwner) {
		return Change.between(Compartment.CORE,
				Map.of("owner", file.ownerId().toString(), "team", file.teamId().toString()),
				Map.of("owner", newOwner.subject().toString(), "team", String.valueOf(newOwner.team())));
	}

	/** Whether the case can go to this person at all, whoever has to agree. */
	boolean isPossibleOwner(CaseId caseId, @Nullable UUID person) {
		return person != null
				&& this.files.findById(caseId.value()).flatMap((file) -> possibleOwner(file, person)).isPresent();
	}

	/** Whether the passage of the case can be given to this person. */
	boolean isPossibleCoordinator(CaseId caseId, UUID person) {
		return fits(caseId, person, Assignment.Kind.PASSAGE);
	}

	/** Whether this person can get a part in the whole case, whoever has to agree. */
	boolean isPossibleHelper(CaseId caseId, @Nullable UUID person) {
		return person != null && fits(caseId, person, Assignment.Kind.CASE);
	}

	private boolean isOfAnotherTeam(CaseId caseId, UUID person) {
		UUID team = this.files.findById(caseId.value()).orElseThrow().teamId();
		return this.staff.find(person).filter((member) -> team.equals(member.team())).isEmpty();
	}

	private Assigned assign(CaseId caseId, UUID subject, Assignment.Kind kind) {
		this.access.require(caseId, CaseAct.ASSIGN);
		if (!fits(caseId, subject, kind)) {
			return Assigned.NO_SUCH_COLLEAGUE;
		}
		if (kind == Assignment.Kind.CASE && isOfAnotherTeam(caseId, subject)) {
			Optional<Approval> permission = this.requests.permission(ApprovalKind.ASSIGNMENT, caseId,
					(request) -> subject.equals(request.to()));
			if (permission.isEmpty()) {
				return Assigned.NEEDS_SECOND_PERSON;
			}
			this.approvals.use(permission.get());
		}
		this.jdbc.sql("""
				insert into access.assignment (case_id, subject, kind) values (?, ?, ?)
				on conflict (subject, case_id, kind) do update set until = excluded.until""")
			.params(caseId.value(), subject, kind.name())
			.update();
		tell(caseId, new Assignment(subject, kind), true);
		return Assigned.DONE;
	}

	private void tell(CaseId caseId, Assignment assignment, boolean begins) {
		this.log.append(this.vault.keysOf(caseId), Compartment.CORE, AuditAction.ASSIGNED, SubjectType.STAFF,
				assignment.subject(), Detail.of("kind", assignment.kind()).and("begins", begins));
	}

	private boolean fits(CaseId caseId, UUID person, Assignment.Kind kind) {
		Set<Role> roles = switch (kind) {
			case CASE -> Set.of(Role.CASEWORKER, Role.SUPERVISOR);
			case PASSAGE -> Set.of(Role.COORDINATOR);
		};
		return this.files.findById(caseId.value()).flatMap((file) -> colleague(file, person, roles)).isPresent();
	}

	private Optional<StaffMember> possibleOwner(CaseFile file, UUID person) {
		return colleague(file, person, Set.of(Role.CASEWORKER))
			.filter((member) -> member.team() != null && !person.equals(file.ownerId()));
	}

	/** Somebody else who works for the organisation of the case in one of the roles. */
	private Optional<StaffMember> colleague(CaseFile file, UUID person, Set<Role> roles) {
		return this.staff.find(person)
			.filter((member) -> member.active() && member.organisation().equals(file.orgId())
					&& roles.stream().anyMatch(member::is) && !person.equals(Actors.require().id()));
	}

}
