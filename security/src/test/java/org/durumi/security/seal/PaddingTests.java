package org.durumi.security.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PaddingTests {

	@Test
	void returnsWhatItPaddedAtEveryLengthUpToAPageAndMore() {
		for (int length = 0; length <= 9_000; length++) {
			byte[] plaintext = new byte[length];
			Arrays.fill(plaintext, (byte) length);
			assertThat(Padding.unpad(Padding.pad(plaintext))).isEqualTo(plaintext);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, 29, Integer.MAX_VALUE })
	void refusesALengthThatDoesNotFit(int length) {
		byte[] padded = ByteBuffer.allocate(32).putInt(length).array();

		assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> Padding.unpad(padded));
	}

	@Test
	void refusesWhatIsTooShortToHoldALength() {
		assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> Padding.unpad(new byte[3]));
	}

}
