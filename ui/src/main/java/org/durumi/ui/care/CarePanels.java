package org.durumi.ui.care;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.durumi.care.ImmediateNeeds;
import org.durumi.care.Needs;
import org.durumi.care.RiskAssessment;
import org.durumi.care.RiskAssessments;
import org.durumi.care.SafetyPlan;
import org.durumi.care.SafetyPlans;
import org.durumi.cases.RiskLevel;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.BookForm;
import org.durumi.ui.records.BookPanel;
import org.durumi.ui.records.CasePanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares how the records of care are asked and shown. */
@Configuration(proxyBeanMethods = false)
class CarePanels {

	private static final Field<LocalDate> ASSESSED = Field.day("care.assessed").required().notInFuture();

	private static final Field<RiskLevel> LEVEL = Field.choice("care.risk.level", RiskLevel.class).required();

	private static final Field<Set<RiskAssessment.Factor>> FACTORS = Field.choices("care.risk.factors",
			RiskAssessment.Factor.class);

	private static final Field<String> RISK_NOTE = Field.longText("care.note", RiskAssessment.MAX_NOTE);

	private static final Field<Set<ImmediateNeeds.Need>> NEEDS = Field
		.choices("care.needs.needs", ImmediateNeeds.Need.class)
		.required();

	private static final Field<Boolean> URGENT = Field.tick("care.needs.urgent");

	private static final Field<String> NEEDS_NOTE = Field.longText("care.note", ImmediateNeeds.MAX_NOTE);

	private static final Field<LocalDate> AGREED = Field.day("care.plan.agreed").required().notInFuture();

	private static final Field<String> SIGNS = Field.longText("care.plan.signs", SafetyPlan.MAX_PART).required();

	private static final Field<String> REFUGE = Field.longText("care.plan.refuge", SafetyPlan.MAX_PART).required();

	private static final Field<String> STEPS = Field.longText("care.plan.steps", SafetyPlan.MAX_PART).required();

	private static final Field<String> CODE_WORD = Field.text("care.plan.codeWord", SafetyPlan.MAX_CODE_WORD);

	@Bean
	CasePanel riskPanel(RiskAssessments book) {
		return new BookPanel<>("risk", 30, book,
				new BookForm<>("care.risk", List.of(ASSESSED, LEVEL, FACTORS, RISK_NOTE),
						() -> new Values().with(ASSESSED, Dates.today()),
						(risk) -> new Values().with(ASSESSED, risk.assessedOn())
							.with(LEVEL, risk.level())
							.with(FACTORS, risk.factors())
							.with(RISK_NOTE, risk.note()),
						(values, before) -> new RiskAssessment(values.get(ASSESSED), values.get(LEVEL),
								values.find(FACTORS).orElse(Set.of()), values.find(RISK_NOTE).orElse(""))));
	}

	@Bean
	CasePanel needsPanel(Needs book) {
		return new BookPanel<>("needs", 32, book,
				new BookForm<>("care.needs", List.of(ASSESSED, NEEDS, URGENT, NEEDS_NOTE),
						() -> new Values().with(ASSESSED, Dates.today()),
						(needs) -> new Values().with(ASSESSED, needs.assessedOn())
							.with(NEEDS, needs.needs())
							.with(URGENT, needs.urgent())
							.with(NEEDS_NOTE, needs.note()),
						(values, before) -> new ImmediateNeeds(values.get(ASSESSED), values.get(NEEDS),
								values.isTicked(URGENT), values.find(NEEDS_NOTE).orElse(""))));
	}

	@Bean
	CasePanel safetyPlanPanel(SafetyPlans book) {
		return new BookPanel<>("safety-plan", 34, book,
				new BookForm<>("care.plan", List.of(AGREED, SIGNS, REFUGE, STEPS, CODE_WORD),
						() -> new Values().with(AGREED, Dates.today()),
						(plan) -> new Values().with(AGREED, plan.agreedOn())
							.with(SIGNS, plan.signs())
							.with(REFUGE, plan.refuge())
							.with(STEPS, plan.steps())
							.with(CODE_WORD, plan.codeWord()),
						(values, before) -> new SafetyPlan(values.get(AGREED), values.get(SIGNS), values.get(REFUGE),
								values.get(STEPS), values.find(CODE_WORD).orElse(""))));
	}

}
