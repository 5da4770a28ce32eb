package org.durumi.cases;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CaseNumberTests {

	private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	@Test
	void isRandomAndNeverACounter() {
		Set<String> numbers = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			String number = CaseNumber.random().value();
			assertThat(CaseNumber.isValid(number)).as(number).isTrue();
			numbers.add(number.substring(0, 4));
		}
		// a counter would fill few of the million first halves
		assertThat(numbers).hasSizeGreaterThan(950);
	}

	@Test
	void noticesASlipOfOneCharacter() {
		String number = CaseNumber.random().value();
		for (int at = 0; at < number.length(); at++) {
			for (char other : ALPHABET.toCharArray()) {
				if (number.charAt(at) != other) {
					String slip = number.substring(0, at) + other + number.substring(at + 1);
					assertThat(CaseNumber.isValid(slip)).as(slip).isFalse();
				}
			}
		}
	}

	@Test
	void noticesTwoNeighboursThatChangedPlaces() {
		String number = CaseNumber.random().value();
		for (int at : new int[] { 0, 1, 2, 5, 6, 7 }) {
			String pair = number.substring(at, at + 2);
			if (pair.charAt(0) != pair.charAt(1) && !Set.of("2Z", "Z2").contains(pair)) {
				String slip = number.substring(0, at) + pair.charAt(1) + pair.charAt(0) + number.substring(at + 2);
				assertThat(CaseNumber.isValid(slip)).as(slip).isFalse();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7KQ2M9XD", "7KQ2-M9X", "7KQ2-M9XDD", "7kq2-m9xd", "0000-0000", "7KQ2_M9XD", "----" })
	void isNothingElse(String text) {
		assertThat(CaseNumber.isValid(text)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new CaseNumber(text));
	}

}
