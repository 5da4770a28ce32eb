package org.durumi.people;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumbersTests {

	@ParameterizedTest
	@CsvSource({ "010-5555-0142, +82 10 5555 0142", "010 5555 0142, 0082-(0)10-5555-0142",
			"139 5550 0142, +86 13955500142", "１３９５５５００１４２, 13955500142", "wechat 13955500142, 139-5550-0142",
			"0433 555 0142, +86 433 5550142" })
	void findsTheSameNumberHoweverItIsWritten(String one, String other) {
		assertThat(PhoneNumbers.of(one).likeness(PhoneNumbers.of(other))).contains(Strength.SAME);
	}

	@ParameterizedTest
	@CsvSource({ "010-5555-0142, 010-5555-0143", "5550142, 139 5550 0142", "+86 13955500142, +82 13955500142",
			"0142, 0142" })
	void doesNotFindAnotherNumber(String one, String other) {
		assertThat(PhoneNumbers.of(one).likeness(PhoneNumbers.of(other))).isEmpty();
	}

}
