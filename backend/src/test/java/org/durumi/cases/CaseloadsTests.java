package org.durumi.cases;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.cases.Caseloads.Load;
import org.durumi.cases.Caseloads.Outcome;
import org.durumi.cases.Caseloads.Way;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CaseloadsTests extends CaseTest {

	private static final DemoAccount SEOUL = DemoAccount.CASEWORKER_SEOUL;

	private static final Actor NOBODY = OWNER.in(SessionRef.random(), 1);

	@Autowired
	private Caseloads caseloads;

	private Actor owner = NOBODY;

	private Actor mate = NOBODY;

	private List<CaseId> cases = List.of();

	@BeforeEach
	void aCaseload() {
		this.owner = hire(OWNER);
		this.mate = hire(OWNER);
		this.cases = List.of(registered(this.owner), registered(this.owner), registered(this.owner));
	}

	@Test
	void withinTheTeamAllGoAtOnceEachWithItsEvent() {
		assertThat(as(this.owner, () -> this.caseloads.plan(this.cases, this.mate.id())))
			.isEqualTo(Map.of(Way.AT_ONCE, 3));
		assertThat(owned(this.owner)).containsExactlyInAnyOrderElementsOf(this.cases);

		assertThat(as(this.owner, () -> this.caseloads.handOver(this.cases, this.mate.id(), "")))
			.isEqualTo(new Outcome.Done(Map.of(Way.AT_ONCE, 3)));

		assertThat(owned(this.mate)).containsExactlyInAnyOrderElementsOf(this.cases);
		assertThat(this.cases).allSatisfy((id) -> assertThat(actions(id)).containsOnlyOnce("HANDED_OVER"));
	}

	@Test
	void allOrNone() {
		CaseId anothers = registered(this.mate);
		List<CaseId> chosen = List.of(this.cases.getFirst(), anothers);
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(this.owner, () -> this.caseloads.handOver(chosen, OWNER.subject(), "")));
		assertThat(owned(this.owner)).containsExactlyInAnyOrderElementsOf(this.cases);
		assertThat(actions(anothers)).endsWith("DENIED");
		assertThat(actions(this.cases.getFirst())).doesNotContain("HANDED_OVER");
	}

	@Test
	void toAnotherTeamTheSecondPersonIsAskedForEachWithOneReason() {
		as(SUPERVISOR, () -> {
			assertThat(this.caseloads.plan(this.cases, SEOUL.subject())).isEqualTo(Map.of(Way.ASK, 3));
			assertThat(this.caseloads.handOver(this.cases, SEOUL.subject(), " ")).isEqualTo(new Outcome.ReasonNeeded());
			assertThat(this.caseloads.handOver(this.cases, SEOUL.subject(), "They live in Seoul now."))
				.isEqualTo(new Outcome.Done(Map.of(Way.ASK, 3)));
			assertThat(this.caseloads.plan(this.cases, SEOUL.subject())).isEqualTo(Map.of(Way.ASKED, 3));
		});
		assertThat(owned(this.owner)).containsExactlyInAnyOrderElementsOf(this.cases);

		CaseId agreed = this.cases.getFirst();
		Approval request = as(this.owner, () -> this.approvals.ofCase(agreed)).getFirst();
		assertThat(request.kind()).isEqualTo(ApprovalKind.HAND_OVER);
		as(this.owner, () -> this.approvals.decide(request.id(), true, "Agreed.", null));

		assertThat(as(SUPERVISOR, () -> this.caseloads.handOver(this.cases, SEOUL.subject(), "")))
			.isEqualTo(new Outcome.Done(Map.of(Way.AT_ONCE, 1, Way.ASKED, 2)));
		assertThat(owned(this.owner)).hasSize(2).doesNotContain(agreed);
		assertThat(as(SEOUL, () -> inTransaction(() -> this.list.find(agreed)))).isPresent();
	}

	@Test
	void nobodyIsGivenCasesWhoCannotOwnThem() {
		UUID left = hire(OWNER).id();
		dismiss(left);
		for (UUID person : List.of(left, SUPERVISOR.subject(), this.owner.id(), UUID.randomUUID())) {
			assertThat(as(this.owner, () -> this.caseloads.handOver(this.cases, person, "Because.")))
				.isEqualTo(new Outcome.NoSuchColleague());
		}
		assertThat(owned(this.owner)).hasSize(3);
	}

	@Test
	void onlyWhoMayHandThemOverIsShownThem() {
		UUID subject = this.owner.id();
		assertThat(as(SUPERVISOR, () -> this.caseloads.of(subject))).hasSize(3);
		assertThat(as(this.mate, () -> this.caseloads.of(subject))).isEmpty();
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.caseloads.of(subject))).isEmpty();
	}

	@Test
	void theSupervisorSeesHowMuchEachHasInHand() {
		as(this.owner,
				() -> this.stages.move(new Move(this.cases.getFirst(), Stage.LOST_CONTACT, TODAY, "Phone off.", 0)));
		assertThat(as(SUPERVISOR, () -> this.caseloads.ofTeams(TODAY))).containsEntry(this.owner.id(), new Load(3, 0))
			.doesNotContainKey(SEOUL.subject());
		assertThat(as(SEOUL, () -> this.caseloads.ofTeams(TODAY))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void noOtherRoleMayAsk(DemoAccount person) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(person, () -> this.caseloads.handOver(this.cases, this.mate.id(), "")));
	}

	private List<CaseId> owned(Actor person) {
		return as(person, () -> this.caseloads.of(person.id())).stream().map(CaseListRow::id).toList();
	}

}
