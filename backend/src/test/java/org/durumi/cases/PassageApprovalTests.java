package org.durumi.cases;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.durumi.access.AccessRefused;
import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.cases.MoveOutcome.Moved;
import org.durumi.cases.MoveOutcome.Refused;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.TextRefused;
import org.durumi.sample.Clocks;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The second person of a passage, and the passage that is begun without one. */
class PassageApprovalTests extends CaseTest {

	@Test
	void isGivenByTheTeamsSupervisorAndUsedOnceByWhoeverAsked() {
		CaseId id = readyButForTheSecondPerson();
		Approval request = ask(id, ApprovalKind.PASSAGE);
		assertThat(as(SUPERVISOR, () -> this.approvals.waitingForMe(0, 500))).extracting(StageApprovals.Row::approval)
			.extracting(Approval::id)
			.contains(request.id());
		assertThat(move(id, Stage.IN_PASSAGE)).as("nobody has answered yet")
			.isEqualTo(new Refused(Set.of(Condition.SECOND_PERSON), Set.of()));
		assertThat(decide(SUPERVISOR, request, true)).isTrue();
		assertThat(move(id, Stage.IN_PASSAGE)).isInstanceOf(Moved.class);
		assertThat(state(id)).isEqualTo(Approval.State.USED);
		assertThat(actions(id)).contains("APPROVAL_REQUESTED", "APPROVED", "APPROVAL_USED");
	}

	@Test
	void givesThePassageToTheCoordinatorTheSupervisorNames() {
		CaseId id = readyButForTheSecondPerson();
		Approval request = ask(id, ApprovalKind.PASSAGE);
		assertThat(mayView(DemoAccount.COORDINATOR, id)).isFalse();
		as(SUPERVISOR, () -> this.approvals.decide(request.id(), true, "Agreed.", DemoAccount.COORDINATOR.subject()));
		assertThat(mayView(DemoAccount.COORDINATOR, id)).isTrue();
	}

	@Test
	void isNotGivenTogetherWithThePassageToWhoeverCoordinatesNone() {
		CaseId id = readyButForTheSecondPerson();
		Approval request = ask(id, ApprovalKind.PASSAGE);
		UUID gone = hire(DemoAccount.COORDINATOR).id();
		dismiss(gone);
		for (UUID person : List.of(DemoAccount.CASEWORKER_SEOUL.subject(), DemoAccount.PARTNER_CLINIC.subject(), gone,
				UUID.randomUUID())) {
			assertThat(as(SUPERVISOR, () -> this.approvals.decide(request.id(), true, "Agreed.", person)))
				.isEqualTo(StageApprovals.Decided.NO_SUCH_COORDINATOR);
		}
		assertThat(state(id)).isEqualTo(Approval.State.PENDING);
	}

