package org.durumi.care;

import java.util.List;
import java.util.Set;

import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.RiskLevel;
import org.durumi.keys.KeyNotReleased;
import org.durumi.reference.CaseId;
import org.durumi.reference.TextRefused;
import org.durumi.support.CaseRecords;
import org.durumi.support.CaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.durumi.care.RiskAssessment.Factor.MARRIED_TO_CHINESE_MAN;
import static org.durumi.care.RiskAssessment.Factor.MEDICAL;
import static org.durumi.care.RiskAssessment.Factor.MINOR;
import static org.durumi.care.RiskAssessment.Factor.PREGNANT;
import static org.durumi.care.RiskAssessment.Factor.SELF_HARM;
import static org.durumi.care.RiskAssessment.Factor.VIOLENCE;

class CareTests extends CaseTest {

	@Autowired
	private RiskAssessments risks;

	@Autowired
	private Needs needs;

	@Autowired
	private SafetyPlans plans;

	@Test
	void whoMayBeReturnedIsNeverAtLowRisk() {
		assertThat(RiskAssessment.leastFor(Set.of())).isEqualTo(RiskLevel.LOW);
		assertThat(RiskAssessment.leastFor(Set.of(VIOLENCE, MEDICAL))).isEqualTo(RiskLevel.MEDIUM);
		assertThat(RiskAssessment.leastFor(Set.of(SELF_HARM))).isEqualTo(RiskLevel.HIGH);
		assertThat(RiskAssessment.leastFor(Set.of(MINOR, MEDICAL))).isEqualTo(RiskLevel.HIGH);
		assertThat(RiskAssessment.leastFor(Set.of(PREGNANT, MARRIED_TO_CHINESE_MAN))).isEqualTo(RiskLevel.EXTREME);
	}

	@Test
	void theNewestAssessmentsLevelStandsInListsAndItsFactsDoNot() {
		CaseId id = registered();
		assertThat(facts(id).risk()).isNull();
		CaseRecords.kept(add(id, RiskLevel.EXTREME, "Pregnant; her husband reports to the police."));
		CaseRecords.kept(add(id, RiskLevel.MEDIUM, "They have moved."));
		assertThat(facts(id).risk()).isEqualTo(RiskLevel.MEDIUM);
		assertThat(as(OWNER, () -> this.risks.open(id))).extracting(BookEntry::content)
			.extracting(RiskAssessment::note)
			.containsExactly("They have moved.", "Pregnant; her husband reports to the police.");
		assertThatExceptionOfType(KeyNotReleased.class).isThrownBy(() -> as(SUPERVISOR, () -> this.risks.open(id)));
		assertThat(actions(id)).endsWith("DENIED");
	}

	@Test
	void theNewestIsTheOneThatWasMadeLastNotTheOneWrittenDownLast() {
		CaseId id = registered();
		CaseRecords.kept(add(id, RiskLevel.EXTREME, "Her husband reports to the police."));
		CaseRecords.kept(as(OWNER, () -> this.risks.add(id,
				new RiskAssessment(TODAY.minusDays(30), RiskLevel.HIGH, Set.of(MEDICAL), "From paper."))));
		assertThat(facts(id).risk()).isEqualTo(RiskLevel.EXTREME);
		BookEntry<RiskAssessment> old = as(OWNER, () -> this.risks.open(id)).getFirst();
		CaseRecords.kept(as(OWNER, () -> this.risks.change(id, old,
				new RiskAssessment(TODAY.minusDays(31), RiskLevel.MEDIUM, Set.of(MEDICAL), "Misread."))));
		assertThat(facts(id).risk()).isEqualTo(RiskLevel.EXTREME);
	}

	@Test
	void needsAreNamedOrThereAreNone() {
		CaseId id = registered();
		for (Set<ImmediateNeeds.Need> contradictory : List.of(Set.<ImmediateNeeds.Need>of(),
				Set.of(ImmediateNeeds.Need.NONE, ImmediateNeeds.Need.FOOD))) {
			assertThat(as(OWNER, () -> this.needs.add(id, new ImmediateNeeds(TODAY, contradictory, true, ""))))
				.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.INCOMPLETE)));
		}
		CaseRecords.kept(as(OWNER,
				() -> this.needs.add(id, new ImmediateNeeds(TODAY, Set.of(ImmediateNeeds.Need.NONE), false, ""))));
	}

	@ParameterizedTest
	@CsvSource({ "'',refuge,steps,EMPTY", "signs,' ',steps,EMPTY", "signs,refuge,'',EMPTY" })
	void aSafetyPlanSaysSignsRefugeAndSteps(String signs, String refuge, String steps, TextRefused.Reason reason) {
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> new SafetyPlan(TODAY, signs, refuge, steps, ""))
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "👩‍👧 도망", "مرحبا \u202Eabc", "<script>alert(1)</script>", "'; drop table x; --",
			"=HYPERLINK(\"x\")\n+1\n@SUM(A1)" })
	void aSafetyPlanIsReadBackAsItWasWritten(String words) {
		CaseId id = registered();
		SafetyPlan plan = new SafetyPlan(TODAY, words, words, words, words.lines().findFirst().orElseThrow());
		CaseRecords.kept(as(OWNER, () -> this.plans.add(id, plan)));
		assertThat(as(OWNER, () -> this.plans.open(id)).getFirst().content()).isEqualTo(plan);
		assertThat(plan.signs()).isEqualTo(words);
	}

	@Test
	void aSafetyPlanTakesNoOverlongPart() {
		String words = "가".repeat(SafetyPlan.MAX_PART);
		assertThat(new SafetyPlan(TODAY, words, "b", "c", "").signs()).isEqualTo(words);
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> new SafetyPlan(TODAY, words + "가", "b", "c", ""))
			.satisfies((refused) -> assertThat(refused.max()).isEqualTo(SafetyPlan.MAX_PART));
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> new SafetyPlan(TODAY, "a", "b", "c", "d\ne"));
	}

	private BookOutcome<RiskAssessment> add(CaseId id, RiskLevel level, String note) {
		return as(OWNER, () -> this.risks.add(id, new RiskAssessment(TODAY, level, Set.of(PREGNANT), note)));
	}

}
