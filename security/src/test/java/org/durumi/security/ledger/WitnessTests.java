package org.durumi.security.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WitnessTests {

	private static final Instant NOW = Instant.parse("2026-11-26T01:02:03Z");

	@TempDir
	private Path directory = Path.of("");

	private final TestLog log = TestLog.of(300, 1);

	@Test
	void keepsTheFirstAndWhatGoesOnFromTheLast() throws Exception {
		assertThat(take(this.log.note(100))).isEqualTo(Witness.Answer.FIRST);
		assertThat(take(this.log.note(100))).isEqualTo(Witness.Answer.SAME);
		TestLog later = this.log.with(this.log.events().subList(0, 250));
		assertThat(take(later.note(), later.consistency(100))).isEqualTo(Witness.Answer.KEPT);
		assertThat(take(this.log.note(), this.log.consistency(250))).isEqualTo(Witness.Answer.KEPT);

		assertThat(witness().last()).get().extracting(Checkpoint::size).isEqualTo(300L);
		assertThat(OfflineVerifier.earlier(drive(), this.log.verifier()).size()).isEqualTo(300);
	}

	@Test
	void cosignsWhatItKeepsWithAKeyOfItsOwn() throws Exception {
		take(this.log.note(100));

		SignedNote kept = OfflineVerifier.note(drive().resolve("checkpoints/000000000000000100.checkpoint"));
		CosignerKey own = CosignerKey.parse(Files.readString(drive().resolve("witness.pub")));
		assertThat(own.verify(kept)).contains(NOW);
		assertThat(own).hasToString(witness().verifier());
		assertThat(this.log.verifier().verify(kept.toString())).isPresent();
	}

	@Test
	void saysThatTheLogWasRolledBack() throws Exception {
		take(this.log.note(200));

		assertThat(take(this.log.note(199))).isEqualTo(Witness.Answer.ROLLED_BACK);
		assertThat(witness().last()).get().extracting(Checkpoint::size).isEqualTo(200L);
	}

	@Test
	void saysThatTheLogWasForked() throws Exception {
		take(this.log.note(200));
		TestLog forked = this.log.with(TestLog.of(250, 3).events());

		assertThat(take(forked.note(200))).isEqualTo(Witness.Answer.FORKED);
		assertThat(take(forked.note(), forked.consistency(200))).isEqualTo(Witness.Answer.FORKED);
		assertThat(witness().last()).get().extracting(Checkpoint::size).isEqualTo(200L);
	}

	@Test
	void takesNothingNewerWithoutAProofFromTheLast() throws Exception {
		take(this.log.note(200));

		assertThat(take(this.log.note())).isEqualTo(Witness.Answer.UNPROVED);
		assertThat(take(this.log.note(), this.log.consistency(150))).isEqualTo(Witness.Answer.UNPROVED);
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> take(this.log.note(250), this.log.consistency(200)))
			.withMessage("The proof is one of another checkpoint.");
		assertThat(witness().last()).get().extracting(Checkpoint::size).isEqualTo(200L);
	}

	@Test
	void takesTheCheckpointOfALogThatWasVerifiedAgainstTheLast() throws Exception {
		TestLog before = this.log.with(this.log.events().subList(0, 200));
		assertThat(witness().take(before.verify(before.whole()))).isEqualTo(Witness.Answer.FIRST);
		Checkpoint last = witness().last().orElseThrow();
		assertThat(witness().take(this.log.verify(this.log.whole(), last))).isEqualTo(Witness.Answer.KEPT);
		assertThat(witness().take(this.log.verify(this.log.whole(), last))).isEqualTo(Witness.Answer.SAME);
		List<EventLeaf> events = new ArrayList<>(this.log.events());
		events.remove(3);
		TestLog suppressed = this.log.with(events);
		OfflineReport broken = suppressed.verify(suppressed.whole());
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> witness().take(broken));
	}

	@Test
	void takesNoCheckpointThatTheKeyDidNotSign() throws Exception {
		TestLog other = new TestLog(SigningKey.generate("durumi.test"), this.log.events());

		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> take(other.note()));
		assertThat(witness().last()).isEmpty();
	}

	@Test
	void isTheWitnessOfOneLog() throws Exception {
		take(this.log.note(100));
		VerifierKey other = SigningKey.generate("durumi.test").verifier();

		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Witness.open(drive(), other, Clock.systemUTC()));
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> OfflineVerifier.earlier(drive(), other));
	}

	@Test
	void believesNoKeptCheckpointThatItDidNotSign() throws Exception {
		take(this.log.note(100));
		Path kept = drive().resolve("checkpoints/000000000000000100.checkpoint");
		Files.writeString(kept, this.log.note(100));
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> witness().last());
		Files.writeString(kept, this.log.note(90));
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> witness().last());
	}

	@Test
	void makesNoSecondKeyWhereCheckpointsWereKept() throws Exception {
		take(this.log.note(100));
		Files.delete(drive().resolve("witness.key"));

		assertThatExceptionOfType(Malformed.class).isThrownBy(this::witness);
		Files.writeString(drive().resolve("witness.key"), "no key");
		assertThatExceptionOfType(Malformed.class).isThrownBy(this::witness);
	}

	@Test
	void leavesADirectoryOfSomethingElseAlone() throws Exception {
		Files.createDirectories(drive());
		Files.writeString(drive().resolve("letters"), "to be kept");

		assertThatExceptionOfType(Malformed.class).isThrownBy(this::witness);
		assertThat(drive()).isDirectoryContaining("glob:**letters").isDirectoryNotContaining("glob:**checkpoints");
	}

	@Test
	void anEmptyDirectoryHasNoLastCheckpoint() throws Exception {
		Files.createDirectories(drive());
		assertThatExceptionOfType(Malformed.class)
			.isThrownBy(() -> OfflineVerifier.earlier(drive(), this.log.verifier()));
		assertThat(witness().last()).isEmpty();
	}

	private Path drive() {
		return this.directory.resolve("drive");
	}

	private Witness witness() throws IOException {
		return Witness.open(drive(), this.log.verifier(), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private Witness.Answer take(String note) throws IOException {
		return witness().take(Files.writeString(this.directory.resolve("note"), note), null);
	}

	private Witness.Answer take(String note, String proof) throws IOException {
		return witness().take(Files.writeString(this.directory.resolve("note"), note),
				Files.writeString(this.directory.resolve("proof"), proof));
	}

}
