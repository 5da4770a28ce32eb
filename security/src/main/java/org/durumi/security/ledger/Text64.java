package org.durumi.security.ledger;

import java.util.Base64;

/**
 * Base64 as RFC 4648, section 4, writes it, and no other spelling of the same bytes: with
 * its padding, without bits that count for nothing.
 */
final class Text64 {

	private Text64() {
	}

	static String of(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	/**
	 * Reads.
	 * @throws Malformed if the text is no base64 or not the one spelling of its bytes
	 */
	static byte[] parse(String text) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new Malformed("There is a text that is no base64.", ex);
		}
		if (!of(bytes).equals(text)) {
			throw new Malformed("There is a base64 text that is not spelt as it must be.");
		}
		return bytes;
	}

	/**
	 * Reads a hash.
	 * @throws Malformed if the text is none
	 */
	static byte[] parseHash(String text) {
		byte[] hash = parse(text);
		if (hash.length != Hashes.LENGTH) {
			throw new Malformed("There is a hash that has not 32 bytes.");
		}
		return hash;
	}

}
