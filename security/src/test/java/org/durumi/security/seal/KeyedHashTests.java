package org.durumi.security.seal;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedHashTests {

	private final RootKey root = RootKey.generate();

	@Test
	void hashesAsItAlwaysDid() {
		// computed from RFC 5869 and RFC 2104 by another program
		byte[] secret = "a secret of the test".getBytes(StandardCharsets.US_ASCII);

		assertThat(KeyedHash.derive(secret, "search-term").of("리영희")).isEqualTo("8d592a9fc02b0a81ce4e8b7b0a84c75d");
	}

	@Test
	void hashesTheSameTextToTheSame() {
		assertThat(this.root.keyedHash("search-term").of("Ri Yong Hui"))
			.isEqualTo(this.root.keyedHash("search-term").of("Ri Yong Hui"));
	}

	@Test
	void hashesAsBeforeWhenTheKeysetWasReadAgain() {
		assertThat(RootKey.parse(this.root.serialize()).keyedHash("search-term").of("Ri Yong Hui"))
			.isEqualTo(this.root.keyedHash("search-term").of("Ri Yong Hui"));
	}

	@Test
	void hashesAnotherTextToAnother() {
		KeyedHash hash = this.root.keyedHash("search-term");

		assertThat(hash.of("Ri Yong Hui")).isNotEqualTo(hash.of("Ri Yong Hu"))
			.isNotEqualTo(hash.of("ri yong hui"))
			.isNotEqualTo(hash.of(""));
	}

	@Test
	void hashesOtherwiseForAnotherUse() {
		assertThat(this.root.keyedHash("search-term").of("Ri Yong Hui"))
			.isNotEqualTo(this.root.keyedHash("phone-number").of("Ri Yong Hui"));
	}

	@Test
	void hashesOtherwiseUnderAnotherRoot() {
		assertThat(this.root.keyedHash("search-term").of("Ri Yong Hui"))
			.isNotEqualTo(RootKey.generate().keyedHash("search-term").of("Ri Yong Hui"));
	}

	@Test
	void tellsNothingOfTheTextsLength() {
		assertThat(this.root.keyedHash("search-term").of("")).hasSize(32);
		assertThat(this.root.keyedHash("search-term").of("x".repeat(1_000))).hasSize(32);
	}

	@Test
	void saysNothingAsText() {
		assertThat(this.root.keyedHash("search-term")).hasToString("[key]");
	}

}
