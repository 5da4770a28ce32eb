package org.durumi.review;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.durumi.reference.CaseId;
import org.durumi.review.Accesses.By;
import org.durumi.review.Accesses.Measure;
import org.durumi.review.Accesses.OnCase;
import org.durumi.review.Accesses.Person;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands out against colleagues, and what does not. */
class AccessesTests {

	private static final LocalDate DAY = LocalDate.of(2026, 3, 9);

	@Test
	void whoDidThreeTimesWhatTheOthersDidStandsOut() {
		Accesses accesses = people(4, 6, 15, 8);
		assertThat(accesses.median(Measure.CASES)).hasValue(7);
		assertThat(accesses.medianOfOthers(accesses.people().get(2), Measure.CASES)).hasValue(6);
		assertThat(outstanding(accesses)).isEmpty();
		assertThat(outstanding(people(4, 6, 18, 8))).containsExactly(18);
	}

	@Test
	void littleStandsOutAgainstNobody() {
		assertThat(outstanding(people(1, 1, 9))).isEmpty();
		assertThat(outstanding(people(1, 1, 10))).containsExactly(10);
	}

	@Test
	void whoIsAloneIsComparedWithNobody() {
		Accesses alone = people(400);
		assertThat(alone.medianOfOthers(alone.people().getFirst(), Measure.CASES)).isEmpty();
		assertThat(outstanding(alone)).isEmpty();
		assertThat(outstanding(people(400, 0))).containsExactly(400);
	}

	@Test
	void aCaseStandsOutByManyPeopleOrManyLooks() {
		Accesses accesses = new Accesses(DAY, DAY, ZoneOffset.UTC, List.of(), List.of(), 9, 1, 8);
		assertThat(accesses.standsOut(looked(3, 1))).isFalse();
		assertThat(accesses.standsOut(looked(4, 1))).isTrue();
		assertThat(accesses.standsOut(looked(1, 29))).isFalse();
		assertThat(accesses.standsOut(looked(1, 30))).isTrue();
		Accesses busy = new Accesses(DAY, DAY, ZoneOffset.UTC, List.of(), List.of(), 9, 2, 11);
		assertThat(busy.standsOut(looked(5, 6))).isFalse();
		assertThat(busy.standsOut(looked(6, 1))).isTrue();
		assertThat(new Accesses(DAY, DAY, ZoneOffset.UTC, List.of(), List.of(), 1, 9, 90).standsOut(looked(9, 10)))
			.as("the only case")
			.isFalse();
	}

	private static Accesses people(int... cases) {
		return new Accesses(DAY, DAY, ZoneOffset.UTC,
				IntStream.range(0, cases.length)
					.mapToObj((n) -> new Person(new UUID(0, n), "N" + n, true, Collections.nCopies(24, 0),
							Map.of(Measure.CASES, cases[n])))
					.toList(),
				List.of(), 0, 0, 0);
	}

	private static List<Integer> outstanding(Accesses accesses) {
		return accesses.people()
			.stream()
			.filter((person) -> accesses.standsOut(person, Measure.CASES))
			.map((person) -> person.figure(Measure.CASES))
			.toList();
	}

	private static OnCase looked(int people, int times) {
		return new OnCase(new CaseId(new UUID(0, 1)), "Amber Crane 12",
				IntStream.range(0, people).mapToObj((n) -> new By(new UUID(0, n), "N" + n, times)).toList());
	}

}
