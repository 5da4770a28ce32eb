package org.durumi.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class StageRulesTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			IDENTIFIED,    ASSESSED,      CONSENT+RISK_ASSESSMENT+IMMEDIATE_NEEDS
			ASSESSED,      SHELTERED,     SHELTER_PLACE
			ASSESSED,      IN_PASSAGE,    PLANNED_LEGS+RECENT_RISK_ASSESSMENT+SAFETY_PLAN+SECOND_PERSON
			SHELTERED,     IN_PASSAGE,    PLANNED_LEGS+RECENT_RISK_ASSESSMENT+SAFETY_PLAN+SECOND_PERSON
			IN_PASSAGE,    THIRD_COUNTRY, LAST_LEG_HANDED_OVER
			THIRD_COUNTRY, ARRIVED,       EXIT_CLEARANCE
			THIRD_COUNTRY, RESETTLED,     ACCEPTED_ELSEWHERE
			ARRIVED,       HANAWON,       PROTECTION_GRANTED
			ARRIVED,       RESETTLED,     PROTECTION_REFUSED
			HANAWON,       RESETTLED,     DISCHARGE
			""")
	void eachStepRestsOnItsConditions(Stage from, Stage to, String conditions) {
		Set<Condition> expected = Arrays.stream(conditions.split("\\+"))
			.map(Condition::valueOf)
			.collect(Collectors.toSet());
		assertThat(StageRules.ways(from, to, null)).containsExactly(expected);
	}

	@ParameterizedTest
	@CsvSource({ "IDENTIFIED, SHELTERED", "IDENTIFIED, IN_PASSAGE", "ASSESSED, THIRD_COUNTRY", "IN_PASSAGE, ARRIVED",
			"ARRIVED, IN_PASSAGE", "HANAWON, ARRIVED", "RESETTLED, HANAWON", "ARRIVED, DETAINED", "RESETTLED, DETAINED",
			"IDENTIFIED, REPATRIATED", "REPATRIATED, ASSESSED", "REPATRIATED, CLOSED", "DECEASED, IDENTIFIED",
			"DECEASED, CLOSED", "CLOSED, DECEASED" })
	void whatIsNoStepIsNone(Stage from, Stage to) {
		assertThat(StageRules.ways(from, to, null)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "ASSESSED", "SHELTERED" })
	void aPassageTurnsBackWithoutConditions(Stage to) {
		assertThat(StageRules.ways(Stage.IN_PASSAGE, to, null)).containsExactly(Set.of());
	}

	@ParameterizedTest
	@EnumSource(names = { "IDENTIFIED", "ASSESSED", "SHELTERED", "IN_PASSAGE", "THIRD_COUNTRY" })
	void whoeverHasNotArrivedCanBeDetainedAndComesBackWhereSheWas(Stage stage) {
		assertThat(StageRules.ways(stage, Stage.DETAINED, null)).containsExactly(Set.of(Condition.DETENTION));
		assertThat(StageRules.ways(Stage.DETAINED, stage, stage)).containsExactly(Set.of());
	}

	@Test
	void fromDetentionNobodyComesBackToWhereSheWasNot() {
		assertThat(StageRules.ways(Stage.DETAINED, Stage.SHELTERED, Stage.ASSESSED)).isEmpty();
	}

	@Test
	void repatriationOpensTheNextCycle() {
		CaseFile file = file(Stage.DETAINED);
		file.moveTo(Stage.REPATRIATED);
		assertThat(file.cycle()).isEqualTo(1);

		file.moveTo(Stage.IDENTIFIED);
		assertThat(file.cycle()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "CLOSED", "DECEASED", "LOST_CONTACT" })
	void everyOpenCaseCanBeLostAndDeathNeedsASecondPerson(Stage open) {
		assertThat(StageRules.ways(open, Stage.LOST_CONTACT, null)).containsExactly(Set.of());
		assertThat(StageRules.ways(open, Stage.DECEASED, null)).containsExactly(Set.of(Condition.SECOND_PERSON));
	}

	@Test
	void aResettledCaseClosesByItsPlanOrByChecklistAndSecondPerson() {
		assertThat(StageRules.ways(Stage.RESETTLED, Stage.CLOSED, null)).isEqualTo(List
			.of(Set.of(Condition.PLAN_COMPLETED), Set.of(Condition.CLOSURE_CHECKLIST, Condition.SECOND_PERSON)));
	}

	@Test
	void aClosedCaseOpensWhereItWas() {
		CaseFile file = file(Stage.RESETTLED);
		file.moveTo(Stage.CLOSED);

		assertThat(StageRules.ways(Stage.CLOSED, Stage.RESETTLED, file.stageBefore())).containsExactly(Set.of());
		assertThat(StageRules.ways(Stage.CLOSED, Stage.HANAWON, file.stageBefore())).isEmpty();
	}

	@Test
	void whatWasMetBeforeUsGrowsWithTheStageOfIntake() {
		assertThat(StageRules.metBeforeUs(Stage.IDENTIFIED)).isEmpty();
		assertThat(StageRules.metBeforeUs(Stage.ARRIVED)).contains(Condition.CONSENT, Condition.EXIT_CLEARANCE)
			.doesNotContain(Condition.PROTECTION_GRANTED);
	}

	@ParameterizedTest
	@EnumSource(names = { "CLOSED", "DETAINED", "REPATRIATED", "LOST_CONTACT", "DECEASED" })
	void noCaseBeginsAtASetbackOrClosed(Stage stage) {
		assertThat(StageRules.isIntake(stage)).isFalse();
	}

	private static CaseFile file(Stage stage) {
		UUID nil = new UUID(0, 0);
		return new CaseFile(nil, "2222-2222", "Quiet Heron", nil, nil, nil, stage, 1);
	}

}
