package org.durumi.security.seal;

import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RootKeyTests {

	private static final UUID CASE = UUID.fromString("00000000-0000-7000-8000-000000000001");

	private static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000002");

	private static final Cell CELL = new Cell("casework.person", "name", OTHER, CASE);

	private final RootKey root = RootKey.generate();

	private final CompartmentKey key = this.root.newCompartmentKey();

	@Test
	void unwrapsAKeyThatOpensWhatTheWrappedOneSealed() {
		Sealed<String> sealed = this.key.seal(CELL, SealedType.TEXT, "Ri Yong Hui");

		CompartmentKey unwrapped = this.root.unwrap(this.root.wrap(this.key, CASE, "IDENTITY"), CASE, "IDENTITY");

		assertThat(unwrapped.open(CELL, sealed)).isEqualTo("Ri Yong Hui");
	}

	@Test
	void unwrapsAfterTheKeysetWasWrittenAndReadAgain() {
		Sealed<String> sealed = this.key.seal(CELL, SealedType.TEXT, "Ri Yong Hui");
		byte[] wrapped = this.root.wrap(this.key, CASE, "IDENTITY");

		RootKey read = RootKey.parse(this.root.serialize());

		assertThat(read.id()).isEqualTo(this.root.id());
		assertThat(read.unwrap(wrapped, CASE, "IDENTITY").open(CELL, sealed)).isEqualTo("Ri Yong Hui");
	}

	@Test
	void refusesAnotherCase() {
		assertRefused(this.root, this.root.wrap(this.key, CASE, "IDENTITY"), OTHER, "IDENTITY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HARM", "identity", "IDENTITY ", "" })
	void refusesAnotherCompartment(String compartment) {
		assertRefused(this.root, this.root.wrap(this.key, CASE, "IDENTITY"), CASE, compartment);
	}

	@Test
	void refusesAnotherRoot() {
		assertRefused(RootKey.generate(), this.root.wrap(this.key, CASE, "IDENTITY"), CASE, "IDENTITY");
	}

	@Test
	void refusesEveryFlippedBitOfAWrappedKey() {
		byte[] wrapped = this.root.wrap(this.key, CASE, "IDENTITY");
		for (int bit = 0; bit < wrapped.length * 8; bit++) {
			byte[] altered = wrapped.clone();
			altered[bit / 8] ^= (byte) (1 << (bit % 8));
			assertRefused(this.root, altered, CASE, "IDENTITY");
		}
	}

	@Test
	void refusesEveryTruncationOfAWrappedKey() {
		byte[] wrapped = this.root.wrap(this.key, CASE, "IDENTITY");
		for (int length = 0; length < wrapped.length; length++) {
			assertRefused(this.root, Arrays.copyOf(wrapped, length), CASE, "IDENTITY");
		}
	}

	@Test
	void makesADifferentKeyForEachCompartment() {
		Sealed<String> sealed = this.key.seal(CELL, SealedType.TEXT, "Ri Yong Hui");

		assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> this.root.newCompartmentKey().open(CELL, sealed));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not base64!", "AAAA", "bm90IGEga2V5c2V0" })
	void refusesToReadWhatIsNoKeyset(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RootKey.parse(text))
			.withNoCause()
			.withMessage("not a root keyset");
	}

	@Test
	void saysNothingAsText() {
		assertThat(this.root).hasToString("[key]");
	}

	private static void assertRefused(RootKey root, byte[] wrapped, UUID caseId, String compartment) {
		assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> root.unwrap(wrapped, caseId, compartment));
	}

}
