package org.durumi.ui.journey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.durumi.journey.Leg;
import org.durumi.journey.Legs;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.BookForm;
import org.durumi.ui.records.BookPanel;
import org.durumi.ui.records.CasePanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares how legs are planned, and moved on at one tap a step. */
@Configuration(proxyBeanMethods = false)
class LegPanel {

	private static final Field<Integer> NUMBER = Field.number("journey.leg.number", 1, Leg.MAX_NUMBER).required();

	private static final Field<String> FROM = Field.text("journey.leg.from", Leg.MAX_PLACE).required();

	private static final Field<String> TO = Field.text("journey.leg.to", Leg.MAX_PLACE).required();

	private static final Field<Leg.Mode> MODE = Field.choice("journey.leg.mode", Leg.Mode.class).required();

	private static final Field<String> HAND_OVER = Field.text("journey.leg.handOver", Leg.MAX_PLACE).required();

	private static final Field<LocalDate> PLANNED = Field.day("journey.leg.planned").required();

	private static final Field<Leg.Outcome> OUTCOME = Field.choice("journey.leg.outcome", Leg.Outcome.class);

	private static final Field<Instant> DEPARTED = Field.moment("journey.leg.departed");

	private static final Field<Instant> LAST_HEARD = Field.moment("journey.leg.lastHeard");

	private static final Field<Instant> ENDED = Field.moment("journey.leg.ended");

	private static final List<Field<?>> PLAN = List.of(NUMBER, FROM, TO, MODE, HAND_OVER, PLANNED);

	private static final List<Field<?>> COURSE = List.of(NUMBER, OUTCOME, FROM, TO, MODE, HAND_OVER, PLANNED, DEPARTED,
			LAST_HEARD, ENDED);

	@Bean
	CasePanel legsPanel(Legs legs) {
		BookForm<Leg> form = new BookForm<>("journey.legs", PLAN,
				() -> new Values().with(NUMBER, 1).with(PLANNED, Dates.today()), LegPanel::write, LegPanel::read);
		return new BookPanel<>("legs", 44, legs, form.readAs(COURSE), (caseId, values, leg) -> legs.add(caseId, leg),
				List.of(new BookPanel.Step<>("journey.leg.depart", (leg) -> leg.outcome() == Leg.Outcome.PLANNED,
						legs::depart),
						new BookPanel.Step<>("journey.leg.checkIn", (leg) -> leg.outcome() == Leg.Outcome.UNDER_WAY,
								legs::checkIn),
						new BookPanel.Step<>("journey.leg.handedOver", (leg) -> leg.outcome() == Leg.Outcome.UNDER_WAY,
								legs::handOver),
						new BookPanel.Step<>("journey.leg.abort",
								(leg) -> leg.outcome() == Leg.Outcome.PLANNED || leg.outcome() == Leg.Outcome.UNDER_WAY,
								legs::abort)));
	}

	private static Values write(Leg leg) {
		return new Values().with(NUMBER, leg.number())
			.with(FROM, leg.from())
			.with(TO, leg.to())
			.with(MODE, leg.mode())
			.with(HAND_OVER, leg.handOverPoint())
			.with(PLANNED, leg.plannedFor())
			.with(OUTCOME, leg.outcome())
			.with(DEPARTED, Optional.ofNullable(leg.departed()))
			.with(LAST_HEARD, leg.checkIns().isEmpty() ? Optional.empty() : Optional.of(leg.checkIns().getLast()))
			.with(ENDED, Optional.ofNullable(leg.ended()));
	}

	/** The plan is written anew; how far the leg has come stays. */
	private static Leg read(Values values, Optional<Leg> before) {
		Leg planned = Leg.planned(values.get(NUMBER), values.get(FROM), values.get(TO), values.get(MODE),
				values.get(HAND_OVER), values.get(PLANNED));
		return before.map(planned::asFarAs).orElse(planned);
	}

}
