package org.durumi.sample;

import org.durumi.care.Needs;
import org.durumi.care.RiskAssessments;
import org.durumi.care.SafetyPlans;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseNotes;
import org.durumi.cases.CasePages;
import org.durumi.cases.CaseRegistration;
import org.durumi.cases.CaseStages;
import org.durumi.cases.StageApprovals;
import org.durumi.consent.Consents;
import org.durumi.followup.ClosureChecklists;
import org.durumi.followup.Contacts;
import org.durumi.followup.PlanTasks;
import org.durumi.harm.Detentions;
import org.durumi.journey.Discharges;
import org.durumi.journey.ExitClearances;
import org.durumi.journey.Legs;
import org.durumi.journey.PassagePlans;
import org.durumi.journey.ProtectionDecisions;
import org.durumi.journey.Shelters;
import org.durumi.people.DuplicateSearch;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The services that people use, which the sample uses likewise. */
@Component
@Profile("demo")
record SampleServices(DuplicateSearch duplicates, CaseRegistration registration, CaseList list, CasePages pages,
		CaseStages stages, StageApprovals approvals, CaseNotes notes, Consents consents, RiskAssessments risks,
		Needs needs, SafetyPlans safetyPlans, Shelters shelters, PassagePlans plans, Legs legs, ExitClearances exits,
		ProtectionDecisions decisions, Discharges discharges, Detentions detentions, Contacts contacts, PlanTasks tasks,
		ClosureChecklists closures) {
}
