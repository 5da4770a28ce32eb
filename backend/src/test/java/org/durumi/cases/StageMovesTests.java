package org.durumi.cases;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

import org.durumi.access.AccessRefused;
import org.durumi.cases.MoveOutcome.Moved;
import org.durumi.cases.MoveOutcome.Refused;
import org.durumi.consent.ConsentEntry;
import org.durumi.people.Birth;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.sample.Clocks;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.durumi.cases.Condition.ACCEPTED_ELSEWHERE;
import static org.durumi.cases.Condition.CONSENT;
import static org.durumi.cases.Condition.DISCHARGE;
import static org.durumi.cases.Condition.EXIT_CLEARANCE;
import static org.durumi.cases.Condition.IMMEDIATE_NEEDS;
import static org.durumi.cases.Condition.LAST_LEG_HANDED_OVER;
import static org.durumi.cases.Condition.PLANNED_LEGS;
import static org.durumi.cases.Condition.PROTECTION_GRANTED;
import static org.durumi.cases.Condition.PROTECTION_REFUSED;
import static org.durumi.cases.Condition.RECENT_RISK_ASSESSMENT;
import static org.durumi.cases.Condition.RISK_ASSESSMENT;
import static org.durumi.cases.Condition.SAFETY_PLAN;
import static org.durumi.cases.Condition.SECOND_PERSON;
import static org.durumi.cases.Condition.SHELTER_PLACE;
import static org.durumi.cases.Stage.ARRIVED;
import static org.durumi.cases.Stage.ASSESSED;
import static org.durumi.cases.Stage.HANAWON;
import static org.durumi.cases.Stage.IDENTIFIED;
import static org.durumi.cases.Stage.IN_PASSAGE;
import static org.durumi.cases.Stage.RESETTLED;
import static org.durumi.cases.Stage.SHELTERED;
import static org.durumi.cases.Stage.THIRD_COUNTRY;

class StageMovesTests extends CaseTest {

	static Stream<Arguments> forward() {
		return Stream.of(Arguments.of(IDENTIFIED, ASSESSED, Set.of(CONSENT, RISK_ASSESSMENT, IMMEDIATE_NEEDS)),
				Arguments.of(ASSESSED, SHELTERED, Set.of(SHELTER_PLACE)),
				Arguments.of(ASSESSED, IN_PASSAGE, Set.of(PLANNED_LEGS, SAFETY_PLAN, SECOND_PERSON)),
				Arguments.of(SHELTERED, IN_PASSAGE, Set.of(PLANNED_LEGS, SAFETY_PLAN, SECOND_PERSON)),
				Arguments.of(IN_PASSAGE, THIRD_COUNTRY, Set.of(LAST_LEG_HANDED_OVER)),
				Arguments.of(THIRD_COUNTRY, ARRIVED, Set.of(EXIT_CLEARANCE)),
				Arguments.of(THIRD_COUNTRY, RESETTLED, Set.of(ACCEPTED_ELSEWHERE)),
				Arguments.of(ARRIVED, HANAWON, Set.of(PROTECTION_GRANTED)),
				Arguments.of(ARRIVED, RESETTLED, Set.of(PROTECTION_REFUSED)),
				Arguments.of(HANAWON, RESETTLED, Set.of(DISCHARGE)));
	}

	@ParameterizedTest
	@MethodSource("forward")
	void isRefusedNamingWhatIsMissingUntilTheRecordsExist(Stage from, Stage to, Set<Condition> conditions) {
		CaseId id = at(from);
		Set<Condition> missing = EnumSet.copyOf(conditions);
		for (Condition condition : conditions) {
			assertThat(move(id, to)).isEqualTo(new Refused(missing, Set.of()));
			assertThat(missing(id, to)).isEqualTo(missing);
			meet(id, condition, to);
			missing.remove(condition);
		}
		assertThat(stage(id)).isEqualTo(from);
		int version = facts(id).version();
		assertThat(move(id, to)).isEqualTo(new Moved(from, to, version + 1));
		assertThat(stage(id)).isEqualTo(to);
		assertThat(actions(id)).contains("STAGE_REFUSED", "STAGE_MOVED");
	}

	@Test
	void wantsARiskAssessmentOfTheLastFourteenDaysForAPassage() {
		CaseId id = registered();
		as(OWNER, () -> this.records.add(id, CONSENT, TODAY));
		as(OWNER, () -> this.records.add(id, IMMEDIATE_NEEDS, TODAY));
		as(OWNER, () -> this.records.add(id, RISK_ASSESSMENT, TODAY.minusDays(15)));
		assertThat(move(id, ASSESSED)).isInstanceOf(Moved.class);
		assertThat(missing(id, IN_PASSAGE)).contains(RECENT_RISK_ASSESSMENT);
		as(OWNER, () -> this.records.add(id, RISK_ASSESSMENT, TODAY.minusDays(14)));
		assertThat(missing(id, IN_PASSAGE)).doesNotContain(RECENT_RISK_ASSESSMENT);
	}

