package org.durumi.cases;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.durumi.access.ApprovalKind;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives several or all of somebody's cases to a colleague, by the owner or the supervisor
 * of the team: what stays in the team goes at once, for the rest a second person is asked
 * case by case.
 * <p>
 * Guaranteed: all of it or nothing, each case with an event of its own, and no case is
 * without an owner in between. Not guaranteed: that the second person answers alike for
 * all of them.
 */
@Service
@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
public class Caseloads {

	private final JdbcClient jdbc;

	private final CaseAccess access;

	private final CaseList list;

	private final CaseAssignments assignments;

	private final StageApprovals approvals;

	private final SealedRequests requests;

	private final StaffDirectory staff;

	private final SealedLog log;

	Caseloads(JdbcClient jdbc, CaseAccess access, CaseList list, CaseAssignments assignments, StageApprovals approvals,
			SealedRequests requests, StaffDirectory staff, SealedLog log) {
		this.jdbc = jdbc;
		this.access = access;
		this.list = list;
		this.assignments = assignments;
		this.approvals = approvals;
		this.requests = requests;
		this.staff = staff;
		this.log = log;
	}

	/** What becomes of a case that is chosen. */
	public enum Way {

		/** It goes: within the team, or because the second person has agreed. */
		AT_ONCE,
		/** The second person is asked. */
		ASK,
		/** She was asked by the actor already and has not answered. */
		ASKED

	}

	/** How handing over ended. */
	public sealed interface Outcome {

		/** It is done; how many cases went which way. */
		record Done(Map<Way, Integer> ways) implements Outcome {

			public Done {
				ways = Map.copyOf(ways);
			}

		}

		/**
		 * Inactive, of another organisation, no caseworker, or one of the two herself.
		 */
		record NoSuchColleague() implements Outcome {
		}

		/** A second person has to be asked, and nothing she could read was said. */
		record ReasonNeeded() implements Outcome {
		}

	}

	/** How much somebody has in hand. */
	public record Load(int open, int overdue) {

		public static final Load NONE = new Load(0, 0);

	}

	/**
	 * Her cases, as far as they are the actor's to hand over: the open ones first, then
	 * by code name. Reading them is an event.
	 */
	@Transactional
	public List<CaseListRow> of(UUID owner) {
		this.log.append(AuditAction.CASE_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("list", "caseload"));
		return this.jdbc
			.sql(CaseList.COLUMNS
					+ """
							where c.owner_id = :owner
							and (c.owner_id = (select access.caseworker()) or c.team_id = any ((select access.supervised_teams())::uuid[]))
							order by c.stage in ('CLOSED', 'DECEASED'), c.code_name""")
			.param("owner", owner)
			.query((row, number) -> CaseList.row(row))
			.list();
	}

	/** Who can be given somebody's cases by the actor, by name. */
	@Transactional(readOnly = true)
	@NotAudited("Tells who may be chosen; choosing is the event.")
	public List<StaffMember> possibleOwners(UUID owner) {
		UUID actor = Actors.require().id();
		return this.staff.withRole(Role.CASEWORKER)
			.stream()
			.filter((member) -> member.team() != null && !member.subject().equals(owner)
					&& !member.subject().equals(actor))
			.toList();
	}

	/** The open cases of the teams the actor supervises, counted by owner. */
	@Transactional(readOnly = true)
	@NotAudited("Numbers of cases by owner.")
	public Map<UUID, Load> ofTeams(LocalDate today) {
		Map<UUID, Load> loads = new HashMap<>();
		this.jdbc
			.sql("""
					select c.owner_id, count(*), count(*) filter (where c.next_due < :today) from casework.case_file c
					where c.team_id = any ((select access.supervised_teams())::uuid[]) and c.stage not in ('CLOSED', 'DECEASED')
					group by c.owner_id""")
			.param("today", today)
			.query((row) -> {
				loads.put(row.getObject(1, UUID.class), new Load(row.getInt(2), row.getInt(3)));
			});
		return loads;
	}

	/**
	 * What would happen; nothing does.
	 * @throws org.durumi.access.AccessRefused if one of the cases is not the actor's to
	 * hand over
	 */
	@Transactional
	public Map<Way, Integer> plan(Collection<CaseId> cases, UUID newOwner) {
		Map<Way, Integer> ways = new EnumMap<>(Way.class);
		cases.forEach((caseId) -> {
			this.access.require(caseId, CaseAct.HAND_OVER);
			ways.merge(way(caseId, newOwner), 1, Integer::sum);
		});
		return ways;
	}

	/**
	 * Hands them over, all or none.
	 * @param reason for the second person; needed only if one is asked
	 * @throws org.durumi.access.AccessRefused if one of the cases is not the actor's to
	 * hand over, or no longer; nothing was done
	 */
	@Transactional
	public Outcome handOver(Collection<CaseId> cases, UUID newOwner, String reason) {
		Map<CaseId, Way> ways = new LinkedHashMap<>();
		// in one order, so that two who do so wait for each other and do not block
		cases.stream().sorted(Comparator.comparing(CaseId::value)).forEach((caseId) -> {
			this.access.requireAlone(caseId, CaseAct.HAND_OVER);
			ways.put(caseId, way(caseId, newOwner));
		});
		if (!cases.stream().allMatch((caseId) -> this.assignments.isPossibleOwner(caseId, newOwner))) {
			return new Outcome.NoSuchColleague();
		}
		if (ways.containsValue(Way.ASK) && (reason.isBlank() || !Move.isUsable(reason))) {
			return new Outcome.ReasonNeeded();
		}
		Map<Way, Integer> done = new EnumMap<>(Way.class);
		ways.forEach((caseId, way) -> {
			act(caseId, newOwner, way, reason);
			done.merge(way, 1, Integer::sum);
		});
		return new Outcome.Done(done);
	}

	private Way way(CaseId caseId, UUID newOwner) {
		Optional<UUID> team = this.staff.find(newOwner).map(StaffMember::team);
		if (team.equals(this.list.find(caseId).map(CaseListRow::team))) {
			return Way.AT_ONCE;
		}
		if (this.requests.permission(ApprovalKind.HAND_OVER, caseId, (request) -> newOwner.equals(request.to()))
			.isPresent()) {
			return Way.AT_ONCE;
		}
		return this.approvals.openOfMine(caseId)
			.stream()
			.anyMatch((approval) -> approval.kind() == ApprovalKind.HAND_OVER) ? Way.ASKED : Way.ASK;
	}

	/** What was planned under the lock comes about, or all of it is undone. */
	private void act(CaseId caseId, UUID newOwner, Way way, String reason) {
		boolean done = switch (way) {
			case AT_ONCE -> this.assignments.handOver(caseId, newOwner) == CaseAssignments.HandOver.DONE;
			case ASK -> this.approvals.ask(ApprovalKind.HAND_OVER, caseId,
					new StageApprovals.Request(reason, newOwner)) == StageApprovals.Asked.ASKED;
			case ASKED -> true;
		};
		if (!done) {
			throw new IllegalStateException("planned under the lock and yet refused");
		}
	}

}
