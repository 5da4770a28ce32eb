package org.durumi.security.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CompartmentKeyTests {

	private static final int ATTACKS = 100_000;

	/** What Tink adds: prefix, nonce and tag. */
	private static final int OVERHEAD = 5 + 12 + 16;

	private static final UUID ROW = UUID.fromString("00000000-0000-7000-8000-000000000001");

	private static final UUID CASE = UUID.fromString("00000000-0000-7000-8000-000000000002");

	private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000003");

	private static final Cell CELL = new Cell("casework.person", "name", ROW, CASE);

	private final CompartmentKey key = RootKey.generate().newCompartmentKey();

	@ParameterizedTest
	@ValueSource(strings = { "", "리영희", "李英姬", "Ri Yŏng-hŭi", "a\u0000b", "\uD83D\uDE00" })
	void opensWhatItSealed(String text) {
		assertThat(this.key.open(CELL, seal(text))).isEqualTo(text);
	}

	@Test
	void opensAValueReadBackFromItsBytes() {
		byte[] stored = seal("Ri Yong Hui").ciphertext();

		assertThat(this.key.open(CELL, Sealed.of(stored, SealedType.TEXT))).isEqualTo("Ri Yong Hui");
	}

	@Test
	void sealsTheSameTextDifferentlyEachTime() {
		assertThat(seal("Ri Yong Hui")).isNotEqualTo(seal("Ri Yong Hui"));
	}

	@Test
	void refusesEverySingleFlippedBit() {
		byte[] sealed = seal("Ri Yong Hui").ciphertext();
		for (int bit = 0; bit < sealed.length * 8; bit++) {
			assertRefused(this.key, CELL, flipped(sealed, bit));
		}
	}

	@Test
	void refusesEveryTruncation() {
		byte[] sealed = seal("Ri Yong Hui").ciphertext();
		for (int length = 0; length < sealed.length; length++) {
			assertRefused(this.key, CELL, Arrays.copyOf(sealed, length));
		}
	}

	@Test
	void refusesAValueWithSomethingBehindIt() {
		byte[] sealed = seal("Ri Yong Hui").ciphertext();

		assertRefused(this.key, CELL, Arrays.copyOf(sealed, sealed.length + 1));
	}

	@Test
	void acceptsNoneOfAHundredThousandAlteredValues() {
		Random random = new Random(20_260_701);
		int accepted = 0;
		byte[] sealed = new byte[0];
		for (int i = 0; i < ATTACKS; i++) {
			if (i % 500 == 0) {
				sealed = seal("x".repeat(random.nextInt(600))).ciphertext();
			}
			byte[] altered = (i % 4 != 0) ? flipped(sealed, random.nextInt(sealed.length * 8))
					: Arrays.copyOf(sealed, random.nextInt(sealed.length));
			accepted += opens(this.key, CELL, altered) ? 1 : 0;
		}
		assertThat(accepted).isZero();
	}

	@Test
	void acceptsNoneOfAHundredThousandTransplantedValues() {
		int cells = 320;
		List<Cell> places = new ArrayList<>();
		List<byte[]> values = new ArrayList<>();
		for (int i = 0; i < cells; i++) {
			Cell cell = new Cell("casework.person", "name", new UUID(0x7000, i), new UUID(0x7000, i / 4));
			places.add(cell);
			values.add(this.key.seal(cell, SealedType.TEXT, "Ri Yong Hui").ciphertext());
		}
		int tried = 0;
		int accepted = 0;
		for (int from = 0; from < cells; from++) {
			for (int to = 0; to < cells; to++) {
				if (from != to) {
					tried++;
					accepted += opens(this.key, places.get(to), values.get(from)) ? 1 : 0;
				}
			}
		}
		assertThat(tried).isGreaterThan(ATTACKS);
		assertThat(accepted).isZero();
	}

	@Test
	void refusesAnotherTable() {
		assertRefused(this.key, new Cell("casework.contact", "name", ROW, CASE), seal("Ri Yong Hui").ciphertext());
	}

	@Test
	void refusesAnotherColumn() {
		assertRefused(this.key, new Cell("casework.person", "alias", ROW, CASE), seal("Ri Yong Hui").ciphertext());
	}

	@Test
	void refusesAnotherRow() {
		assertRefused(this.key, new Cell("casework.person", "name", OTHER, CASE), seal("Ri Yong Hui").ciphertext());
	}

	@Test
	void refusesAnotherCase() {
		assertRefused(this.key, new Cell("casework.person", "name", ROW, OTHER), seal("Ri Yong Hui").ciphertext());
	}

	@Test
	void refusesRowAndCaseExchanged() {
		assertRefused(this.key, new Cell("casework.person", "name", CASE, ROW), seal("Ri Yong Hui").ciphertext());
	}

	@Test
	void refusesNamesThatOnlyJoinToTheSameText() {
		byte[] sealed = this.key.seal(new Cell("ab", "c", ROW, CASE), SealedType.TEXT, "Ri Yong Hui").ciphertext();

		assertRefused(this.key, new Cell("a", "bc", ROW, CASE), sealed);
	}

	@Test
	void refusesTheKeyOfAnotherCompartment() {
		assertRefused(RootKey.generate().newCompartmentKey(), CELL, seal("Ri Yong Hui").ciphertext());
	}

	@ParameterizedTest
	@CsvSource({ "0, 28, 32", "29, 60, 64", "61, 124, 128", "125, 252, 256", "253, 508, 512", "509, 1020, 1024",
			"1021, 4092, 4096", "4093, 8188, 8192", "8189, 12284, 12288", "81917, 81920, 86016" })
	void givesAllValuesOfABucketOneLength(int shortest, int longest, int bucket) {
		assertThat(seal("x".repeat(shortest)).ciphertext()).hasSize(bucket + OVERHEAD);
		assertThat(seal("x".repeat(longest)).ciphertext()).hasSize(bucket + OVERHEAD);
		assertThat(this.key.open(CELL, seal("x".repeat(longest)))).hasSize(longest);
	}

	@Test
	void sealsTheLongestValueAndRefusesALongerOne() {
		String longest = "x".repeat(Padding.MAX_PLAINTEXT);

		assertThat(this.key.open(CELL, seal(longest))).isEqualTo(longest);
		assertThatExceptionOfType(TooLongToSeal.class).isThrownBy(() -> seal(longest + "x"));
	}

	@Test
	void countsBytesAndNotCharacters() {
		assertThatExceptionOfType(TooLongToSeal.class)
			.isThrownBy(() -> seal("가".repeat(Padding.MAX_PLAINTEXT / 3 + 1)));
	}

	@Test
	void saysNothingOfKeyOrValueAsText() {
		assertThat(this.key).hasToString("[key]");
		assertThat(seal("Ri Yong Hui")).hasToString("[sealed]");
	}

	@Test
	void refusesWithoutTheReasonOfTheCipher() {
		byte[] altered = flipped(seal("Ri Yong Hui").ciphertext(), 100);

		assertThatExceptionOfType(CannotOpen.class)
			.isThrownBy(() -> this.key.open(CELL, Sealed.of(altered, SealedType.TEXT)))
			.withNoCause()
			.withMessage("a sealed value does not open");
	}

	private Sealed<String> seal(String text) {
		return this.key.seal(CELL, SealedType.TEXT, text);
	}

	private static void assertRefused(CompartmentKey key, Cell cell, byte[] ciphertext) {
		assertThat(opens(key, cell, ciphertext)).isFalse();
	}

	private static boolean opens(CompartmentKey key, Cell cell, byte[] ciphertext) {
		try {
			key.open(cell, Sealed.of(ciphertext, SealedType.TEXT));
			return true;
		}
		catch (CannotOpen ex) {
			return false;
		}
	}

	private static byte[] flipped(byte[] bytes, int bit) {
		byte[] altered = bytes.clone();
		altered[bit / 8] ^= (byte) (1 << (bit % 8));
		return altered;
	}

}