	@Test
	void takesNoServicesForGrantedOnceConsentIsWithdrawn() {
		CaseId id = registered();
		missing(id, ASSESSED).forEach((condition) -> meet(id, condition, ASSESSED));
		ConsentEntry consent = as(OWNER, () -> this.records.consents().open(id)).getFirst();
		as(OWNER, () -> this.records.consents().withdraw(id, consent, TODAY, ""));
		assertThat(move(id, ASSESSED)).isEqualTo(new Refused(Set.of(CONSENT), Set.of()));
	}

	@Test
	void turnsBackFromThePassageWithoutConditions() {
		CaseId id = at(IN_PASSAGE);
		assertThat(move(id, SHELTERED)).isInstanceOf(Moved.class);
		CaseId other = at(IN_PASSAGE);
		assertThat(move(other, ASSESSED)).isInstanceOf(Moved.class);
		assertThat(missing(other, IN_PASSAGE)).as("the answer was used").containsExactly(SECOND_PERSON);
	}

	@ParameterizedTest
	@CsvSource({ "IDENTIFIED, SHELTERED", "IDENTIFIED, IN_PASSAGE", "IDENTIFIED, REPATRIATED", "ASSESSED, IDENTIFIED",
			"ASSESSED, THIRD_COUNTRY", "SHELTERED, ARRIVED", "IN_PASSAGE, ARRIVED", "THIRD_COUNTRY, HANAWON",
			"ARRIVED, DETAINED", "ARRIVED, ARRIVED", "HANAWON, ARRIVED", "RESETTLED, IDENTIFIED" })
	void isRefusedOutOfOrder(Stage from, Stage to) {
		CaseId id = registered(OWNER, from, IdentityDraft.EMPTY);
		assertThat(move(id, to, "It happened.")).isEqualTo(Refused.because(Refusal.NO_SUCH_STEP));
		assertThat(stage(id)).isEqualTo(from);
		assertThat(actions(id)).contains("STAGE_REFUSED").doesNotContain("STAGE_MOVED");
	}

	@Test
	void isRefusedToWhoeverReadAnOlderVersion() {
		CaseId id = at(IN_PASSAGE);
		int seen = facts(id).version();
		assertThat(move(id, SHELTERED)).isInstanceOf(Moved.class);
		Move late = new Move(id, Stage.LOST_CONTACT, TODAY, "No answer.", seen);
		assertThat(move(OWNER, late)).isEqualTo(Refused.because(Refusal.STALE));
		assertThat(stage(id)).isEqualTo(SHELTERED);
	}

	@Test
	void isRefusedOnADayThatCannotBe() {
		IdentityDraft born = new IdentityDraft("", "", "", "", "", "", Birth.parse("2001-06-15"), null, null, Set.of());
		CaseId id = registered(OWNER, ASSESSED, born);
		assertThat(lost(id, TODAY.plusDays(2))).isEqualTo(Refused.because(Refusal.IN_THE_FUTURE));
		assertThat(lost(id, INTAKE.minusDays(1))).isEqualTo(Refused.because(Refusal.BEFORE_LAST_MOVE));
		assertThat(lost(id, LocalDate.of(2001, 6, 14)))
			.isEqualTo(new Refused(Set.of(), Set.of(Refusal.BEFORE_LAST_MOVE, Refusal.BEFORE_BIRTH)));
		assertThat(lost(id, INTAKE)).isInstanceOf(Moved.class);
	}

	@Test
	void wantsAReasonForASetbackAndKeepsItAsItWasWritten() {
		CaseId id = at(ASSESSED);
		assertThat(move(id, Stage.LOST_CONTACT, " ")).isEqualTo(Refused.because(Refusal.REASON_NEEDED));
		assertThat(move(id, Stage.LOST_CONTACT, "a\u0007b")).isEqualTo(Refused.because(Refusal.REASON_UNUSABLE));
		assertThat(move(id, Stage.LOST_CONTACT, "a".repeat(Move.MAX_REASON + 1)))
			.isEqualTo(Refused.because(Refusal.REASON_UNUSABLE));
		String reason = "=1+1 <b>없음</b> 👩 '; --";
		assertThat(move(id, Stage.LOST_CONTACT, reason)).isInstanceOf(Moved.class);
		assertThat(lastMove(id).reason()).isEqualTo(reason);
	}

	@ParameterizedTest
	@EnumSource(names = { "SUPERVISOR_YANJI", "CASEWORKER_SEOUL", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void isForNobodyWithoutAPartInTheCase(DemoAccount other) {
		CaseId id = registered();
		Move move = new Move(id, Stage.LOST_CONTACT, TODAY, "No answer.", facts(id).version());
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> move(other, move));
		assertThat(stage(id)).isEqualTo(IDENTIFIED);
		assertThat(actions(id)).endsWith("DENIED");
	}

	@Test
	void isMadeByTheClockAndNotByTheDaySomebodyNames() {
		CaseId id = at(SHELTERED);
		missing(id, IN_PASSAGE).forEach((condition) -> meet(id, condition, IN_PASSAGE));
		MoveOutcome late = Clocks.after(Duration.ofDays(15), () -> move(id, IN_PASSAGE));
		assertThat(late).isEqualTo(new Refused(Set.of(RECENT_RISK_ASSESSMENT, SECOND_PERSON), Set.of()));
	}

	private MoveOutcome lost(CaseId id, LocalDate day) {
		return move(OWNER, new Move(id, Stage.LOST_CONTACT, day, "No answer.", facts(id).version()));
	}

}
