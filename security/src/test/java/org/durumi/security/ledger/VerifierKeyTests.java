package org.durumi.security.ledger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VerifierKeyTests {

	/** Published keys: of the format's own example, and of Go's checksum database. */
	@ParameterizedTest
	@ValueSource(strings = { "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
			"sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8" })
	void readsAndWritesPublishedKeys(String text) {
		assertThat(VerifierKey.parse(text)).hasToString(text);
		assertThat(VerifierKey.parse(text + "\n")).hasToString(text);
	}

	@Test
	void readsAndWritesItsOwn() {
		String text = SigningKey.generate("log.example").verifier().toString();

		assertThat(VerifierKey.parse(text)).hasToString(text);
		assertThat(VerifierKey.parse(text).name()).isEqualTo("log.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PeterNeumann", "PeterNeumann+c74f20a3",
			// another name, another id, another key, another kind of key, a short one
			"PaulNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
			"PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
			"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
			"PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
			"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy", "PeterNeumann+c74f20a3+", "+c74f20a3+AR",
			"PeterNeumann+c74f20a3+not base64!" })
	void refusesWhatIsNoKey(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two words", "a+b", "line\nend" })
	void refusesANameThatWouldNotReadBack(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.generate(name));
	}

}
