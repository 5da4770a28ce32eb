package org.durumi.keys;

import java.util.Arrays;
import java.util.Map;

import org.durumi.reference.Compartment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SealedDetailTests {

	private static final byte[] TOLD = { 1, 7, 7, 7 };

	private static final byte[] BEFORE = { 1, 8, 8 };

	private static final byte[] AFTER = { 1, 9, 9, 9, 9 };

	@Test
	void onePartAloneLiesThereAsItIs() {
		assertThat(SealedDetail.of(TOLD).encode()).isEqualTo(TOLD);
		SealedDetail read = SealedDetail.decode(TOLD);
		assertThat(read.told()).isEqualTo(TOLD);
		assertThat(read.compartment()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void severalPartsAreReadAsTheyWereWritten(Compartment compartment) {
		SealedDetail read = SealedDetail.decode(several(compartment));
		assertThat(read.compartment()).isEqualTo(compartment);
		assertThat(read.told()).isEqualTo(TOLD);
		assertThat(read.before()).isEqualTo(BEFORE);
		assertThat(read.after()).isEqualTo(AFTER);
	}

	@Test
	void whatWasCutOffOrHasWrongLengthsIsRefused() {
		byte[] whole = several(Compartment.HARM);
		for (int length = 1; length < whole.length - AFTER.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			assertThatIllegalArgumentException().as("%d bytes", length).isThrownBy(() -> SealedDetail.decode(cut));
		}
		byte[] negative = whole.clone();
		negative[2 + Compartment.HARM.name().length()] = (byte) 0x80;
		assertThatIllegalArgumentException().isThrownBy(() -> SealedDetail.decode(negative));
	}

	@Test
	void aChangeHoldsWhatDiffersAndNothingElse() {
		Change change = Change.between(Compartment.CORE, Map.of("same", "1", "was", "2", "emptied", "3"),
				Map.of("same", "1", "was", "4", "emptied", "", "filled", "5"));
		assertThat(change.fields()).containsExactlyInAnyOrder("was", "emptied", "filled");
		assertThat(change.before()).containsOnly(Map.entry("was", "2"), Map.entry("emptied", "3"));
		assertThat(change.after()).containsOnly(Map.entry("was", "4"), Map.entry("filled", "5"));
		assertThat(change).hasToString("[sealed]");
	}

	@Test
	void nothingThatDiffersIsNoField() {
		assertThat(Change.of(Compartment.CORE, "day", null, null).fields()).isEmpty();
		assertThat(Change.of(Compartment.CORE, "day", null, "x").before()).isEmpty();
	}

	private static byte[] several(Compartment compartment) {
		return new SealedDetail(TOLD, compartment, BEFORE, AFTER).encode();
	}

}
