package org.durumi.harm;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.durumi.cases.BookEntry;
import org.durumi.consent.SharedItem;
import org.durumi.handoffs.HandoffField;
import org.durumi.handoffs.HandoffSection;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.handoffs.RegisteredSection;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.durumi.handoffs.HandoffTemplate.CASE_TRANSFER;
import static org.durumi.handoffs.HandoffTemplate.LEGAL_REFERRAL;
import static org.durumi.handoffs.RegisteredSection.parts;

/** What can be handed over of what was done to her. */
@Configuration(proxyBeanMethods = false)
class HarmSections {

	private static final Set<HandoffTemplate> PURPOSES = EnumSet.of(LEGAL_REFERRAL, CASE_TRANSFER);

	@Bean
	HandoffSection handedCycles(Cycles cycles) {
		return new RegisteredSection("cycles", Compartment.HARM, PURPOSES,
				List.of(HandoffField.of("escapes", SharedItem.DETENTION, CASE_TRANSFER)),
				(opening, chosen) -> Map.of("escapes",
						cycles.entries(opening)
							.stream()
							.map(BookEntry::content)
							.sorted(Comparator.comparingInt(Cycle::number))
							.map((cycle) -> parts((cycle.number() + ". " + shown(cycle.crossedInYear())).strip(),
									cycle.ending(), cycle.endedOn()))
							.toList()));
	}

	@Bean
	HandoffSection handedDetentions(Detentions detentions) {
		return new RegisteredSection("detentions", Compartment.HARM, PURPOSES,
				List.of(HandoffField.of("held", SharedItem.DETENTION, LEGAL_REFERRAL),
						HandoffField.of("charge", SharedItem.DETENTION, LEGAL_REFERRAL)),
				(opening, chosen) -> {
					List<Detention> all = detentions.entries(opening)
						.stream()
						.map(BookEntry::content)
						.sorted(Comparator.comparing(Detention::since))
						.toList();
					return Map.of("held",
							all.stream()
								.map((one) -> parts(one.authority(), one.place(),
										(one.since() + " – " + shown(one.released())).strip()))
								.toList(),
							"charge", all.stream().map(Detention::charge).filter((text) -> !text.isEmpty()).toList());
				});
	}

	private static String shown(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

}
