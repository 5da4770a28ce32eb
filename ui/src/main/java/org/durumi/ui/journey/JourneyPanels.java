package org.durumi.ui.journey;

import java.time.LocalDate;
import java.util.List;

import org.durumi.journey.Discharge;
import org.durumi.journey.Discharges;
import org.durumi.journey.ExitClearance;
import org.durumi.journey.ExitClearances;
import org.durumi.journey.PassagePlan;
import org.durumi.journey.PassagePlans;
import org.durumi.journey.ProtectionDecision;
import org.durumi.journey.ProtectionDecisions;
import org.durumi.journey.ShelterPlace;
import org.durumi.journey.Shelters;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.BookForm;
import org.durumi.ui.records.BookPanel;
import org.durumi.ui.records.CasePanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares how the records of the way are asked and shown; {@link LegPanel} apart. */
@Configuration(proxyBeanMethods = false)
class JourneyPanels {

	private static final Field<ShelterPlace.Kind> KIND = Field.choice("journey.shelter.kind", ShelterPlace.Kind.class)
		.required();

	private static final Field<String> REGION = Field.text("journey.shelter.region", ShelterPlace.MAX_PLACE).required();

	private static final Field<String> PLACE = Field.text("journey.shelter.place", ShelterPlace.MAX_PLACE).required();

	private static final Field<LocalDate> FROM = Field.day("journey.from").required().notInFuture();

	private static final Field<LocalDate> UNTIL = Field.day("journey.until");

	private static final Field<PassagePlan.Destination> DESTINATION = Field
		.choice("journey.plan.destination", PassagePlan.Destination.class)
		.required();

	private static final Field<LocalDate> START = Field.day("journey.plan.start").required();

	private static final Field<Integer> PEOPLE = Field.number("journey.plan.people", 1, PassagePlan.MAX_PEOPLE)
		.required();

	private static final Field<String> AGES = Field.text("journey.plan.ages", PassagePlan.MAX_PART);

	private static final Field<String> MEDICAL = Field.longText("journey.plan.medical", PassagePlan.MAX_PART);

	private static final Field<String> SIGN = Field.text("journey.plan.sign", PassagePlan.MAX_PART);

	private static final Field<String> CODE_WORD = Field.text("journey.plan.codeWord", PassagePlan.MAX_PART);

	private static final Field<PassagePlan.Destination> COUNTRY = Field
		.choice("journey.exit.country", PassagePlan.Destination.class)
		.required();

	private static final Field<String> AUTHORITY = Field.text("journey.authority", ExitClearance.MAX_PART).required();

	private static final Field<LocalDate> GRANTED = Field.day("journey.exit.granted").required().notInFuture();

	private static final Field<String> REFERENCE = Field.text("journey.reference", ExitClearance.MAX_PART);

	private static final Field<String> STATE = Field.text("journey.decision.state", 2)
		.required()
		.check((code) -> code.matches("[A-Za-z]{2}"), "journey.decision.state.unknown");

	private static final Field<ProtectionDecision.Outcome> OUTCOME = Field
		.choice("journey.decision.outcome", ProtectionDecision.Outcome.class)
		.required();

	private static final Field<LocalDate> DECIDED = Field.day("journey.decision.decided").required().notInFuture();

	private static final Field<LocalDate> DISCHARGED = Field.day("journey.discharge.on").required().notInFuture();

	private static final Field<Integer> WEEKS = Field.number("journey.discharge.weeks", 0, Discharge.MAX_WEEKS)
		.required();

	private static final Field<String> ADDRESS = Field.longText("journey.discharge.address", Discharge.MAX_ADDRESS)
		.required();

	private static final Field<LocalDate> LIVES_FROM = Field.day("journey.discharge.from").required().notInFuture();