	@Test
	void isNeitherAskedNorGivenByAnybodyElseWithoutATraceInTheLog() {
		CaseId id = readyButForTheSecondPerson();
		takePart(id, DemoAccount.CASEWORKER_SEOUL.subject());
		Approval request = ask(id, ApprovalKind.PASSAGE);
		for (DemoAccount other : List.of(SUPERVISOR, DemoAccount.ANALYST, DemoAccount.COORDINATOR)) {
			assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(other,
					() -> this.approvals.ask(ApprovalKind.PASSAGE, id, new StageApprovals.Request(" ", null))));
		}
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> decide(DemoAccount.CASEWORKER_SEOUL, request, true));
		assertThat(actions(id)).filteredOn("DENIED"::equals).hasSize(4);
		assertThat(state(id)).isEqualTo(Approval.State.PENDING);
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "CASEWORKER_SEOUL", "SUPERVISOR_SEOUL", "COORDINATOR", "PARTNER_CLINIC",
			"ANALYST", "ADMIN" })
	void isNotGivenByTheAskerNorByAnybodyOutsideTheTeam(DemoAccount other) {
		CaseId id = readyButForTheSecondPerson();
		Approval request = ask(id, ApprovalKind.PASSAGE);
		if (other == OWNER) {
			assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> decide(other, request, true));
			assertThat(actions(id)).endsWith("DENIED");
		}
		else {
			assertThat(decide(other, request, true)).as("what is not hers to see is not there").isFalse();
		}
		assertThat(state(id)).isEqualTo(Approval.State.PENDING);
		assertThat(move(id, Stage.IN_PASSAGE)).isInstanceOf(Refused.class);
	}

	@Test
	void isNotGivenToOneselfEvenByASupervisorWhoWorksOnTheCase() {
		CaseId id = readyButForTheSecondPerson();
		assertThat(as(SUPERVISOR, () -> this.assignments.assign(id, SUPERVISOR.subject())))
			.isEqualTo(CaseAssignments.Assigned.NO_SUCH_COLLEAGUE);
		as(SUPERVISOR, () -> assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> this.approvals.ask(ApprovalKind.PASSAGE, id, new StageApprovals.Request("Now.", null))));
	}

	@Test
	void isRejectedWithACommentThatTheAskerReads() {
		CaseId id = readyButForTheSecondPerson();
		Approval request = ask(id, ApprovalKind.PASSAGE);
		as(SUPERVISOR, () -> this.approvals.decide(request.id(), false, "The river is high. 물이 높다.", null));
		StageApprovals.Opened opened = as(OWNER, () -> this.approvals.open(request.id()));
		assertThat(opened.request().reason()).isEqualTo("It is time.");
		assertThat(opened.comment()).isEqualTo("The river is high. 물이 높다.");
		assertThat(move(id, Stage.IN_PASSAGE)).isEqualTo(new Refused(Set.of(Condition.SECOND_PERSON), Set.of()));
		assertThat(decide(SUPERVISOR, request, true)).as("answered once").isFalse();
	}

	@Test
	void isNotAnsweredWithoutACommentNorAskedWithoutAReason() {
		CaseId id = readyButForTheSecondPerson();
		Approval request = ask(id, ApprovalKind.PASSAGE);
		for (String comment : List.of(" ", "a\u0000b", "a".repeat(Move.MAX_REASON + 1))) {
			assertThatExceptionOfType(TextRefused.class)
				.isThrownBy(() -> as(SUPERVISOR, () -> this.approvals.decide(request.id(), true, comment, null)));
		}
		assertThat(state(id)).isEqualTo(Approval.State.PENDING);
		assertThat(asked(id, "")).isEqualTo(StageApprovals.Asked.REASON_NEEDED);
		assertThat(asked(id, "a\u0000b")).isEqualTo(StageApprovals.Asked.REASON_UNUSABLE);
		assertThat(asked(id, "Again.")).isEqualTo(StageApprovals.Asked.ALREADY_ASKED);
	}

	@Test
	void isAskedAgainOnceItHasLapsedAndByWhomeverHasNotAskedYet() {
		CaseId id = readyButForTheSecondPerson();
		ask(id, ApprovalKind.PASSAGE);
		assertThat(asked(id, "Again.")).isEqualTo(StageApprovals.Asked.ALREADY_ASKED);
		takePart(id, DemoAccount.CASEWORKER_SEOUL.subject());
		StageApprovals.Request anothers = new StageApprovals.Request("I go with her.", null);
		assertThat(as(DemoAccount.CASEWORKER_SEOUL, () -> this.approvals.ask(ApprovalKind.PASSAGE, id, anothers)))
			.isEqualTo(StageApprovals.Asked.ASKED);
		assertThat(Clocks.after(Duration.ofDays(15), () -> asked(id, "Again."))).isEqualTo(StageApprovals.Asked.ASKED);
	}

	@Test
	void isAskedOnceByTwoWhoAskAtTheSameTime() {
		CaseId id = readyButForTheSecondPerson();
		CompletableFuture<StageApprovals.Asked> second = as(OWNER, () -> inTransaction(() -> {
			this.approvals.ask(ApprovalKind.PASSAGE, id, new StageApprovals.Request("First.", null));
			CompletableFuture<StageApprovals.Asked> other = CompletableFuture.supplyAsync(() -> asked(id, "Second."));
			Awaitility.await()
				.until(() -> this.jdbc.sql("select count(*) from pg_locks where not granted")
					.query(Integer.class)
					.single() > 0);
			return other;
		}));
		assertThat(second.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(StageApprovals.Asked.ALREADY_ASKED);
		assertThat(as(OWNER, () -> this.approvals.ofCase(id))).hasSize(1);
	}

	@Test
	void isTakenBackByTheAskerOnly() {
		CaseId id = readyButForTheSecondPerson();
		Approval request = ask(id, ApprovalKind.PASSAGE);
		assertThat(as(SUPERVISOR, () -> this.approvals.withdraw(request.id()))).isFalse();
		assertThat(as(OWNER, () -> this.approvals.withdraw(request.id()))).isTrue();
		assertThat(decide(SUPERVISOR, request, true)).isFalse();
	}

	@Test
	void isGoodForAFortnight() {
		CaseId id = readyButForTheSecondPerson();
		approve(id, ApprovalKind.PASSAGE);
		assertThat(missing(id, Stage.IN_PASSAGE)).isEmpty();
		assertThat(Clocks.after(Duration.ofDays(15), () -> missing(id, Stage.IN_PASSAGE)))
			.contains(Condition.SECOND_PERSON);
	}

	@Test
	void isOwedAfterAPassageThatTheOwnerBeganAloneInDanger() {
		CaseId id = registered(OWNER, Stage.ASSESSED, IdentityDraft.EMPTY);
		assertThat(emergency(OWNER, id, " ")).isEqualTo(Refused.because(Refusal.REASON_NEEDED));
		assertThat(emergency(OWNER, id, "The police are in the next house.")).isInstanceOf(Moved.class);
		assertThat(stage(id)).isEqualTo(Stage.IN_PASSAGE);
		assertThat(lastMove(id).owed()).containsExactlyInAnyOrder(Condition.PLANNED_LEGS, Condition.SAFETY_PLAN,
				Condition.RECENT_RISK_ASSESSMENT, Condition.SECOND_PERSON);
		Approval countersign = as(SUPERVISOR, () -> this.approvals.ofCase(id)).getFirst();
		assertThat(countersign.kind()).isEqualTo(ApprovalKind.EMERGENCY_PASSAGE);
		assertThat(Duration.between(countersign.requestedAt(), countersign.expiresAt())).isEqualTo(Duration.ofDays(1));
		assertThat(Clocks.after(Duration.ofDays(2), () -> as(SUPERVISOR, () -> this.approvals.waitingForMe(0, 500))))
			.as("overdue, and still owed")
			.extracting((row) -> row.approval().id())
			.contains(countersign.id());
		assertThat(decide(SUPERVISOR, countersign, true)).isTrue();
	}

	@Test
	void staysOwedThoughWhoeverBeganAloneWouldTakeItBack() {
		CaseId id = registered(OWNER, Stage.ASSESSED, IdentityDraft.EMPTY);
		emergency(OWNER, id, "The police are in the next house.");
		Approval countersign = as(OWNER, () -> this.approvals.ofCase(id)).getFirst();
		assertThat(countersign.isWithdrawable()).as("no button").isFalse();
		assertThat(as(OWNER, () -> this.approvals.withdraw(countersign.id()))).isFalse();
		assertThat(state(id)).isEqualTo(Approval.State.PENDING);
		assertThat(decide(SUPERVISOR, countersign, false)).isTrue();
	}

	@Test
	void isNotDoneWithoutByAnybodyButTheOwnerNorWhereNoPassageBegins() {
		CaseId id = registered(OWNER, Stage.ASSESSED, IdentityDraft.EMPTY);
		takePart(id, DemoAccount.CASEWORKER_SEOUL.subject());
		assertThat(emergency(DemoAccount.CASEWORKER_SEOUL, id, "Now."))
			.isEqualTo(Refused.because(Refusal.NOT_THE_OWNER));
		assertThat(stage(id)).isEqualTo(Stage.ASSESSED);
		CaseId early = registered();
		assertThat(emergency(OWNER, early, "Now.")).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
	}

	private CaseId readyButForTheSecondPerson() {
		CaseId id = at(Stage.ASSESSED);
		meet(id, Condition.PLANNED_LEGS, Stage.IN_PASSAGE);
		meet(id, Condition.SAFETY_PLAN, Stage.IN_PASSAGE);
		return id;
	}

	private boolean decide(DemoAccount account, Approval request, boolean approve) {
		return as(account, () -> this.approvals.decide(request.id(), approve, "As I see it.",
				null)) == StageApprovals.Decided.DONE;
	}

	private StageApprovals.Asked asked(CaseId id, String reason) {
		return as(OWNER, () -> this.approvals.ask(ApprovalKind.PASSAGE, id, new StageApprovals.Request(reason, null)));
	}

	private MoveOutcome emergency(DemoAccount account, CaseId id, String reason) {
		return as(account, () -> this.stages.startPassageInEmergency(id, TODAY, reason, facts(id).version()));
	}

	private Approval.State state(CaseId id) {
		return as(OWNER, () -> this.approvals.ofCase(id)).getFirst().state();
	}

	private boolean mayView(DemoAccount account, CaseId id) {
		return as(account, () -> inTransaction(() -> this.list.find(id).isPresent()));
	}

}
