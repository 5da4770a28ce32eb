package org.durumi.cases;

import java.util.List;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Role;
import org.durumi.cases.CaseAssignments.Assigned;
import org.durumi.cases.CaseAssignments.Assignment;
import org.durumi.cases.CaseAssignments.HandOver;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class CaseAssignmentsTests extends CaseTest {

	private static final DemoAccount COLLEAGUE = DemoAccount.CASEWORKER_SEOUL;

	@Autowired
	private People people;

	@Autowired
	private CaseNotes notes;

	@Autowired
	private StaffDirectory staff;

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aCase() {
		this.id = registered();
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_SEOUL", "SUPERVISOR_SEOUL", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void whoeverHasNoPartInItSeesNothingOfTheCase(DemoAccount other) {
		assertThat(sees(other)).isFalse();
		assertThat(as(other, () -> this.timeline.of(this.id))).isEmpty();
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(other, () -> this.pages.open(this.id)));
		assertThat(actions(this.id)).endsWith("DENIED");
		for (CaseListFilter.Scope scope : CaseListFilter.Scope.values()) {
			assertThat(as(other, () -> this.list.page(CaseListFilter.of(scope), CaseList.Order.NEWEST, 0, 1000)))
				.extracting(CaseListRow::id)
				.doesNotContain(this.id);
		}
	}

	@Test
	void theOwnerAndHerTeamsSupervisorSeeIt() {
		assertThat(sees(OWNER)).isTrue();
		assertThat(sees(SUPERVISOR)).isTrue();
		assertThat(as(SUPERVISOR,
				() -> this.list.page(CaseListFilter.of(CaseListFilter.Scope.TEAM), CaseList.Order.NEWEST, 0, 5)))
			.extracting(CaseListRow::id)
			.contains(this.id);
	}

	@Test
	void aSupervisorSeesItButMovesAndRevealsNothing() {
		Move move = new Move(this.id, Stage.LOST_CONTACT, TODAY, "No answer.", facts(this.id).version());
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> move(SUPERVISOR, move));
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.people.reveal(this.id, IdentityField.HANGUL)));
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.notes.add(this.id, Compartment.CORE, "Hello.")));
	}

	@Test
	void aColleagueWorksOnItWhileSheIsAssigned() {
		takePart(this.id, COLLEAGUE.subject());
		assertThat(as(COLLEAGUE, () -> this.people.reveal(this.id, IdentityField.HANGUL))).isEmpty();
		as(COLLEAGUE, () -> this.notes.add(this.id, Compartment.HARM, "She called."));
		Assignment part = new Assignment(COLLEAGUE.subject(), Assignment.Kind.CASE);
		assertThat(as(OWNER, () -> this.assignments.of(this.id))).containsExactly(part);
		as(SUPERVISOR, () -> this.assignments.end(this.id, part));
		assertThat(sees(COLLEAGUE)).isFalse();
		assertThat(as(OWNER, () -> this.assignments.of(this.id))).isEmpty();
		assertThat(actions(this.id)).filteredOn("ASSIGNED"::equals).hasSize(2);
	}

	@Test
	void aColleagueOfAnotherTeamIsAssignedOnceASecondPersonHasAgreedToHer() {
		UUID another = hire(COLLEAGUE).id();
		assertThat(assign(COLLEAGUE.subject())).isEqualTo(Assigned.NEEDS_SECOND_PERSON);
		askForPart(this.id, COLLEAGUE.subject());
		assertThat(assign(COLLEAGUE.subject())).as("asked is not agreed").isEqualTo(Assigned.NEEDS_SECOND_PERSON);
		UUID request = as(OWNER, () -> this.approvals.waitingForMe(0, 500)).stream()
			.map((row) -> row.approval().id())
			.filter((id) -> id.equals(as(OWNER, () -> this.approvals.ofCase(this.id)).getFirst().id()))
			.findFirst()
			.orElseThrow();
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.approvals.decide(request, true, "Agreed.", null)));
		as(OWNER, () -> this.approvals.decide(request, true, "Agreed.", null));

		assertThat(assign(another)).as("for whom nobody agreed").isEqualTo(Assigned.NEEDS_SECOND_PERSON);
		assertThat(assign(COLLEAGUE.subject())).isEqualTo(Assigned.DONE);
		assertThat(sees(COLLEAGUE)).isTrue();
		as(SUPERVISOR, () -> this.assignments.end(this.id, new Assignment(COLLEAGUE.subject(), Assignment.Kind.CASE)));
		assertThat(assign(COLLEAGUE.subject())).as("the word was used").isEqualTo(Assigned.NEEDS_SECOND_PERSON);
	}

	private Assigned assign(UUID colleague) {
		return as(SUPERVISOR, () -> this.assignments.assign(this.id, colleague));
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "CASEWORKER_SEOUL", "SUPERVISOR_SEOUL", "COORDINATOR", "PARTNER_CLINIC",
			"ANALYST", "ADMIN" })
	void onlyItsTeamsSupervisorAssigns(DemoAccount other) {
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(other, () -> this.assignments.assign(this.id, COLLEAGUE.subject())));
		assertThat(sees(COLLEAGUE)).isFalse();
		assertThat(actions(this.id)).endsWith("DENIED");
	}

	@ParameterizedTest
	@EnumSource(names = { "SUPERVISOR_YANJI", "PARTNER_CLINIC", "ANALYST", "ADMIN", "COORDINATOR" })
	void nobodyIsAssignedWhoMayNotWorkOnCasesNorASupervisorByHerself(DemoAccount person) {
		assertThat(as(SUPERVISOR, () -> this.assignments.assign(this.id, person.subject())))
			.isEqualTo(Assigned.NO_SUCH_COLLEAGUE);
		assertThat(as(OWNER, () -> this.assignments.of(this.id))).isEmpty();
	}

	@Test
	void nobodyIsAssignedWhoHasLeftAndWhoLeavesCanBeReleased() {
		UUID colleague = hire(OWNER).id();
		assertThat(as(SUPERVISOR, () -> this.assignments.assign(this.id, colleague))).isEqualTo(Assigned.DONE);
		dismiss(colleague);
		Assignment part = new Assignment(colleague, Assignment.Kind.CASE);
		as(SUPERVISOR, () -> this.assignments.end(this.id, part));
		assertThat(as(OWNER, () -> this.assignments.of(this.id))).isEmpty();
		assertThat(as(SUPERVISOR, () -> this.assignments.assign(this.id, colleague)))
			.isEqualTo(Assigned.NO_SUCH_COLLEAGUE);
	}

	@Test
	void aCoordinatorIsGivenThePassageAndNobodyElseIs() {
		as(SUPERVISOR, () -> this.assignments.assignCoordinator(this.id, DemoAccount.COORDINATOR.subject()));
		assertThat(sees(DemoAccount.COORDINATOR)).isTrue();
		assertThat(as(SUPERVISOR, () -> this.assignments.assignCoordinator(this.id, COLLEAGUE.subject())))
			.isEqualTo(Assigned.NO_SUCH_COLLEAGUE);
	}

	@Test
	void anOwnerFindsTheStaffOfHerOrganisationAndNoPartners() {
		List<StaffMember> caseworkers = as(OWNER, () -> this.staff.withRole(Role.CASEWORKER));
		assertThat(caseworkers).extracting(StaffMember::subject).contains(OWNER.subject(), COLLEAGUE.subject());
		assertThat(caseworkers).extracting(StaffMember::name, StaffMember::team)
			.contains(tuple("서가온", COLLEAGUE.team()));
		assertThat(as(OWNER, () -> this.staff.withRole(Role.PARTNER))).isEmpty();
		assertThat(as(OWNER, () -> this.staff.find(DemoAccount.PARTNER_CLINIC.subject()))).isEmpty();
		assertThat(as(DemoAccount.PARTNER_CLINIC, () -> this.staff.names()).keySet())
			.containsExactly(DemoAccount.PARTNER_CLINIC.subject());
	}

	@Test
	void goesToAnotherTeamOnlyWithASecondPersonsWordForThatColleague() {
		assertThat(handOver(OWNER)).isEqualTo(HandOver.NEEDS_SECOND_PERSON);
		UUID another = hire(COLLEAGUE).id();
		agreeTo(another);
		assertThat(handOver(OWNER)).as("agreed for somebody else").isEqualTo(HandOver.NEEDS_SECOND_PERSON);
		agreeTo(COLLEAGUE.subject());
		assertThat(handOver(OWNER)).isEqualTo(HandOver.DONE);
		assertThat(sees(COLLEAGUE)).isTrue();
		assertThat(sees(DemoAccount.SUPERVISOR_SEOUL)).isTrue();
		assertThat(sees(OWNER)).isFalse();
		assertThat(sees(SUPERVISOR)).isFalse();
		assertThat(as(COLLEAGUE, () -> this.pages.open(this.id)).facts())
			.extracting(CaseListRow::owner, CaseListRow::team)
			.containsExactly(COLLEAGUE.subject(), COLLEAGUE.team());
	}

	@Test
	void aCountersignThatIsOwedGoesWithTheCase() {
		CaseId travelling = at(Stage.ASSESSED);
		as(OWNER, () -> this.stages.startPassageInEmergency(travelling, TODAY, "Now.", facts(travelling).version()));
		Approval countersign = as(OWNER, () -> this.approvals.ofCase(travelling)).getFirst();
		this.id = travelling;
		agreeTo(COLLEAGUE.subject());
		assertThat(handOver(OWNER)).isEqualTo(HandOver.DONE);
		assertThat(waitingFor(SUPERVISOR)).doesNotContain(countersign.id());
		assertThat(waitingFor(DemoAccount.SUPERVISOR_SEOUL)).contains(countersign.id());
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL,
				() -> this.approvals.decide(countersign.id(), true, "She had to.", null)))
			.isEqualTo(StageApprovals.Decided.DONE);
	}

	@Test
	void goesToAnotherTeamWhenItsSupervisorAsksAndItsOwnerAgrees() {
		assertThat(handOver(SUPERVISOR)).isEqualTo(HandOver.NEEDS_SECOND_PERSON);
		StageApprovals.Request wanted = new StageApprovals.Request("She lives in Seoul now.", COLLEAGUE.subject());
		assertThat(as(SUPERVISOR, () -> this.approvals.ask(ApprovalKind.HAND_OVER, this.id, wanted)))
			.isEqualTo(StageApprovals.Asked.ASKED);
		UUID request = as(OWNER, () -> this.approvals.waitingForMe(0, 500)).stream()
			.filter((row) -> row.approval().caseId().equals(this.id))
			.findFirst()
			.orElseThrow()
			.approval()
			.id();
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.approvals.decide(request, true, "I agree with me.", null)));
		assertThat(handOver(SUPERVISOR)).isEqualTo(HandOver.NEEDS_SECOND_PERSON);
		assertThat(as(OWNER, () -> this.approvals.open(request)).request().to()).isEqualTo(COLLEAGUE.subject());
		assertThat(as(OWNER, () -> this.approvals.decide(request, true, "Agreed.", null)))
			.isEqualTo(StageApprovals.Decided.DONE);
		assertThat(handOver(SUPERVISOR)).isEqualTo(HandOver.DONE);
		assertThat(sees(COLLEAGUE)).isTrue();
		assertThat(sees(OWNER)).isFalse();
		assertThat(told()).containsSubsequence("APPROVAL_REQUESTED " + SUPERVISOR.subject(),
				"APPROVED " + OWNER.subject(), "APPROVAL_USED " + SUPERVISOR.subject(),
				"HANDED_OVER " + SUPERVISOR.subject());
	}

	@Test
	void goesToATeamMateFromTheSupervisorAlone() {
		UUID mate = hire(OWNER).id();
		assertThat(as(SUPERVISOR, () -> this.assignments.handOver(this.id, mate))).isEqualTo(HandOver.DONE);
		assertThat(sees(OWNER)).as("she stays in the team").isTrue();
		assertThat(facts(this.id).owner()).isEqualTo(mate);
	}

	@Test
	void leavesTheOldTeamsColleaguesBehindAndKeepsItsCoordinator() {
		UUID helper = hire(DemoAccount.CASEWORKER_SEOUL).id();
		takePart(this.id, helper);
		as(SUPERVISOR, () -> this.assignments.assignCoordinator(this.id, DemoAccount.COORDINATOR.subject()));
		agreeTo(COLLEAGUE.subject());
		assertThat(handOver(OWNER)).isEqualTo(HandOver.DONE);
		assertThat(as(COLLEAGUE, () -> this.assignments.of(this.id)))
			.containsExactly(new Assignment(DemoAccount.COORDINATOR.subject(), Assignment.Kind.PASSAGE));
		assertThat(told()).filteredOn((line) -> line.startsWith("ASSIGNED " + OWNER.subject())).hasSize(1);
	}

	@Test
	void isNotAskedForByWhoeverIsOnlyAssigned() {
		takePart(this.id, COLLEAGUE.subject());
		StageApprovals.Request wanted = new StageApprovals.Request("To me.", COLLEAGUE.subject());
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(COLLEAGUE, () -> this.approvals.ask(ApprovalKind.HAND_OVER, this.id, wanted)));
		assertThat(actions(this.id)).endsWith("DENIED");
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "SUPERVISOR_YANJI", "SUPERVISOR_SEOUL", "COORDINATOR", "PARTNER_CLINIC",
			"ANALYST", "ADMIN" })
	void goesToNobodyWhoIsNoCaseworkerOfTheOrganisationNorToOneself(DemoAccount person) {
		refusesToGoTo(person.subject());
	}

	@Test
	void goesToNobodyWhoHasLeftOrIsUnknown() {
		UUID gone = hire(COLLEAGUE).id();
		dismiss(gone);
		refusesToGoTo(gone);
		refusesToGoTo(UUID.randomUUID());
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_SEOUL", "SUPERVISOR_SEOUL", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void isHandedOverByNobodyElse(DemoAccount other) {
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> handOver(other));
	}

	private HandOver handOver(DemoAccount account) {
		return as(account, () -> this.assignments.handOver(this.id, COLLEAGUE.subject()));
	}

	private void agreeTo(UUID person) {
		as(OWNER, () -> this.approvals.ask(ApprovalKind.HAND_OVER, this.id,
				new StageApprovals.Request("She lives in Seoul now.", person)));
		List<Approval> asked = as(SUPERVISOR, () -> this.approvals.ofCase(this.id));
		as(SUPERVISOR, () -> this.approvals.decide(asked.getFirst().id(), true, "Agreed.", null));
	}

	private void refusesToGoTo(UUID person) {
		for (DemoAccount asker : List.of(OWNER, SUPERVISOR)) {
			assertThat(as(asker, () -> this.assignments.handOver(this.id, person)))
				.isEqualTo(HandOver.NO_SUCH_COLLEAGUE);
			assertThat(as(asker,
					() -> this.approvals.ask(ApprovalKind.HAND_OVER, this.id,
							new StageApprovals.Request("Please.", person))))
				.isEqualTo(StageApprovals.Asked.NO_SUCH_COLLEAGUE);
		}
		assertThat(facts(this.id).owner()).isEqualTo(OWNER.subject());
	}

	/** What the log tells of the case and who did it, oldest first. */
	private List<String> told() {
		return as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select action || ' ' || actor_id from audit.event where case_id = ? order by event_id")
					.param(this.id.value())
					.query(String.class)
					.list()));
	}

	private List<UUID> waitingFor(DemoAccount account) {
		return as(account, () -> this.approvals.waitingForMe(0, 500)).stream()
			.map((row) -> row.approval().id())
			.toList();
	}

	private boolean sees(DemoAccount account) {
		return as(account, () -> inTransaction(() -> this.list.find(this.id).isPresent()));
	}

}
