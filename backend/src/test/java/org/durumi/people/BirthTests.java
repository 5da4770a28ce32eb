package org.durumi.people;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BirthTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

	@ParameterizedTest
	@ValueSource(strings = { "1990", "1990-05", "1990-05-12", "2000-02-29", "~34@2026-11-01", "~0@2026-11-23" })
	void readsWhatItWrote(String encoded) {
		assertThat(Birth.parse(encoded).encode()).isEqualTo(encoded);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "90", "1990-5", "~34", "a name" })
	void readsNothingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Birth.parse(text)).withMessageNotContaining("name");
	}

	@Test
	void knowsTheDaysBetweenWhichItLies() {
		assertThat(Birth.parse("1990").earliest()).isEqualTo("1990-01-01");
		assertThat(Birth.parse("1990").latest()).isEqualTo("1990-12-31");
		assertThat(Birth.parse("1992-02").latest()).isEqualTo("1992-02-29");
		assertThat(Birth.parse("~34@2026-11-01").earliest()).isEqualTo("1991-11-02");
		assertThat(Birth.parse("~34@2026-11-01").latest()).isEqualTo("1992-11-01");
	}

	@Test
	void takesDateOrAgeOrNeither() {
		assertThat(read(1990, 5, null, null).birth()).isEqualTo(Birth.parse("1990-05"));
		assertThat(read(null, null, null, 34).birth()).isEqualTo(Birth.parse("~34@2026-11-23"));
		assertThat(read(null, null, null, null)).isEqualTo(new BirthEntry.Reading(null, Set.of()));
	}

	@Test
	void keepsTheDateWhenTheAgeAgreesOrIsCountedTheKoreanWay() {
		assertThat(read(1990, 5, 12, 36)).isEqualTo(new BirthEntry.Reading(Birth.parse("1990-05-12"), Set.of()));
		assertThat(read(1990, 5, 12, 38).refusals()).isEmpty();
	}

	@Test
	void refusesAnAgeThatContradictsTheDate() {
		assertThat(read(1990, 5, 12, 20).refusals()).containsExactly(BirthRefusal.AGE_CONTRADICTS_DATE);
		assertThat(read(1990, 5, 12, 50).refusals()).containsExactly(BirthRefusal.AGE_CONTRADICTS_DATE);
	}

	@Test
	void refusesWhatLiesAhead() {
		assertThat(read(2026, 11, 23, null).refusals()).isEmpty();
		assertThat(read(2026, 11, 24, null).refusals()).containsExactly(BirthRefusal.IN_THE_FUTURE);
		assertThat(new BirthEntry(null, null, null, 3, TODAY.plusDays(1)).read(TODAY).refusals())
			.containsExactly(BirthRefusal.ESTIMATED_IN_THE_FUTURE);
	}

	@Test
	void refusesImpossibleAges() {
		assertThat(read(null, null, null, 120).refusals()).isEmpty();
		assertThat(read(null, null, null, 121).refusals()).containsExactly(BirthRefusal.AGE_IMPOSSIBLE);
		assertThat(read(null, null, null, -1).refusals()).containsExactly(BirthRefusal.AGE_IMPOSSIBLE);
		assertThat(read(1850, null, null, null).refusals()).containsExactly(BirthRefusal.TOO_LONG_AGO);
	}

	@Test
	void refusesDatesThatAreNone() {
		assertThat(read(1990, 2, 30, null).refusals()).containsExactly(BirthRefusal.NO_SUCH_DATE);
		assertThat(read(1990, 13, null, null).refusals()).containsExactly(BirthRefusal.NO_SUCH_DATE);
		assertThat(read(0, null, null, null).refusals()).containsExactly(BirthRefusal.NO_SUCH_DATE);
		assertThat(read(null, 5, null, null).refusals()).containsExactly(BirthRefusal.YEAR_MISSING);
		assertThat(read(1990, null, 12, null).refusals()).containsExactly(BirthRefusal.MONTH_MISSING);
	}

	private static BirthEntry.Reading read(@Nullable Integer year, @Nullable Integer month, @Nullable Integer day,
			@Nullable Integer age) {
		return new BirthEntry(year, month, day, age, null).read(TODAY);
	}

}
