package org.durumi.cases;

import java.util.Set;

import org.durumi.access.Approval;
import org.durumi.cases.MoveOutcome.Moved;
import org.durumi.cases.MoveOutcome.Refused;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClosureTests extends CaseTest {

	private static final String REASON = "She moved to her sister.";

	@ParameterizedTest
	@EnumSource(names = { "IDENTIFIED", "SHELTERED", "THIRD_COUNTRY", "HANAWON" })
	void wantsAChecklistAndASecondPerson(Stage from) {
		CaseId id = registered(OWNER, from, IdentityDraft.EMPTY);
		assertThat(move(id, Stage.CLOSED, REASON))
			.isEqualTo(new Refused(Set.of(Condition.CLOSURE_CHECKLIST, Condition.SECOND_PERSON), Set.of()));
		meet(id, Condition.CLOSURE_CHECKLIST, Stage.CLOSED);
		assertThat(move(id, Stage.CLOSED, REASON)).isEqualTo(new Refused(Set.of(Condition.SECOND_PERSON), Set.of()));
		meet(id, Condition.SECOND_PERSON, Stage.CLOSED);
		assertThat(move(id, Stage.CLOSED)).isEqualTo(Refused.because(Refusal.REASON_NEEDED));
		assertThat(move(id, Stage.CLOSED, REASON)).isInstanceOf(Moved.class);
	}

	@Test
	void ofAResettledCaseUsesUpTheSecondPersonsWord() {
		CaseId id = at(Stage.RESETTLED);
		assertThat(move(id, Stage.CLOSED, REASON)).isEqualTo(new Refused(Set.of(Condition.PLAN_COMPLETED), Set.of()));
		meet(id, Condition.CLOSURE_CHECKLIST, Stage.CLOSED);
		meet(id, Condition.SECOND_PERSON, Stage.CLOSED);
		assertThat(move(id, Stage.CLOSED, REASON)).isInstanceOf(Moved.class);
		assertThat(as(OWNER, () -> this.approvals.ofCase(id)).getFirst().state()).isEqualTo(Approval.State.USED);
		advance(id, Stage.RESETTLED);
		assertThat(move(id, Stage.CLOSED, REASON)).as("once").isInstanceOf(Refused.class);
	}

	@Test
	void isTakenBackWithAReasonToTheStageBefore() {
		CaseId id = registered(OWNER, Stage.SHELTERED, IdentityDraft.EMPTY);
		meet(id, Condition.CLOSURE_CHECKLIST, Stage.CLOSED);
		advance(id, Stage.CLOSED);
		assertThat(move(id, Stage.ASSESSED, REASON)).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
		assertThat(move(id, Stage.SHELTERED)).isEqualTo(Refused.because(Refusal.REASON_NEEDED));
		assertThat(move(id, Stage.SHELTERED, "She called and asks for help.")).isInstanceOf(Moved.class);
		assertThat(timeline(id, "stage_move").getFirst().facts()).containsEntry("kind", "REOPENING");
	}

}
