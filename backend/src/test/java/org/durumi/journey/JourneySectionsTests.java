package org.durumi.journey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.cases.BookEntry;
import org.durumi.keys.Opening;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** What is handed over keeps its codes, in the order in which it happened. */
class JourneySectionsTests {

	private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

	@Test
	void legsStandInTheirOrder() {
		Legs legs = mock(Legs.class);
		when(legs.entries(any())).thenReturn(entries(leg(10), leg(2), leg(3).ending(Instant.EPOCH, Leg.Outcome.ABORTED),
				leg(1).ending(Instant.EPOCH, Leg.Outcome.HANDED_OVER)));
		assertThat(new JourneySections().handedLegs(legs).read(mock(Opening.class), Set.of("travelled", "planned")))
			.containsOnly(entry("travelled", List.of("1. Yanji – Kunming · TRAIN")),
					entry("planned", List.of("2. Yanji – Kunming · TRAIN · 2026-03-04 · gate",
							"10. Yanji – Kunming · TRAIN · 2026-03-04 · gate")));
	}

	@Test
	void decisionsStandByTheirDay() {
		ProtectionDecisions decisions = mock(ProtectionDecisions.class);
		when(decisions.entries(any())).thenReturn(entries(decision(ProtectionDecision.Outcome.GRANTED, DAY, "7"),
				decision(ProtectionDecision.Outcome.REFUSED, DAY.minusYears(1), "")));
		assertThat(new JourneySections().handedLegalStatus(decisions).read(mock(Opening.class), Set.of("decision")))
			.containsExactly(entry("decision",
					List.of("KR · REFUSED · 2025-03-04 · MOU", "KR · GRANTED · 2026-03-04 · MOU · 7")));
	}

	private static Leg leg(int number) {
		return Leg.planned(number, "Yanji", "Kunming", Leg.Mode.TRAIN, "gate", DAY);
	}

	private static ProtectionDecision decision(ProtectionDecision.Outcome outcome, LocalDate on, String reference) {
		return new ProtectionDecision(ProtectionDecision.KOREA, outcome, "MOU", on, reference);
	}

	@SafeVarargs
	private static <T> List<BookEntry<T>> entries(T... contents) {
		return Arrays.stream(contents)
			.map((content) -> new BookEntry<>(UUID.randomUUID(), 0, Instant.EPOCH, UUID.randomUUID(), content))
			.toList();
	}

}
