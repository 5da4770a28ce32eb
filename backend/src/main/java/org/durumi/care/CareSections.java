package org.durumi.care;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.durumi.consent.SharedItem;
import org.durumi.handoffs.HandoffField;
import org.durumi.handoffs.HandoffSection;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.handoffs.RegisteredSection;
import org.durumi.reference.Compartment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.durumi.handoffs.HandoffTemplate.CASE_TRANSFER;
import static org.durumi.handoffs.HandoffTemplate.LEGAL_REFERRAL;
import static org.durumi.handoffs.HandoffTemplate.MEDICAL_REFERRAL;
import static org.durumi.handoffs.HandoffTemplate.PASSAGE_TRANSFER;
import static org.durumi.handoffs.HandoffTemplate.SHELTER_REFERRAL;
import static org.durumi.handoffs.RegisteredSection.value;
import static org.durumi.handoffs.RegisteredSection.values;

/** What can be handed over of what she needs and what endangers her. */
@Configuration(proxyBeanMethods = false)
class CareSections {

	@Bean
	HandoffSection handedNeeds(Needs needs) {
		return new RegisteredSection("needs", Compartment.HEALTH,
				EnumSet.of(MEDICAL_REFERRAL, SHELTER_REFERRAL, PASSAGE_TRANSFER, CASE_TRANSFER),
				List.of(HandoffField.of("needs", SharedItem.HEALTH, MEDICAL_REFERRAL, SHELTER_REFERRAL,
						PASSAGE_TRANSFER, CASE_TRANSFER),
						HandoffField.of("needs_note", SharedItem.HEALTH, MEDICAL_REFERRAL)),
				(opening, chosen) -> needs.latest(opening)
					.map((latest) -> Map.of("needs", values(latest.needs()), "needs_note", value(latest.note())))
					.orElse(Map.of()));
	}

	@Bean
	HandoffSection handedRisk(RiskAssessments risks) {
		return new RegisteredSection("risk", Compartment.HARM, EnumSet.allOf(HandoffTemplate.class),
				List.of(HandoffField.of("factors", SharedItem.RISK, SHELTER_REFERRAL, CASE_TRANSFER),
						HandoffField.of("assessed_on", SharedItem.RISK, SHELTER_REFERRAL, CASE_TRANSFER),
						HandoffField.of("risk_note", SharedItem.RISK)),
				(opening, chosen) -> risks.latest(opening)
					.map((latest) -> Map.of("factors", values(latest.factors()), "assessed_on",
							value(latest.assessedOn()), "risk_note", value(latest.note())))
					.orElse(Map.of()));
	}

	@Bean
	HandoffSection handedSafetyPlan(SafetyPlans plans) {
		return new RegisteredSection("safety_plan", Compartment.HARM,
				EnumSet.of(LEGAL_REFERRAL, SHELTER_REFERRAL, PASSAGE_TRANSFER, CASE_TRANSFER),
				List.of(HandoffField.of("signs", SharedItem.RISK, SHELTER_REFERRAL),
						HandoffField.of("steps", SharedItem.RISK, SHELTER_REFERRAL),
						HandoffField.of("refuge", SharedItem.LOCATION)),
				(opening, chosen) -> plans.latest(opening)
					.map((plan) -> Map.of("signs", value(plan.signs()), "steps", value(plan.steps()), "refuge",
							value(plan.refuge())))
					.orElse(Map.of()));
	}

}
