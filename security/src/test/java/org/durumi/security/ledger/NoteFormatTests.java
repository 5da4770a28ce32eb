package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Signed notes, cosignatures and keys, in the spelling of C2SP and in no other. */
class NoteFormatTests {

	private final SigningKey key = SigningKey.generate("log.example");

	private final WitnessKey witness = WitnessKey.generate("log.example");

	private final String note = this.key
		.sign(new Checkpoint("log.example", 8, LogVectors.ROOTS.getLast(), new UUID(0x7000, 1), 5L));

	@Test
	void readsWhatItWrites() {
		assertThat(SignedNote.parse(this.note)).hasToString(this.note);
	}

	@Test
	void readsATextWithEmptyLines() {
		String text = "a line\n\nand another\n\n\u2014 somebody AAAAAAA=\n";

		assertThat(SignedNote.parse(text).text()).isEqualTo("a line\n\nand another\n");
	}

	@Test
	void readsSixteenSignaturesAndRefusesAFlood() {
		String line = "\u2014 somebody AAAAAAA=\n";

		assertThat(SignedNote.parse("text\n\n" + line.repeat(16)).lines()).hasSize(16);
		assertRefused("text\n\n" + line.repeat(65));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n\u2014 name AAAAAAA=",
			"text\n\u2014 name AAAAAAA=\n", "text\n\n- name AAAAAAA=\n", "text\n\n\u2014 name\n",
			"text\n\n\u2014 name \n", "text\n\n\u2014 name AAAA\n", "text\n\n\u2014 name AAAAAA==\n",
			"text\n\n\u2014 name AAAAAAA\n", "text\n\n\u2014 name AAAAAAB=\n", "text\n\n\u2014 a+b AAAAAAA=\n",
			"text\n\n\u2014  AAAAAAA=\n", "text\n\n\u2014 a\u00a0b AAAAAAA=\n", "te\rxt\n\n\u2014 name AAAAAAA=\n",
			"te\txt\n\n\u2014 name AAAAAAA=\n", "text\n\n\u2014 name AAAAAAA= \n",
			"text\n\n\u2014 name AAAAAAA=\nmore\n" })
	void refusesWhatIsNoNote(String text) {
		assertRefused(text);
	}

	@Test
	void refusesANoteThatIsTooLong() {
		assertRefused("a".repeat(SignedNote.LONGEST) + "\n\n\u2014 name AAAAAAA=\n");
	}

	@Test
	void aFalseSignatureInTheKeysNameSpoilsTheNote() {
		String forged = SigningKey.generate("log.example")
			.sign(new Checkpoint("log.example", 9, LogVectors.ROOTS.getLast(), new UUID(0x7000, 1), 5L));
		SignedNote.Line own = SignedNote.parse(this.note).lines().getFirst();
		SignedNote.Line falseOne = new SignedNote.Line(own.name(), own.id(),
				SignedNote.parse(forged).lines().getFirst().signature());

		assertThat(this.key.verifier().verify(this.note + own)).isPresent();
		assertThat(this.key.verifier().verify(this.note + falseOne)).isEmpty();
	}

	@Test
	void aCheckpointOfAnotherLogIsNoneOfThisOne() {
		String other = this.key
			.sign(new Checkpoint("other.example", 8, LogVectors.ROOTS.getLast(), new UUID(0x7000, 1), 5L));

		assertThat(this.key.verifier().verify(other)).isEmpty();
	}

	@Test
	void aCosignatureSaysWhenAndIsTiedToTheNote() {
		Instant at = Instant.parse("2026-11-26T01:02:03Z");
		SignedNote cosigned = this.witness.cosign(SignedNote.parse(this.note), at);

		assertThat(this.witness.verifier().verify(cosigned)).contains(at);
		assertThat(this.witness.verifier().verify(SignedNote.parse(this.note))).isEmpty();
		assertThat(WitnessKey.generate("log.example").verifier().verify(cosigned)).isEmpty();
		assertThat(this.key.verifier().verify(cosigned.toString())).as("the log’s own is untouched").isPresent();
		SignedNote moved = new SignedNote(cosigned.text().replace("\n8\n", "\n9\n"), cosigned.lines());
		assertThat(this.witness.verifier().verify(moved)).isEmpty();
	}

	@Test
	void noBitOfACosignatureMayBeAnother() {
		SignedNote cosigned = this.witness.cosign(SignedNote.parse(this.note), Instant.ofEpochSecond(1_000_000));
		SignedNote.Line line = cosigned.lines().getLast();
		for (int bit = 0; bit < line.signature().length * 8; bit++) {
			byte[] altered = line.signature().clone();
			altered[bit / 8] ^= (byte) (1 << (bit % 8));
			SignedNote forged = cosigned.with(new SignedNote.Line(line.name(), line.id(), altered));
			assertThat(this.witness.verifier().verify(forged)).as("bit %d", bit).isEmpty();
		}
		SignedNote shorter = cosigned.with(new SignedNote.Line(line.name(), line.id(), new byte[71]));
		assertThat(this.witness.verifier().verify(shorter)).isEmpty();
	}

	@Test
	void aCosignatureIsNoSignatureAndTheOtherWayRound() {
		String witnessKey = this.witness.verifier().toString();

		assertThat(CosignerKey.parse(witnessKey)).hasToString(witnessKey);
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> VerifierKey.parse(witnessKey));
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CosignerKey.parse(this.key.verifier().toString()));
	}

	/** The example of tlog-cosignature: read, though its key is nowhere given. */
	@Test
	void readsThePublishedExample() {
		String example = """
				example.com/behind-the-sofa
				20852163
				CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

				\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
				\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
				""";

		SignedNote read = SignedNote.parse(example);

		assertThat(read).hasToString(example);
		assertThat(read.lines().getLast().signature()).hasSize(72);
		assertThat(ByteBuffer.wrap(read.lines().getLast().signature()).getLong()).isEqualTo(1_679_315_147L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tile/0/000", "tile/0/001", "tile/1/x001/234", "tile/2/x001/x234/067", "tile/63/999",
			"tile/0/x001/234.p/1", "tile/0/067.p/255", "tile/entries/x001/x234/067", "tile/entries/000.p/17" })
	void readsAndWritesPathsOfTiles(String path) {
		assertThat(TilePath.parse(path)).hasToString(path);
	}

	@Test
	void writesTheSpecificationsExample() {
		assertThat(new TilePath(3, 1_234_067, 256)).hasToString("tile/3/x001/x234/067");
		assertThat(new TilePath(TilePath.ENTRIES, 1_234_067, 5).full()).hasToString("tile/entries/x001/x234/067");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tile/0/0", "tile/0/00", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/0/1000",
			"tile/0/x000/001", "tile/0/001/234", "tile/0/x001/x234", "tile/0/000.p/0", "tile/0/000.p/256",
			"tile/0/000.p/01", "tile/0/000.p/", "tile/0/../000", "tile/0/000\n", "/tile/0/000", "tile/0/000/",
			"tile/entry/000", "tile/0/x999/x999/x999/x999/x999/x999/999" })
	void refusesOtherPaths(String path) {
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TilePath.parse(path));
	}

	@Test
	void refusesOtherSpellingsOfBase64() {
		assertThat(Text64.parse("AA==")).hasSize(1);
		for (String other : List.of("AA", "AA=", "AB==", "A A=", "AA==\n", "AA==AA==", "A-==", "=AA=")) {
			assertThatExceptionOfType(Malformed.class).as(other).isThrownBy(() -> Text64.parse(other));
		}
	}

	@Test
	void readsTheDataOfALeafAsItWasWritten() {
		for (EventLeaf event : TestLog.of(100, 4).events()) {
			assertThat(LeafData.parse(event.data())).usingRecursiveComparison().isEqualTo(event);
		}
	}

	@Test
	void readsALineOfAnEntryAsItWasWritten() {
		TestLog log = TestLog.of(100, 5);
		for (int i = 0; i < log.size(); i++) {
			String line = log.entry(i).toString();
			assertThat(EntryLine.parse(line).toString()).isEqualTo(line);
			assertThat(EntryLine.parse(line).leafFits()).isTrue();
		}
	}

	private static void assertRefused(String text) {
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SignedNote.parse(text));
	}

}
