package org.durumi.harm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
class HarmSectionsTests {

	private static final LocalDate DAY = LocalDate.of(2020, 1, 2);

	@Test
	void cyclesStandInTheirOrder() {
		Cycles cycles = mock(Cycles.class);
		when(cycles.entries(any())).thenReturn(entries(new Cycle(10, null, Cycle.Ending.ONGOING, null, false),
				new Cycle(2, 2019, Cycle.Ending.REPATRIATED, DAY, true)));
		assertThat(new HarmSections().handedCycles(cycles).read(mock(Opening.class), Set.of("escapes")))
			.containsExactly(entry("escapes", List.of("2. 2019 · REPATRIATED · 2020-01-02", "10. · ONGOING")));
	}

	@Test
	void detentionsStandByTheirDay() {
		Detentions detentions = mock(Detentions.class);
		when(detentions.entries(any()))
			.thenReturn(entries(new Detention(Detention.Authority.UNKNOWN, "", DAY.plusYears(1), "", null),
					new Detention(Detention.Authority.POLICE_CHINA, "Tumen", DAY, "Border", DAY.plusDays(3))));
		Map<String, List<String>> read = new HarmSections().handedDetentions(detentions)
			.read(mock(Opening.class), Set.of("held", "charge"));
		assertThat(read).containsOnly(
				entry("held", List.of("POLICE_CHINA · Tumen · 2020-01-02 – 2020-01-05", "UNKNOWN · 2021-01-02 –")),
				entry("charge", List.of("Border")));
	}

	@SafeVarargs
	private static <T> List<BookEntry<T>> entries(T... contents) {
		return Arrays.stream(contents)
			.map((content) -> new BookEntry<>(UUID.randomUUID(), 0, Instant.EPOCH, UUID.randomUUID(), content))
			.toList();
	}

}
