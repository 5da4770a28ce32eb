package org.durumi.cases;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CaseNumberTests {

	private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	@Test
	void numbersAreValidAndDoNotRepeat() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 2_000; i++) {
			String number = CaseNumber.random().value();
			assertThat(CaseNumber.isValid(number)).isTrue();
			seen.add(number);
		}
		assertThat(seen).hasSize(2_000);
	}

	@Test
	void oneWrongCharacterIsAlwaysNoticed() {
		String number = CaseNumber.random().value();
		for (int place = 0; place < number.length(); place++) {
			if (number.charAt(place) != '-') {
				for (char other : ALPHABET.toCharArray()) {
					String slip = number.substring(0, place) + other + number.substring(place + 1);
					assertThat(CaseNumber.isValid(slip)).as(slip).isEqualTo(slip.equals(number));
				}
			}
		}
	}

	@Test
	void whatHasAnotherShapeIsNoNumber() {
		assertThat(CaseNumber.isValid("")).isFalse();
		assertThat(CaseNumber.isValid("22222222")).isFalse();
		assertThat(CaseNumber.isValid("0000-0000")).isFalse();
		assertThat(CaseNumber.isValid("가나다라-마바사아")).isFalse();
	}

}
