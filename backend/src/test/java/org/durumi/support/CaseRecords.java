package org.durumi.support;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.care.ImmediateNeeds;
import org.durumi.care.Needs;
import org.durumi.care.RiskAssessment;
import org.durumi.care.RiskAssessments;
import org.durumi.care.SafetyPlan;
import org.durumi.care.SafetyPlans;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.Condition;
import org.durumi.cases.RiskLevel;
import org.durumi.consent.Consent;
import org.durumi.consent.ConsentOutcome;
import org.durumi.consent.Consents;
import org.durumi.followup.ClosureChecklist;
import org.durumi.followup.ClosureChecklists;
import org.durumi.harm.Detention;
import org.durumi.harm.Detentions;
import org.durumi.journey.Discharge;
import org.durumi.journey.Discharges;
import org.durumi.journey.ExitClearance;
import org.durumi.journey.ExitClearances;
import org.durumi.journey.Leg;
import org.durumi.journey.Legs;
import org.durumi.journey.PassagePlan;
import org.durumi.journey.ProtectionDecision;
import org.durumi.journey.ProtectionDecisions;
import org.durumi.journey.ShelterPlace;
import org.durumi.journey.Shelters;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/** The plainest record that meets each condition of a stage move. */
@Component
public record CaseRecords(Consents consents, RiskAssessments risks, Needs needs, SafetyPlans safetyPlans,
		Shelters shelters, Legs legs, ExitClearances exits, ProtectionDecisions decisions, Discharges discharges,
		Detentions detentions, ClosureChecklists closures) {

	/** Adds it, as whoever is signed in. */
	public void add(CaseId id, Condition condition, LocalDate day) {
		switch (condition) {
			case CONSENT -> consent(id, day);
			case LAST_LEG_HANDED_OVER -> travel(id);
			default -> kept(record(id, condition, day));
		}
	}

	/** Asks for it to be kept, as whoever is signed in. */
	public BookOutcome<?> record(CaseId id, Condition condition, LocalDate day) {
		return switch (condition) {
			case RISK_ASSESSMENT, RECENT_RISK_ASSESSMENT ->
				this.risks.add(id, new RiskAssessment(day, RiskLevel.HIGH, Set.of(RiskAssessment.Factor.PREGNANT), ""));
			case IMMEDIATE_NEEDS ->
				this.needs.add(id, new ImmediateNeeds(day, Set.of(ImmediateNeeds.Need.FOOD), false, ""));
			case SHELTER_PLACE ->
				this.shelters.add(id, new ShelterPlace(ShelterPlace.Kind.SHELTER, "Jilin", "House three", day, null));
			case PLANNED_LEGS -> this.legs.add(id, leg(1, day));
			case SAFETY_PLAN -> this.safetyPlans.add(id,
					new SafetyPlan(day, "Strangers at the gate.", "The second house.", "Leave by the yard.", ""));
			case EXIT_CLEARANCE ->
				this.exits.add(id, new ExitClearance(PassagePlan.Destination.THAILAND, "Immigration Bureau", day, ""));
			case PROTECTION_GRANTED ->
				this.decisions.add(id, decision(ProtectionDecision.KOREA, ProtectionDecision.Outcome.GRANTED, day));
			case PROTECTION_REFUSED ->
				this.decisions.add(id, decision(ProtectionDecision.KOREA, ProtectionDecision.Outcome.REFUSED, day));
			case ACCEPTED_ELSEWHERE -> this.decisions.add(id, decision("CA", ProtectionDecision.Outcome.GRANTED, day));
			case DISCHARGE -> this.discharges.add(id, new Discharge(day, 12, "Incheon, 101-dong 202", day));
			case CLOSURE_CHECKLIST ->
				this.closures.add(id, new ClosureChecklist(ClosureChecklist.Reason.MOVED, day, true, true, true, ""));
			case DETENTION ->
				this.detentions.add(id, new Detention(Detention.Authority.POLICE_CHINA, "", day, "", null));
			case CONSENT, STANDING_CONSENT, LAST_LEG_HANDED_OVER, SECOND_PERSON, PLAN_COMPLETED ->
				throw new IllegalArgumentException("no record in a book meets this");
		};
	}

	/** Takes every open leg to its hand-over point. */
	private void travel(CaseId id) {
		// newest first, but the way is gone in order
		for (BookEntry<Leg> planned : this.legs.open(id).reversed()) {
			BookEntry<Leg> underWay = kept(this.legs.depart(id, planned));
			kept(this.legs.handOver(id, underWay));
		}
	}

	private void consent(CaseId id, LocalDate day) {
		assertThat(this.consents.record(id,
				new Consent(Consent.Purpose.SERVICES, Consent.Form.ORALLY, Language.KOREAN, "2026-1", day, "")))
			.isInstanceOf(ConsentOutcome.Recorded.class);
	}

	public static Leg leg(int number, LocalDate day) {
		return Leg.planned(number, "Yanji", "the river", Leg.Mode.CAR, "By the station clock", day);
	}

	private static ProtectionDecision decision(String country, ProtectionDecision.Outcome outcome, LocalDate day) {
		return new ProtectionDecision(country, outcome, "Ministry of Unification", day, "");
	}

	/** The entry that was kept. */
	public static <T> BookEntry<T> kept(BookOutcome<T> outcome) {
		assertThat(outcome).isInstanceOf(BookOutcome.Kept.class);
		return ((BookOutcome.Kept<T>) outcome).entry();
	}

}
