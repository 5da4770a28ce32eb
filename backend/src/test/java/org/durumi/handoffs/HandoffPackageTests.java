package org.durumi.handoffs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.durumi.partners.OurKey;
import org.durumi.reference.CaseId;
import org.durumi.security.handoff.Acknowledgement;
import org.durumi.security.handoff.AcknowledgementRefused.Reason;
import org.durumi.security.handoff.SealedPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A package of the service in a partner's hands, with the machine's own gpg. */
class HandoffPackageTests extends HandoffTest {

	@Autowired
	private HandoffAcknowledgements acknowledgements;

	@Autowired
	private HandoffMessages messages;

	@Autowired
	private OurKey ourKey;

	@TempDir
	private Path folder = Path.of("");

	@Test
	void gpgOpensItAndSignsTheAnswerThatCounts() throws IOException, InterruptedException {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		HandoffOutbox.Taken taken = as(OWNER, () -> this.outbox.take(handoff)).orElseThrow();
		assertThat(found(handoff).state()).isEqualTo(HandoffState.COLLECTED);
		importKeys();

		Path sealed = Files.write(this.folder.resolve(taken.fileName()), taken.file());
		Path opened = this.folder.resolve("handoff.zip");
		String said = gpg("--status-fd", "1", "--output", opened.toString(), "--decrypt", sealed.toString());
		assertThat(said).contains("GOODSIG", "DECRYPTION_OKAY");
		Map<String, String> files = unzip(Files.readAllBytes(opened));
		assertThat(files).containsKeys("manifest.json", "case.json", "case.html", "approval.tlog-proof", "log-key.txt");
		assertThat(files.get("case.json")).contains(NAME);
		assertThat(files.get("case.html")).contains(NAME, "의료 의뢰", "여성").doesNotContain("field.", "section.");
		assertThat(files.get("manifest.json")).contains(handoff.toString(), "NO_PLACE", "keepUntil")
			.doesNotContain(NAME);

		SealedPackage about = sealed(handoff);
		byte[] declined = sign(Acknowledgement.text(about, Acknowledgement.Outcome.DECLINED, "MAYBE", now()));
		assertThat(take(handoff, declined)).isInstanceOf(HandoffAcknowledgements.Outcome.UnknownCode.class);
		byte[] accepted = sign(Acknowledgement.text(about, Acknowledgement.Outcome.ACCEPTED, null, now()));
		byte[] altered = new String(accepted, StandardCharsets.US_ASCII).replace("ACCEPTED", "DECLINED\ncode NO_PLACE")
			.getBytes(StandardCharsets.US_ASCII);
		assertThat(take(handoff, altered))
			.isEqualTo(new HandoffAcknowledgements.Outcome.Unproved(Reason.BAD_SIGNATURE));
		assertThat(take(handoff, accepted))
			.isEqualTo(new HandoffAcknowledgements.Outcome.Counted(HandoffState.ACCEPTED));
		assertThat(take(handoff, accepted)).as("the same twice")
			.isInstanceOf(HandoffAcknowledgements.Outcome.TooLate.class);
		byte[] done = sign(Acknowledgement.text(about, Acknowledgement.Outcome.COMPLETED, "DONE", now()));
		assertThat(take(handoff, done)).isEqualTo(new HandoffAcknowledgements.Outcome.Counted(HandoffState.COMPLETED));
		assertThat(found(handoff).outcome()).isEqualTo(OutcomeCode.DONE);
	}

	@Test
	void whatIsAskedAndAnsweredIsReadByBothSidesAlone() {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		assertThat(as(this.member, () -> this.messages.write(handoff, HandoffMessages.Kind.PROGRESS, "She came.")))
			.as("not accepted")
			.isEqualTo(HandoffMessages.Written.TOO_LATE);
		as(this.member, () -> this.messages.write(handoff, HandoffMessages.Kind.QUESTION, "Does she eat?"));
		as(OWNER, () -> this.messages.write(handoff, HandoffMessages.Kind.ANSWER, "Little."));
		for (List<HandoffMessages.Message> read : List.of(as(this.member, () -> this.messages.read(handoff)),
				as(OWNER, () -> this.messages.read(handoff)))) {
			assertThat(read).extracting(HandoffMessages.Message::text).containsExactly("Does she eat?", "Little.");
		}
		assertThat(as(SUPERVISOR, () -> this.messages.read(handoff))).as("does not work on the case").isEmpty();
		as(OWNER, () -> this.outbox.recall(handoff));
		assertThat(as(this.member, () -> this.messages.read(handoff))).isEmpty();
	}

	private HandoffAcknowledgements.Outcome take(UUID handoff, byte[] file) {
		return as(OWNER, () -> this.acknowledgements.take(handoff, file));
	}

	private SealedPackage sealed(UUID handoff) {
		Handoff found = found(handoff);
		Handoff.Sealed sealed = Objects.requireNonNull(found.sealed());
		return new SealedPackage(handoff, sealed.sha256(), sealed.length(),
				Objects.requireNonNull(found.times().sealed()));
	}

	private static Instant now() {
		return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
	}

	private byte[] sign(String text) throws IOException, InterruptedException {
		Path answer = Files.writeString(this.folder.resolve("answer.txt"), text);
		gpg("--clearsign", answer.toString());
		return Files.readAllBytes(this.folder.resolve("answer.txt.asc"));
	}

	private void importKeys() throws IOException, InterruptedException {
		Instant until = made().plus(Duration.ofDays(200));
		Files.writeString(this.folder.resolve("hers.asc"), this.pair.privateKey(made(), until));
		Files.writeString(this.folder.resolve("ours.asc"), this.ourKey.published().orElseThrow());
		gpg("--import", this.folder.resolve("hers.asc").toString());
		gpg("--import", this.folder.resolve("ours.asc").toString());
	}

	private String gpg(String... arguments) throws IOException, InterruptedException {
		Path home = Files.createDirectories(this.folder.resolve("g"));
		List<String> command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--yes",
				"--trust-model", "always", "--pinentry-mode", "loopback", "--passphrase", ""));
		command.addAll(List.of(arguments));
		Path said = this.folder.resolve("said");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		String output = Files.readString(said);
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

	private static Map<String, String> unzip(byte[] zip) throws IOException {
		Map<String, String> files = new HashMap<>();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

}
