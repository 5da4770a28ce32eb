package org.durumi.security.ledger;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckpointTests {

	private static final String TEXT = """
			log.example
			8
			XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=
			incarnation 00000000-0000-7000-8000-000000000001
			previous 5
			""";

	private static final Checkpoint CHECKPOINT = new Checkpoint("log.example", 8, LogVectors.ROOTS.getLast(),
			UUID.fromString("00000000-0000-7000-8000-000000000001"), 5L);

	private final SigningKey key = SigningKey.generate("log.example");

	@Test
	void isWrittenAsOriginSizeRootIncarnationAndTheSizeBefore() {
		assertThat(CHECKPOINT.text()).isEqualTo(TEXT);
	}

	@Test
	void readsWhatItWrote() {
		assertThat(Checkpoint.parse(TEXT)).usingRecursiveComparison().isEqualTo(CHECKPOINT);
	}

	@Test
	void readsOneThatWasSignedBeforeTheSizeBeforeWasNamed() {
		String text = TEXT.substring(0, TEXT.indexOf("previous"));

		assertThat(Checkpoint.parse(text).previous()).isNull();
		assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
	}

	@Test
	void followsTheOneItNamesAndNoOther() {
		assertThat(CHECKPOINT.follows(5)).isTrue();
		assertThat(CHECKPOINT.follows(4)).isFalse();
		assertThat(CHECKPOINT.follows(0)).isFalse();
	}

	@Test
	void withoutANameFollowsWhatIsABatchAway() {
		Checkpoint old = new Checkpoint("log.example", 300, CHECKPOINT.root(), CHECKPOINT.incarnation(), null);

		assertThat(old.follows(44)).isTrue();
		assertThat(old.follows(43)).isFalse();
	}

	@Test
	void refusesALineInPlaceOfTheSizeBefore() {
		for (String line : new String[] { "previous", "previous ", "previous -5", "previous 05", "next 5" }) {
			assertNoCheckpoint(TEXT.replace("previous 5", line));
		}
	}

	@Test
	void refusesASizeThatIsNone() {
		for (String size : new String[] { "", "-1", "+8", "08", "8.0", "1e3", "99999999999999999999" }) {
			assertNoCheckpoint(TEXT.replace("\n8\n", "\n" + size + "\n"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not base64!", "XcnaeacGWamtVZy3Ad7Zoqudgjqt",
			"XcnaeacGWamtVZy3Ad7Zoqudgjqt XcnaeacGWamtVZy3Ad7Zoqudgjqt" })
	void refusesARootThatIsNone(String root) {
		assertNoCheckpoint(TEXT.replace("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=", root));
	}

	@Test
	void refusesAnotherNumberOfLines() {
		assertNoCheckpoint("");
		assertNoCheckpoint(TEXT + "one more\n");
		assertNoCheckpoint(TEXT.substring(0, TEXT.indexOf("incarnation")));
	}

	@Test
	void refusesALineInPlaceOfTheIncarnation() {
		assertNoCheckpoint(TEXT.replace("incarnation ", "reincarnation "));
		assertNoCheckpoint(TEXT.replace("00000000-", "nobody-"));
	}

	@Test
	void isReadFromANoteThatTheKeySigned() {
		assertThat(this.key.verifier().verify(this.key.sign(CHECKPOINT))).get()
			.usingRecursiveComparison()
			.isEqualTo(CHECKPOINT);
	}

	@Test
	void isReadWithTheKeyInItsTextForm() {
		VerifierKey parsed = VerifierKey.parse(this.key.verifier().toString());

		assertThat(parsed.verify(this.key.sign(CHECKPOINT))).isPresent();
	}

	@Test
	void isReadBesideTheSignatureOfAWitness() {
		String note = this.key.sign(CHECKPOINT);
		String witness = signatures(SigningKey.generate("witness.example").sign(CHECKPOINT));

		assertThat(this.key.verifier().verify(note + witness)).isPresent();
		assertThat(this.key.verifier().verify(TEXT + "\n" + witness + signatures(note))).isPresent();
		assertThat(this.key.verifier().verify(TEXT + "\n" + witness)).isEmpty();
	}

	@Test
	void isRefusedIfAnyCharacterWasAltered() {
		String note = this.key.sign(CHECKPOINT);
		for (int i = 0; i < note.length(); i++) {
			// a line end behind the signature signs nothing
			if (i != note.length() - 1) {
				// far apart in base64, whose last character carries bits that count for
				// nothing
				char other = ("wxyz".indexOf(note.charAt(i)) < 0) ? 'x' : 'A';
				assertThat(this.key.verifier().verify(note.substring(0, i) + other + note.substring(i + 1)))
					.as("character %d", i)
					.isEmpty();
			}
		}
	}

	@Test
	void isRefusedWithTheSignatureOfAnotherCheckpoint() {
		Checkpoint other = new Checkpoint("log.example", 9, CHECKPOINT.root(), CHECKPOINT.incarnation(), 8L);

		assertThat(this.key.verifier().verify(TEXT + "\n" + signatures(this.key.sign(other)))).isEmpty();
	}

	@Test
	void isRefusedIfAnotherKeyOfTheSameNameSigned() {
		assertThat(this.key.verifier().verify(SigningKey.generate("log.example").sign(CHECKPOINT))).isEmpty();
	}

	@Test
	void isRefusedWithoutASignature() {
		assertThat(this.key.verifier().verify("")).isEmpty();
		assertThat(this.key.verifier().verify(TEXT)).isEmpty();
		assertThat(this.key.verifier().verify(TEXT + "\n")).isEmpty();
		assertThat(this.key.verifier().verify(TEXT + "\n\u2014 log.example AAAA\n")).isEmpty();
		assertThat(this.key.verifier().verify(TEXT + "\n\u2014 log.example not-base64!\n")).isEmpty();
	}

	private static String signatures(String note) {
		return note.substring(note.indexOf("\n\n") + 2);
	}

	private static void assertNoCheckpoint(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
	}

}