	@Bean
	CasePanel shelterPanel(Shelters book) {
		return new BookPanel<>("shelter", 40, book,
				new BookForm<>("journey.shelter", List.of(KIND, REGION, PLACE, FROM, UNTIL),
						() -> new Values().with(FROM, Dates.today()),
						(place) -> new Values().with(KIND, place.kind())
							.with(REGION, place.region())
							.with(PLACE, place.place())
							.with(FROM, place.from())
							.with(UNTIL, java.util.Optional.ofNullable(place.until())),
						(values, before) -> new ShelterPlace(values.get(KIND), values.get(REGION), values.get(PLACE),
								values.get(FROM), values.find(UNTIL).orElse(null))));
	}

	@Bean
	CasePanel passagePanel(PassagePlans book) {
		return new BookPanel<>("passage", 42, book,
				new BookForm<>("journey.plan", List.of(DESTINATION, START, PEOPLE, AGES, MEDICAL, SIGN, CODE_WORD),
						() -> new Values().with(PEOPLE, 1),
						(plan) -> new Values().with(DESTINATION, plan.destination())
							.with(START, plan.start())
							.with(PEOPLE, plan.people())
							.with(AGES, plan.ages())
							.with(MEDICAL, plan.medical())
							.with(SIGN, plan.sign())
							.with(CODE_WORD, plan.codeWord()),
						(values, before) -> new PassagePlan(values.get(DESTINATION), values.get(START),
								values.get(PEOPLE), values.find(AGES).orElse(""), values.find(MEDICAL).orElse(""),
								values.find(SIGN).orElse(""), values.find(CODE_WORD).orElse(""))));
	}

	@Bean
	CasePanel exitClearancePanel(ExitClearances book) {
		return new BookPanel<>("exit-clearance", 50, book,
				new BookForm<>("journey.exit", List.of(COUNTRY, AUTHORITY, GRANTED, REFERENCE),
						() -> new Values().with(GRANTED, Dates.today()),
						(exit) -> new Values().with(COUNTRY, exit.country())
							.with(AUTHORITY, exit.authority())
							.with(GRANTED, exit.grantedOn())
							.with(REFERENCE, exit.reference()),
						(values, before) -> new ExitClearance(values.get(COUNTRY), values.get(AUTHORITY),
								values.get(GRANTED), values.find(REFERENCE).orElse(""))));
	}

	@Bean
	CasePanel decisionPanel(ProtectionDecisions book) {
		return new BookPanel<>("decision", 52, book,
				new BookForm<>("journey.decision", List.of(STATE, OUTCOME, AUTHORITY, DECIDED, REFERENCE),
						() -> new Values().with(STATE, ProtectionDecision.KOREA).with(DECIDED, Dates.today()),
						(decision) -> new Values().with(STATE, decision.country())
							.with(OUTCOME, decision.outcome())
							.with(AUTHORITY, decision.authority())
							.with(DECIDED, decision.decidedOn())
							.with(REFERENCE, decision.reference()),
						(values, before) -> new ProtectionDecision(values.get(STATE).toUpperCase(java.util.Locale.ROOT),
								values.get(OUTCOME), values.get(AUTHORITY), values.get(DECIDED),
								values.find(REFERENCE).orElse(""))));
	}

	@Bean
	CasePanel dischargePanel(Discharges book) {
		return new BookPanel<>("discharge", 54, book, new BookForm<>("journey.discharge",
				List.of(DISCHARGED, WEEKS, ADDRESS, LIVES_FROM),
				() -> new Values().with(DISCHARGED, Dates.today()).with(WEEKS, 12).with(LIVES_FROM, Dates.today()),
				(discharge) -> new Values().with(DISCHARGED, discharge.dischargedOn())
					.with(WEEKS, discharge.weeks())
					.with(ADDRESS, discharge.address())
					.with(LIVES_FROM, discharge.livesThereFrom()),
				(values, before) -> new Discharge(values.get(DISCHARGED), values.get(WEEKS), values.get(ADDRESS),
						values.get(LIVES_FROM))));
	}

}
