package org.durumi.cases;

import java.time.Duration;
import java.util.List;

import org.durumi.access.ApprovalKind;
import org.durumi.cases.MoveOutcome.Moved;
import org.durumi.cases.MoveOutcome.Refused;
import org.durumi.reference.CaseId;
import org.durumi.sample.Clocks;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UndoTests extends CaseTest {

	private static final DemoAccount COLLEAGUE = DemoAccount.CASEWORKER_SEOUL;

	@Test
	void isForTheAuthorWithinADayAndBothMovesStayInTheTimeline() {
		CaseId id = at(Stage.SHELTERED);
		MoveOutcome undone = Clocks.after(Duration.ofHours(23), () -> undo(OWNER, id));
		assertThat(undone).isEqualTo(new Moved(Stage.SHELTERED, Stage.ASSESSED, facts(id).version()));
		assertThat(stage(id)).isEqualTo(Stage.ASSESSED);
		assertThat(timeline(id, "stage_move")).extracting((entry) -> entry.facts().get("kind"))
			.containsExactly("UNDO", "MOVE", "MOVE", "INTAKE");
		assertThat(actions(id)).contains("STAGE_UNDONE");
	}

	@Test
	void goesBackMoveByMoveButNotBeyondTheIntake() {
		CaseId id = at(Stage.SHELTERED);
		assertThat(undo(OWNER, id)).isInstanceOf(Moved.class);
		assertThat(undo(OWNER, id)).isInstanceOf(Moved.class);
		assertThat(stage(id)).isEqualTo(Stage.IDENTIFIED);
		assertThat(undo(OWNER, id)).isEqualTo(Refused.because(Refusal.NOTHING_TO_UNDO));
	}

	@Test
	void wantsASecondPersonAfterADay() {
		CaseId id = at(Stage.SHELTERED);
		assertThat(Clocks.after(Duration.ofHours(25), () -> undo(OWNER, id)))
			.isEqualTo(Refused.because(Refusal.UNDO_NEEDS_SECOND_PERSON));
		assertThat(stage(id)).isEqualTo(Stage.SHELTERED);
		approve(id, ApprovalKind.LATE_UNDO);
		assertThat(Clocks.after(Duration.ofHours(25), () -> undo(OWNER, id))).isInstanceOf(Moved.class);
		assertThat(stage(id)).isEqualTo(Stage.ASSESSED);
	}

	@Test
	void wantsASecondPersonWhereSomebodyElseMadeTheMove() {
		CaseId id = at(Stage.SHELTERED);
		takePart(id, COLLEAGUE.subject());
		assertThat(undo(COLLEAGUE, id)).isEqualTo(Refused.because(Refusal.UNDO_NEEDS_SECOND_PERSON));
		assertThat(undo(OWNER, id)).isInstanceOf(Moved.class);
	}

	@Test
	void usesUpTheSecondPersonsWord() {
		CaseId id = at(Stage.SHELTERED);
		approve(id, ApprovalKind.LATE_UNDO);
		List<MoveOutcome> both = Clocks.after(Duration.ofHours(25), () -> List.of(undo(OWNER, id), undo(OWNER, id)));
		assertThat(both.getFirst()).isInstanceOf(Moved.class);
		assertThat(both.getLast()).isEqualTo(Refused.because(Refusal.UNDO_NEEDS_SECOND_PERSON));
	}

	@Test
	void isNotDoneWithAWordThatWasGivenForAnotherMove() {
		CaseId id = at(Stage.SHELTERED);
		approve(id, ApprovalKind.LATE_UNDO);
		advance(id, Stage.LOST_CONTACT);
		assertThat(Clocks.after(Duration.ofHours(25), () -> undo(OWNER, id)))
			.isEqualTo(Refused.because(Refusal.UNDO_NEEDS_SECOND_PERSON));
		assertThat(stage(id)).isEqualTo(Stage.LOST_CONTACT);
		approve(id, ApprovalKind.LATE_UNDO);
		assertThat(Clocks.after(Duration.ofHours(25), () -> undo(OWNER, id))).isInstanceOf(Moved.class);
		assertThat(Clocks.after(Duration.ofHours(25), () -> undo(OWNER, id))).as("the word for the move before it")
			.isInstanceOf(Moved.class);
		assertThat(stage(id)).isEqualTo(Stage.ASSESSED);
	}

	@Test
	void isRefusedToWhoeverReadAnOlderVersion() {
		CaseId id = at(Stage.ASSESSED);
		int seen = facts(id).version();
		advance(id, Stage.SHELTERED);
		assertThat(as(OWNER, () -> this.stages.undo(id, "A slip.", seen))).isEqualTo(Refused.because(Refusal.STALE));
		assertThat(stage(id)).isEqualTo(Stage.SHELTERED);
	}

	@Test
	void refusesAReasonThatCannotBeKept() {
		CaseId id = at(Stage.ASSESSED);
		assertThat(as(OWNER, () -> this.stages.undo(id, "a\u0000b", facts(id).version())))
			.isEqualTo(Refused.because(Refusal.REASON_UNUSABLE));
	}

	@Test
	void putsBackTheCycleAndTheStageThatWasRemembered() {
		CaseId id = at(Stage.SHELTERED);
		advance(id, Stage.DETAINED);
		advance(id, Stage.REPATRIATED);
		advance(id, Stage.IDENTIFIED);
		assertThat(facts(id).cycle()).isEqualTo(2);
		undo(OWNER, id);
		undo(OWNER, id);
		assertThat(facts(id)).extracting(CaseListRow::stage, CaseListRow::stageBefore, CaseListRow::cycle)
			.containsExactly(Stage.DETAINED, Stage.SHELTERED, 1);
	}

	private MoveOutcome undo(DemoAccount account, CaseId id) {
		return as(account, () -> this.stages.undo(id, "A slip.", facts(id).version()));
	}

}
