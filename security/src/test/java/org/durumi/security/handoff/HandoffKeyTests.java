package org.durumi.security.handoff;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.boot.WrongBootSecret;
import org.durumi.security.handoff.HandoffPrimary.Issued;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class HandoffKeyTests {

	private static final Instant NOW = Clock.systemUTC().instant().minusSeconds(10);

	private static final Duration YEAR = HandoffPrimary.LONGEST_VALIDITY;

	private static BootCipher cipher;

	@TempDir
	private static Path secrets;

	@TempDir
	private Path directory;

	private final HandoffPrimary primary = HandoffPrimary.generate("Example Rescue 예시", NOW);

	private final Issued issued = this.primary.issue(NOW, YEAR);

	@BeforeAll
	static void makeTheCipher() throws IOException {
		cipher = cipher("a handoff secret of the tests");
	}

	@Test
	void gpgReadsWhatIsPublished() throws Exception {
		try (Gpg gpg = Gpg.start()) {
			gpg.importKey(this.issued.key().publicKey());

			String listed = Gpg.text(gpg.run("--with-colons", "--with-subkey-fingerprint", "--list-keys").succeeds());

			assertThat(listed).contains("Example Rescue")
				.contains(this.issued.key().fingerprint().hex(), this.issued.key().signingFingerprint().hex())
				// certifies alone, never expires; the subkey signs alone, for a year
				.containsPattern("pub:-:255:22:[0-9A-F]{16}:[0-9]+:::-:::cS?C?")
				.containsPattern("sub:-:255:22:[0-9A-F]{16}:%d:%d:::::s:".formatted(NOW.getEpochSecond(),
						NOW.getEpochSecond() + YEAR.toSeconds()));
		}
	}

	@Test
	void gpgReadsARotatedAndARevokedKey() throws Exception {
		HandoffPrimary revoked = this.issued.primary()
			.revoke(this.issued.key().signingFingerprint(), NOW.plusSeconds(1));
		Issued next = revoked.issue(NOW.plusSeconds(2), Duration.ofDays(90));

		assertThat(next.key().fingerprint()).isEqualTo(this.issued.key().fingerprint());
		try (Gpg gpg = Gpg.start()) {
			gpg.importKey(this.issued.key().publicKey());
			gpg.importKey(next.key().publicKey());
			String listed = Gpg.text(gpg.run("--with-colons", "--list-keys").succeeds());
			assertThat(listed).containsPattern("sub:r:.*").containsPattern("sub:-:.*");

			gpg.importKey(this.primary.revocation(NOW));
			assertThat(Gpg.text(gpg.run("--with-colons", "--list-keys").succeeds())).containsPattern("pub:r:.*");
		}
	}

	@Test
	void bothKeysAreTheSameAfterTheyWereWrittenAndRead() throws IOException {
		this.issued.primary().toFile(file("primary"), cipher);
		this.issued.key().toFile(file("key"), cipher);

		HandoffPrimary primaryRead = HandoffPrimary.fromFile(file("primary"), cipher);
		HandoffKey keyRead = HandoffKey.fromFile(file("key"), cipher);

		assertThat(primaryRead.publicKey()).isEqualTo(this.issued.primary().publicKey()).isEqualTo(keyRead.publicKey());
		assertThat(primaryRead.fingerprint()).isEqualTo(keyRead.fingerprint());
		assertThat(keyRead.signingFingerprint()).isEqualTo(this.issued.key().signingFingerprint());
		assertThat(keyRead.expires()).isEqualTo(this.issued.key().expires());
	}

	@Test
	void theServersFileHoldsNoPrimaryKey() throws IOException {
		this.issued.key().toFile(file("key"), cipher);

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> HandoffPrimary.fromFile(file("key"), cipher));
		KeyFile read = KeyFile.read(file("key"), cipher, KeyFile.Kind.SIGNING);
		assertThat(read.signer().fingerprint()).isEqualTo(this.issued.key().signingFingerprint())
			.isNotEqualTo(this.issued.key().fingerprint());
	}

	@Test
	void theOfflineFileIsNotTheServers() throws IOException {
		this.issued.primary().toFile(file("primary"), cipher);

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> HandoffKey.fromFile(file("primary"), cipher));
	}

	@Test
	void isWrittenForItsOwnerOnlyAndSealedAndNeverReplaced() throws IOException {
		this.issued.key().toFile(file("key"), cipher);

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("key")))).isEqualTo("rw-------");
		assertThat(file("key")).content().startsWith("ENC(").endsWith(")\n");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.issued.key().toFile(file("key"), cipher));
	}

	@Test
	void doesNotOpenWithAnotherSecret() throws IOException {
		this.issued.key().toFile(file("key"), cipher);
		BootCipher other = cipher("another secret of the tests");

		assertThatExceptionOfType(WrongBootSecret.class).isThrownBy(() -> HandoffKey.fromFile(file("key"), other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "SIGNING", "SIGNING\nAAAA\nAAAA", "SIGNING\n?\n?", "PRIMARY\n\n" })
	void isNotReadFromAFileThatHoldsSomethingElse(String content) throws IOException {
		Files.writeString(file("key"), "ENC(" + cipher.encrypt(content) + ")");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> HandoffKey.fromFile(file("key"), cipher));
		Files.writeString(file("key"), content);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> HandoffKey.fromFile(file("key"), cipher));
	}

	@Test
	void isNotReadWithAPrivateKeyOfAnother() throws IOException {
		KeyFile.write(file("key"), cipher, KeyFile.Kind.SIGNING, new byte[0], KeyFile.newPair().getPrivate());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> HandoffKey.fromFile(file("key"), cipher));
		byte[] certificate = new TestPartner(NOW).certificate();
		KeyFile.write(file("other"), cipher, KeyFile.Kind.SIGNING, certificate, KeyFile.newPair().getPrivate());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> HandoffKey.fromFile(file("other"), cipher));
	}

	@Test
	void signsOnlyWhileItIsValid() {
		HandoffKey key = this.issued.key();

		assertThat(key.signatures(key.expires().minusSeconds(1))).isNotNull();
		assertThatIllegalStateException().isThrownBy(() -> key.signatures(key.expires()));
		assertThatIllegalStateException().isThrownBy(() -> key.signatures(NOW.minusSeconds(2)));
	}

	@Test
	void issuesForAYearAtMost() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.primary.issue(NOW, YEAR.plusSeconds(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.primary.issue(NOW, Duration.ofHours(23)));
	}

	@Test
	void revokesOnlyItsOwnSubkeys() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.primary.revoke(this.issued.key().signingFingerprint(), NOW));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "Rescue <mail@example.org>", "two\nlines", "turned \u202e around" })
	void isMadeForAPlainNameOnly(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> HandoffPrimary.generate(name, NOW));
	}

	@Test
	void saysNothingAsText() {
		assertThat(this.primary).hasToString("[key]");
		assertThat(this.issued.key()).hasToString("[key]");
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private static BootCipher cipher(String secret) throws IOException {
		return new BootCipher(BootSecret.read(Files.writeString(secrets.resolve("secret"), secret)));
	}

}
