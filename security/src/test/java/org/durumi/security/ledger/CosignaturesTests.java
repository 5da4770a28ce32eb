package org.durumi.security.ledger;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What whoever verifies a copy learns from the witnesses whose keys she has. */
class CosignaturesTests {

	private static final Instant NOW = Instant.parse("2026-11-26T01:02:03Z");

	private final TestLog log = TestLog.of(300, 1);

	private final WitnessKey witness = WitnessKey.generateNamed((point) -> "durumi.witness/" + Cosigner.id(point));

	@Test
	void saysHowFarAWitnessHasCosigned() throws Exception {
		OfflineReport report = verify(this.log, with(this.log.whole(), cosigned(100)), this.witness.verifier());
		assertThat(report.findings()).isEmpty();
		assertThat(report.cosigned()).containsExactly(new Cosigned(this.witness.verifier().toString(), 100, NOW));
		String head = this.log.whole()
			.replaceFirst("(?s)checkpoint 7\n.*?columns", "checkpoint 8\n" + cosigned(300) + "columns");
		assertThat(verify(this.log, head, this.witness.verifier()).cosigned()).extracting(Cosigned::size)
			.containsExactly(300L);
	}

	@Test
	void aCopyThatNoWitnessCosignedIsNeitherGoodNorBroken() {
		for (String copy : List.of(this.log.whole(), this.log.part(List.of(1, 2)), this.log.proof(3))) {
			assertThatExceptionOfType(Unverifiable.class)
				.isThrownBy(() -> verify(this.log, copy, this.witness.verifier()))
				.withMessageStartingWith("No checkpoint in it is cosigned by durumi.witness/");
		}
	}

	@Test
	void aProofWhoseCheckpointIsCosignedSaysSo() throws Exception {
		String proof = this.log.proof(3).replace(this.log.note(), cosigned(300));
		assertThat(verify(this.log, proof, this.witness.verifier()).cosigned()).hasSize(1);
	}

	@Test
	void aCosignatureThatIsNotItsOwnIsFound() throws Exception {
		String notItsOwn = this.witness.cosign(SignedNote.parse(this.log.note(99)), NOW).lines().getLast().toString();
		String forged = this.log.note(100) + notItsOwn;
		assertThat(verify(this.log, with(this.log.whole(), forged), this.witness.verifier()).findings()).singleElement()
			.asString()
			.startsWith("The checkpoint of 100 entries has a cosignature in the name of durumi.witness/");
	}

	@Test
	void aLogThatItsOwnKeySignedAnewIsFoundByWhatWasCosigned() throws Exception {
		TestLog forked = this.log.with(TestLog.of(300, 2).events());
		assertThat(verify(forked, forked.whole(), null).findings()).isEmpty();
		assertThat(verify(forked, with(forked.whole(), cosigned(100)), this.witness.verifier()).findings())
			.containsExactly("Entries 96 to 99 are not those that were signed, nor is any after them vouched for.");
	}

	@Test
	void aCosignatureThatAnEntryTellsOfAndThatIsTakenAwayIsFound() throws Exception {
		UUID id = Cosigner.id(this.witness.verifier().point());
		TestLog told = this.log.with(List.of(told(0, id), told(1, id)));
		String both = told.whole()
			.replaceFirst("(?m)^entry 1 ", "checkpoint 8\n" + cosigned(told, 1) + "entry 1 ")
			.replaceFirst("(?m)^end ", "checkpoint 8\n" + cosigned(told, 2) + "end ");
		assertThat(verify(told, both, null).findings()).isEmpty();
		String missing = "Of 2 cosignatures of durumi.witness/" + id + " that entries tell of, %d are there.";
		assertThat(verify(told, told.whole(), null).findings()).containsExactly(missing.formatted(0));
		String one = "checkpoint 8\n" + cosigned(told, 1);
		assertThat(verify(told, told.whole().replaceFirst("(?m)^entry 1 ", one + one + "entry 1 "), null).findings())
			.as("twice the same")
			.containsExactly(missing.formatted(1));
	}

	@Test
	void theKeyIsReadBackAndNamesItself() {
		Cosigner made = Cosigner.generate();
		Cosigner read = Cosigner.of(made.secret());
		assertThat(read.verifier()).isEqualTo(made.verifier()).startsWith("durumi.witness/" + made.id() + "+");
		assertThat(read.id()).isEqualTo(made.id()).isNotEqualTo(Cosigner.generate().id());
		assertThat(made).hasToString("[key]");
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Cosigner.of("no key"));
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Cosigner.of(made.verifier() + "\nnot base64\n"));
	}

	private static EventLeaf told(int number, UUID key) {
		return new EventLeaf((short) 1, new UUID(7, number), 836_179_200_000_000L + number, 7, (short) 1,
				new UUID(1, 1), new UUID(2, 2), new byte[16], number, (short) 1, "AUDIT_COSIGNED", (short) 0,
				"COSIGNER", key, null, null, null, null, new byte[32], null);
	}

	private String cosigned(int size) {
		return cosigned(this.log, size);
	}

	private String cosigned(TestLog log, int size) {
		return this.witness.cosign(SignedNote.parse(log.note(size)), NOW).toString();
	}

	/** The copy with one more checkpoint after its first hundred entries. */
	private static String with(String whole, String note) {
		return whole.replaceFirst("(?m)^entry 100 ", "checkpoint " + note.lines().count() + "\n" + note + "entry 100 ");
	}

	private static OfflineReport verify(TestLog log, String copy,
			@org.jspecify.annotations.Nullable CosignerKey witness) throws Exception {
		return new OfflineVerifier(log.verifier(), null, (witness != null) ? List.of(witness) : List.of())
			.verify(new ByteArrayInputStream(copy.getBytes(StandardCharsets.UTF_8)));
	}

}
