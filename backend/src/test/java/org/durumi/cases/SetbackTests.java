package org.durumi.cases;

import java.util.Set;

import org.durumi.access.ApprovalKind;
import org.durumi.cases.MoveOutcome.Moved;
import org.durumi.cases.MoveOutcome.Refused;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SetbackTests extends CaseTest {

	private static final String REASON = "A neighbour saw it.";

	@ParameterizedTest
	@EnumSource(names = { "IDENTIFIED", "ASSESSED", "SHELTERED", "IN_PASSAGE", "THIRD_COUNTRY" })
	void anArrestBeforeArrivalNeedsItsRecordAndLeadsBackWhereSheWas(Stage held) {
		CaseId id = found(held);
		assertThat(move(id, Stage.DETAINED, REASON)).isEqualTo(new Refused(Set.of(Condition.DETENTION), Set.of()));
		advance(id, Stage.DETAINED);
		assertThat(facts(id).stageBefore()).isEqualTo(held);
		for (Stage other : new Stage[] { Stage.IDENTIFIED, Stage.SHELTERED, Stage.THIRD_COUNTRY, Stage.ARRIVED }) {
			if (other != held) {
				assertThat(move(id, other)).as(other.name()).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
			}
		}
		assertThat(move(id, held)).isInstanceOf(Moved.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "ARRIVED", "HANAWON", "RESETTLED" })
	void nobodyInSouthKoreaIsMarkedDetained(Stage safe) {
		assertThat(move(found(safe), Stage.DETAINED, REASON)).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
	}

	@Test
	void repatriationOpensTheNextCycleAndIsNeverAReasonToClose() {
		CaseId id = at(Stage.IN_PASSAGE);
		advance(id, Stage.DETAINED);
		advance(id, Stage.REPATRIATED);
		assertThat(facts(id).cycle()).isOne();
		meet(id, Condition.CLOSURE_CHECKLIST, Stage.CLOSED);
		assertThat(move(id, Stage.CLOSED, REASON)).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
		assertThat(move(id, Stage.ASSESSED)).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
		advance(id, Stage.IDENTIFIED);
		assertThat(facts(id).cycle()).isEqualTo(2);
	}

	@Test
	void theLegsOfAnEarlierCycleDoNotCarryTheNextPassage() {
		CaseId id = at(Stage.IN_PASSAGE);
		advance(id, Stage.DETAINED);
		advance(id, Stage.REPATRIATED);
		advance(id, Stage.IDENTIFIED);
		advance(id, Stage.ASSESSED);
		assertThat(missing(id, Stage.IN_PASSAGE)).containsExactlyInAnyOrder(Condition.PLANNED_LEGS,
				Condition.SECOND_PERSON);
		advance(id, Stage.IN_PASSAGE);
		assertThat(missing(id, Stage.THIRD_COUNTRY)).containsExactly(Condition.LAST_LEG_HANDED_OVER);
		advance(id, Stage.THIRD_COUNTRY);
	}

	@Test
	void whatSheHadInAnEarlierCycleSheHasLost() {
		CaseId id = at(Stage.SHELTERED);
		meet(id, Condition.EXIT_CLEARANCE, Stage.ARRIVED);
		assertThat(missing(id, Stage.DETAINED)).containsExactly(Condition.DETENTION);
		advance(id, Stage.DETAINED);
		advance(id, Stage.REPATRIATED);
		advance(id, Stage.IDENTIFIED);
		assertThat(missing(id, Stage.DETAINED)).containsExactly(Condition.DETENTION);
		advance(id, Stage.ASSESSED);
		assertThat(missing(id, Stage.SHELTERED)).containsExactly(Condition.SHELTER_PLACE);
		advance(id, Stage.SHELTERED);
		advance(id, Stage.IN_PASSAGE);
		advance(id, Stage.THIRD_COUNTRY);
		assertThat(missing(id, Stage.ARRIVED)).containsExactly(Condition.EXIT_CLEARANCE);
	}

	@ParameterizedTest
	@EnumSource(names = { "IDENTIFIED", "ASSESSED", "THIRD_COUNTRY", "RESETTLED", "REPATRIATED" })
	void sheWhoWasLostIsFoundWhereverTheWorldHasPutHer(Stage found) {
		CaseId id = found(Stage.ASSESSED);
		assertThat(move(id, Stage.LOST_CONTACT)).isEqualTo(Refused.because(Refusal.REASON_NEEDED));
		advance(id, Stage.LOST_CONTACT);
		assertThat(move(id, found, REASON)).isInstanceOf(Moved.class);
		assertThat(facts(id).cycle()).isOne();
	}

	@Test
	void noPassageBeginsByLosingHerAndFindingHerOnTheWay() {
		CaseId id = at(Stage.ASSESSED);
		advance(id, Stage.LOST_CONTACT);
		assertThat(move(id, Stage.IN_PASSAGE, REASON)).isEqualTo(
				new Refused(Set.of(Condition.PLANNED_LEGS, Condition.SAFETY_PLAN, Condition.SECOND_PERSON), Set.of()));
		meet(id, Condition.PLANNED_LEGS, Stage.IN_PASSAGE);
		meet(id, Condition.SAFETY_PLAN, Stage.IN_PASSAGE);
		assertThat(move(id, Stage.IN_PASSAGE, REASON))
			.isEqualTo(new Refused(Set.of(Condition.SECOND_PERSON), Set.of()));
		approve(id, ApprovalKind.PASSAGE);
		assertThat(move(id, Stage.IN_PASSAGE, REASON)).isInstanceOf(Moved.class);
		assertThat(actions(id)).contains("APPROVAL_USED");
	}

	@Test
	void aPassageThatWasUnderWayGoesOnWithoutAskingAgain() {
		CaseId id = at(Stage.IN_PASSAGE);
		advance(id, Stage.LOST_CONTACT);
		assertThat(missing(id, Stage.IN_PASSAGE)).isEmpty();
		assertThat(missing(id, Stage.SHELTERED)).as("turned back").isEmpty();
		assertThat(move(id, Stage.IN_PASSAGE, REASON)).isInstanceOf(Moved.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "ASSESSED", "SHELTERED", "IN_PASSAGE" })
	void neitherConsentNorAShelterPlaceIsPassedOverByLosingHer(Stage found) {
		CaseId id = registered();
		advance(id, Stage.LOST_CONTACT);
		assertThat(move(id, found, REASON)).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.missing()).contains(Condition.CONSENT, Condition.RISK_ASSESSMENT,
						Condition.IMMEDIATE_NEEDS));
		assertThat(missing(id, Stage.SHELTERED)).contains(Condition.SHELTER_PLACE);
		advance(id, found);
	}

	@Test
	void sheWhoWasFoundInDetentionIsReleasedToAnyStageBeforeArrival() {
		CaseId id = at(Stage.ASSESSED);
		advance(id, Stage.LOST_CONTACT);
		assertThat(move(id, Stage.DETAINED, REASON)).isEqualTo(new Refused(Set.of(Condition.DETENTION), Set.of()));
		advance(id, Stage.DETAINED);
		assertThat(move(id, Stage.ARRIVED)).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
		assertThat(missing(id, Stage.IN_PASSAGE)).contains(Condition.SECOND_PERSON);
		assertThat(missing(id, Stage.SHELTERED)).containsExactly(Condition.SHELTER_PLACE);
		advance(id, Stage.SHELTERED);
	}

	@ParameterizedTest
	@EnumSource(names = { "LOST_CONTACT", "DETAINED" })
	void whatWasClosedWhileSheWasAwayIsOpenedAgainAndRemembersNoPassage(Stage away) {
		CaseId id = at(Stage.ASSESSED);
		advance(id, away);
		advance(id, Stage.CLOSED);
		assertThat(move(id, away, REASON)).isInstanceOf(Moved.class);
		assertThat(facts(id).stageBefore()).isNull();
		assertThat(missing(id, Stage.IN_PASSAGE)).contains(Condition.SECOND_PERSON);
	}

	@ParameterizedTest
	@EnumSource(names = { "IDENTIFIED", "ASSESSED", "THIRD_COUNTRY", "ARRIVED", "HANAWON", "RESETTLED", "DETAINED" })
	void sheWhoWasLostAfterRepatriationAndIsMetBeyondTheBorderHasCrossedAgain(Stage met) {
		CaseId id = lostAfterRepatriation();
		advance(id, met);
		assertThat(facts(id).cycle()).isEqualTo(2);
		advance(id, Stage.LOST_CONTACT);
		advance(id, met);
		assertThat(facts(id).cycle()).as("being lost alone is no crossing").isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "REPATRIATED", "DECEASED", "CLOSED" })
	void sheWhoWasLostAfterRepatriationHasNotCrossedAgainBecauseHerFateIsKnown(Stage fate) {
		CaseId id = lostAfterRepatriation();
		advance(id, fate);
		assertThat(facts(id).cycle()).isOne();
	}

	private CaseId lostAfterRepatriation() {
		CaseId id = found(Stage.ASSESSED);
		advance(id, Stage.DETAINED);
		advance(id, Stage.REPATRIATED);
		advance(id, Stage.LOST_CONTACT);
		return id;
	}

	@ParameterizedTest
	@EnumSource(names = { "IDENTIFIED", "IN_PASSAGE", "RESETTLED", "LOST_CONTACT" })
	void aDeathNeedsASecondPersonAndEndsTheCase(Stage from) {
		CaseId id = (from == Stage.LOST_CONTACT) ? found(Stage.ASSESSED) : found(from);
		if (from == Stage.LOST_CONTACT) {
			advance(id, from);
		}
		assertThat(move(id, Stage.DECEASED, REASON)).isEqualTo(new Refused(Set.of(Condition.SECOND_PERSON), Set.of()));
		advance(id, Stage.DECEASED);
		for (Stage to : Stage.values()) {
			assertThat(move(id, to, REASON)).as(to.name()).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
		}
	}

	private CaseId found(Stage stage) {
		return registered(OWNER, stage, IdentityDraft.EMPTY);
	}

}
