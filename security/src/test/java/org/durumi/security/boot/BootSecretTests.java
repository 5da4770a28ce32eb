package org.durumi.security.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BootSecretTests {

	private static final String SECRET = "sixteen letters!";

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void nameTheFile() {
		this.file = this.directory.resolve("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\r\n" })
	void readsTheSecretWithoutTheLineEndBehindIt(String end) throws IOException {
		Files.writeString(this.file, SECRET + end);

		assertThat(BootSecret.read(this.file).bytes()).isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void takesOnlyOneLineEndAway() throws IOException {
		Files.writeString(this.file, SECRET + " \n\n");

		assertThat(BootSecret.read(this.file).bytes()).asString(StandardCharsets.UTF_8).isEqualTo(SECRET + " \n");
	}

	@Test
	void countsCharactersAndNotBytes() throws IOException {
		Files.writeString(this.file, "가".repeat(BootSecret.MIN_LENGTH));
		assertThat(BootSecret.read(this.file).bytes()).hasSize(3 * BootSecret.MIN_LENGTH);

		Files.writeString(this.file, "가".repeat(BootSecret.MIN_LENGTH - 1));
		assertThatExceptionOfType(BootSecretMissing.class).isThrownBy(() -> BootSecret.read(this.file));
	}

	@Test
	void knowsWhetherAnotherIsTheSame() throws IOException {
		BootSecret secret = BootSecret.read(Files.writeString(this.file, SECRET));
		BootSecret same = BootSecret.read(Files.writeString(this.file, SECRET + "\n"));
		BootSecret other = BootSecret.read(Files.writeString(this.file, SECRET + "!"));

		assertThat(secret.isSameAs(same)).isTrue();
		assertThat(secret.isSameAs(other)).isFalse();
	}

	@Test
	void isMissingWithoutAFile() {
		assertThatExceptionOfType(BootSecretMissing.class).isThrownBy(() -> BootSecret.read(this.file))
			.withMessage("The boot secret cannot be read from %s.", this.file);
	}

	@Test
	void isMissingIfTheFileIsADirectory() {
		assertThatExceptionOfType(BootSecretMissing.class).isThrownBy(() -> BootSecret.read(this.directory));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "fifteen letters", "fifteen letters\r\n" })
	void isMissingIfTooShortAndDoesNotRepeatIt(String secret) throws IOException {
		Files.writeString(this.file, secret);

		assertThatExceptionOfType(BootSecretMissing.class).isThrownBy(() -> BootSecret.read(this.file))
			.withMessage("The boot secret from %s is shorter than 16 characters.", this.file);
	}

	@Test
	void isWipedWhenClosed() throws IOException {
		Files.writeString(this.file, SECRET);
		BootSecret secret = BootSecret.read(this.file);

		secret.close();

		assertThat(secret.bytes()).containsOnly(0);
	}

	@Test
	void saysNothingAsText() throws IOException {
		Files.writeString(this.file, SECRET);

		assertThat(BootSecret.read(this.file)).hasToString("[secret]");
	}

}
