package org.durumi.ui.harm;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.durumi.harm.Cycle;
import org.durumi.harm.Cycles;
import org.durumi.harm.Detention;
import org.durumi.harm.Detentions;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.BookForm;
import org.durumi.ui.records.BookPanel;
import org.durumi.ui.records.CasePanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares how detentions and cycles are asked and shown. */
@Configuration(proxyBeanMethods = false)
class HarmPanels {

	private static final Field<Detention.Authority> AUTHORITY = Field
		.choice("harm.detention.authority", Detention.Authority.class)
		.required();

	private static final Field<String> PLACE = Field.text("harm.detention.place", Detention.MAX_PART);

	private static final Field<LocalDate> SINCE = Field.day("harm.detention.since").required().notInFuture();

	private static final Field<String> CHARGE = Field.text("harm.detention.charge", Detention.MAX_PART);

	private static final Field<LocalDate> RELEASED = Field.day("harm.detention.released").notInFuture();

	private static final Field<Integer> NUMBER = Field.number("harm.cycle.number", 1, 99).required();

	private static final Field<Integer> CROSSED = Field.number("harm.cycle.crossed", 1945, 2100);

	private static final Field<Cycle.Ending> ENDING = Field.choice("harm.cycle.ending", Cycle.Ending.class).required();

	private static final Field<LocalDate> ENDED = Field.day("harm.cycle.ended").notInFuture();

	private static final Field<Boolean> BEFORE_US = Field.tick("harm.cycle.beforeUs");

	@Bean
	CasePanel detentionPanel(Detentions book) {
		return new BookPanel<>("detention", 60, book, new BookForm<>("harm.detention",
				List.of(AUTHORITY, PLACE, SINCE, CHARGE, RELEASED), () -> new Values().with(SINCE, Dates.today()),
				(detention) -> new Values().with(AUTHORITY, detention.authority())
					.with(PLACE, detention.place())
					.with(SINCE, detention.since())
					.with(CHARGE, detention.charge())
					.with(RELEASED, Optional.ofNullable(detention.released())),
				(values, before) -> new Detention(values.get(AUTHORITY), values.find(PLACE).orElse(""),
						values.get(SINCE), values.find(CHARGE).orElse(""), values.find(RELEASED).orElse(null))));
	}

	@Bean
	CasePanel cyclesPanel(Cycles book) {
		return new BookPanel<>("cycles", 62, book,
				new BookForm<>("harm.cycle", List.of(NUMBER, CROSSED, ENDING, ENDED, BEFORE_US),
						() -> new Values().with(NUMBER, 1),
						(cycle) -> new Values().with(NUMBER, cycle.number())
							.with(CROSSED, Optional.ofNullable(cycle.crossedInYear()))
							.with(ENDING, cycle.ending())
							.with(ENDED, Optional.ofNullable(cycle.endedOn()))
							.with(BEFORE_US, cycle.beforeUs()),
						(values, before) -> new Cycle(values.get(NUMBER), values.find(CROSSED).orElse(null),
								values.get(ENDING), values.find(ENDED).orElse(null), values.isTicked(BEFORE_US))));
	}

}
