package org.durumi.security.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BootCipherTests {

	private static final int SALT = 16;

	@TempDir
	private static Path directory;

	/** One for all tests: each new salt costs a derivation. */
	private static BootCipher cipher;

	@BeforeAll
	static void makeTheCipher() {
		cipher = cipher("a boot secret of the tests");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a password", "비밀번호", "two\nlines" })
	void opensWhatItSealed(String text) {
		assertThat(cipher.decrypt(cipher.encrypt(text))).isEqualTo(text);
	}

	@Test
	void opensWhatAnotherCipherSealedUnderTheSameSecret() {
		assertThat(cipher("a boot secret of the tests").decrypt(cipher.encrypt("a password"))).isEqualTo("a password");
	}

	@Test
	void opensWhatAnotherProgramSealedAsDescribed() {
		String sealed = "AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKC81MnUgxuFjn0mLdze3cj0dn6B1Tr1Ge9OLm";

		assertThat(cipher.decrypt(sealed)).isEqualTo("a password");
	}

	@Test
	void sealsTheSameTextDifferentlyEachTime() {
		assertThat(cipher.encrypt("a password")).isNotEqualTo(cipher.encrypt("a password"));
	}

	@Test
	void saltsEachCipherAnew() {
		byte[] first = Base64.getDecoder().decode(cipher.encrypt("a password"));
		byte[] second = Base64.getDecoder().decode(cipher("a boot secret of the tests").encrypt("a password"));

		assertThat(Arrays.copyOf(first, SALT)).isNotEqualTo(Arrays.copyOf(second, SALT));
	}

	@Test
	void refusesAnotherSecretAndDoesNotRepeatTheValue() {
		String sealed = cipher.encrypt("a password");

		assertThatExceptionOfType(WrongBootSecret.class)
			.isThrownBy(() -> cipher("a boot secret of the test!").decrypt(sealed))
			.withNoCause()
			.withMessageNotContaining(sealed);
	}

	@Test
	void refusesEveryFlippedBitOfNonceAndCiphertext() {
		byte[] sealed = Base64.getDecoder().decode(cipher.encrypt("a password"));
		for (int bit = SALT * 8; bit < sealed.length * 8; bit++) {
			assertRefused(flipped(sealed, bit));
		}
	}

	@Test
	void refusesAnAlteredSalt() {
		byte[] sealed = Base64.getDecoder().decode(cipher.encrypt("a password"));

		assertRefused(flipped(sealed, 0));
		assertRefused(flipped(sealed, SALT * 8 - 1));
	}

	@Test
	void refusesEveryTruncation() {
		byte[] sealed = Base64.getDecoder().decode(cipher.encrypt("a password"));
		for (int length = 0; length < sealed.length; length++) {
			assertRefused(Arrays.copyOf(sealed, length));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not base64!", "ENC(AAAA)" })
	void refusesWhatIsNoSealedValue(String text) {
		assertThatExceptionOfType(WrongBootSecret.class).isThrownBy(() -> cipher.decrypt(text));
	}

	@Test
	void keepsWorkingWhenTheSecretIsClosed() {
		BootSecret secret = secret("another boot secret of the tests");
		BootCipher own = new BootCipher(secret);
		secret.close();

		assertThat(own.decrypt(own.encrypt("a password"))).isEqualTo("a password");
		assertThatExceptionOfType(WrongBootSecret.class).isThrownBy(() -> cipher.decrypt(own.encrypt("a password")));
	}

	private static void assertRefused(byte[] sealed) {
		String text = Base64.getEncoder().encodeToString(sealed);
		assertThatExceptionOfType(WrongBootSecret.class).isThrownBy(() -> cipher.decrypt(text));
	}

	private static byte[] flipped(byte[] bytes, int bit) {
		byte[] altered = bytes.clone();
		altered[bit / 8] ^= (byte) (1 << (bit % 8));
		return altered;
	}

	private static BootCipher cipher(String secret) {
		return new BootCipher(secret(secret));
	}

	private static BootSecret secret(String secret) {
		try {
			return BootSecret.read(Files.writeString(directory.resolve("secret"), secret));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
