package org.durumi.cases;

import java.util.List;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.cases.CaseAssignments.Assignment;
import org.durumi.cases.CaseAssignments.HandOver;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a hand-over leaves to those who worked on the case before. */
class HandOverTests extends CaseTest {

	private static final DemoAccount SEOUL = DemoAccount.CASEWORKER_SEOUL;

	private static final DemoAccount COORDINATOR = DemoAccount.COORDINATOR;

	private CaseId id = new CaseId(new UUID(0, 0));

	private UUID colleague = new UUID(0, 0);

	@BeforeEach
	void aCaseWithAColleagueAndACoordinator() {
		this.id = registered();
		this.colleague = hire(OWNER).id();
		as(SUPERVISOR, () -> this.assignments.assign(this.id, this.colleague));
		as(SUPERVISOR, () -> this.assignments.assignCoordinator(this.id, COORDINATOR.subject()));
	}

	@Test
	void toAnotherTeamLeavesThePassageAndNobodyElseOfTheOldTeam() {
		toSeoul();
		assertThat(as(SEOUL, () -> this.assignments.of(this.id)))
			.containsExactly(new Assignment(COORDINATOR.subject(), Assignment.Kind.PASSAGE));
		assertThat(as(COORDINATOR, () -> inTransaction(() -> this.list.find(this.id)))).isPresent();
	}

	@Test
	void toAnotherTeamTellsTheLogOfEachPartThatEnds() {
		toSeoul();
		assertThat(ended()).containsExactly(this.colleague);
	}

	@Test
	void withinTheTeamLeavesEverybodyWhoWorksOnIt() {
		UUID mate = hire(OWNER).id();
		assertThat(as(SUPERVISOR, () -> this.assignments.handOver(this.id, mate))).isEqualTo(HandOver.DONE);
		assertThat(as(SUPERVISOR, () -> this.assignments.of(this.id))).containsExactlyInAnyOrder(
				new Assignment(this.colleague, Assignment.Kind.CASE),
				new Assignment(COORDINATOR.subject(), Assignment.Kind.PASSAGE));
		assertThat(ended()).isEmpty();
	}

	private void toSeoul() {
		as(OWNER, () -> this.approvals.ask(ApprovalKind.HAND_OVER, this.id,
				new StageApprovals.Request("She lives in Seoul now.", SEOUL.subject())));
		Approval asked = as(SUPERVISOR, () -> this.approvals.ofCase(this.id)).getFirst();
		as(SUPERVISOR, () -> this.approvals.decide(asked.id(), true, "Agreed.", null));
		assertThat(as(OWNER, () -> this.assignments.handOver(this.id, SEOUL.subject()))).isEqualTo(HandOver.DONE);
	}

	/** Whose parts ended, by the log: two events of hers, her beginning and her end. */
	private List<UUID> ended() {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc.sql("""
				select subject_id from audit.event where case_id = ? and action = 'ASSIGNED'
				group by subject_id having count(*) > 1""").param(this.id.value()).query(UUID.class).list()));
	}

}
