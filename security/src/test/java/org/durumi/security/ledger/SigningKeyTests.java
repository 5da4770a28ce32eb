package org.durumi.security.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.boot.WrongBootSecret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SigningKeyTests {

	@TempDir
	private Path directory;

	private Path file;

	private BootCipher cipher;

	private final SigningKey key = SigningKey.generate("log.example");

	@BeforeEach
	void makeTheCipher() throws IOException {
		this.file = this.directory.resolve("signing-key");
		this.cipher = cipher("a signing secret of the tests");
	}

	@Test
	void signsTheSameAfterItWasWrittenAndRead() throws IOException {
		Checkpoint checkpoint = new Checkpoint("log.example", 8, LogVectors.ROOTS.getLast(), new UUID(0x7000, 1), 0L);
		this.key.toFile(this.file, this.cipher);

		SigningKey read = SigningKey.fromFile(this.file, this.cipher);

		assertThat(read.verifier()).hasToString(this.key.verifier().toString());
		assertThat(read.sign(checkpoint)).isEqualTo(this.key.sign(checkpoint));
	}

	@Test
	void isWrittenForItsOwnerOnlyAndSealed() throws IOException {
		this.key.toFile(this.file, this.cipher);

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-------");
		assertThat(this.file).content().startsWith("ENC(").endsWith(")\n").doesNotContain("log.example");
	}

	@Test
	void neverReplacesAKey() throws IOException {
		this.key.toFile(this.file, this.cipher);

		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> SigningKey.generate("log.example").toFile(this.file, this.cipher));
		assertThat(SigningKey.fromFile(this.file, this.cipher).verifier()).hasToString(this.key.verifier().toString());
	}

	@Test
	void doesNotOpenWithAnotherSecret() throws IOException {
		this.key.toFile(this.file, this.cipher);
		BootCipher other = cipher("another secret of the tests");

		assertThatExceptionOfType(WrongBootSecret.class).isThrownBy(() -> SigningKey.fromFile(this.file, other));
	}

	@Test
	void isNotReadFromAFileThatHoldsSomethingElse() throws IOException {
		for (String content : new String[] { "", "a key in clear", "ENC(" + this.cipher.encrypt("no key") + ")",
				"ENC(" + this.cipher.encrypt(this.key.verifier() + "\nAAAA") + ")" }) {
			Files.writeString(this.file, content);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> SigningKey.fromFile(this.file, this.cipher));
		}
	}

	@Test
	void isNotReadIfThereIsNoFile() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> SigningKey.fromFile(this.file, this.cipher));
	}

	@Test
	void saysNothingAsText() {
		assertThat(this.key).hasToString("[key]");
	}

	private BootCipher cipher(String secret) throws IOException {
		return new BootCipher(BootSecret.read(Files.writeString(this.directory.resolve("secret"), secret)));
	}

}
