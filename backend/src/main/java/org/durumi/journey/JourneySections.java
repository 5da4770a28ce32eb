package org.durumi.journey;

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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.durumi.handoffs.HandoffTemplate.CASE_TRANSFER;
import static org.durumi.handoffs.HandoffTemplate.LEGAL_REFERRAL;
import static org.durumi.handoffs.HandoffTemplate.PASSAGE_TRANSFER;
import static org.durumi.handoffs.HandoffTemplate.RESETTLEMENT_REFERRAL;
import static org.durumi.handoffs.HandoffTemplate.SHELTER_REFERRAL;
import static org.durumi.handoffs.RegisteredSection.parts;

/** What can be handed over of her way. */
@Configuration(proxyBeanMethods = false)
class JourneySections {

	private static final Set<HandoffTemplate> ON_THE_WAY = EnumSet.of(SHELTER_REFERRAL, PASSAGE_TRANSFER,
			CASE_TRANSFER);

	@Bean
	HandoffSection handedLegalStatus(ProtectionDecisions decisions) {
		return new RegisteredSection("legal_status", Compartment.CORE,
				EnumSet.of(LEGAL_REFERRAL, RESETTLEMENT_REFERRAL, CASE_TRANSFER),
				List.of(HandoffField.of("decision", SharedItem.LEGAL_STATUS, LEGAL_REFERRAL, CASE_TRANSFER)),
				(opening, chosen) -> Map.of("decision",
						decisions.entries(opening)
							.stream()
							.map(BookEntry::content)
							.sorted(Comparator.comparing(ProtectionDecision::decidedOn))
							.map((one) -> parts(one.country(), one.outcome(), one.decidedOn(), one.authority(),
									one.reference()))
							.toList()));
	}

	@Bean
	HandoffSection handedShelter(Shelters shelters) {
		return new RegisteredSection("shelter", Compartment.ROUTE, ON_THE_WAY,
				List.of(HandoffField.of("region", SharedItem.LOCATION, PASSAGE_TRANSFER),
						HandoffField.of("place", SharedItem.LOCATION)),
				(opening, chosen) -> shelters.latestOfCycle(opening)
					.map((place) -> Map.of("region", RegisteredSection.value(place.region()), "place",
							RegisteredSection.value(place.place())))
					.orElse(Map.of()));
	}

	@Bean
	HandoffSection handedLegs(Legs legs) {
		return new RegisteredSection("legs", Compartment.ROUTE, EnumSet.of(PASSAGE_TRANSFER, CASE_TRANSFER),
				List.of(HandoffField.of("travelled", SharedItem.JOURNEY),
						HandoffField.of("planned", SharedItem.JOURNEY, PASSAGE_TRANSFER)),
				(opening, chosen) -> {
					List<Leg> all = legs.entries(opening)
						.stream()
						.map(BookEntry::content)
						.sorted(Comparator.comparingInt(Leg::cycle).thenComparingInt(Leg::number))
						.toList();
					return Map.of("travelled",
							all.stream()
								.filter((leg) -> leg.outcome() == Leg.Outcome.HANDED_OVER)
								.map((leg) -> parts(way(leg), leg.mode()))
								.toList(),
							"planned",
							all.stream()
								.filter(Leg::isOpen)
								.map((leg) -> parts(way(leg), leg.mode(), leg.plannedFor(), leg.handOverPoint()))
								.toList());
				});
	}

	private static String way(Leg leg) {
		return "%d. %s – %s".formatted(leg.number(), leg.from(), leg.to());
	}

}
