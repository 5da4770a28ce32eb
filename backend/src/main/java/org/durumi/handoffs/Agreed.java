package org.durumi.handoffs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * A digest of the names of the fields that leave, as the second person saw them. The job
 * that seals holds no key of the case and compares with it what it finds in the copies.
 * <p>
 * Salted, since names of fields tell already what happened to her: the salt is sealed, in
 * the choice and in each copy.
 */
final class Agreed {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int SALT_BYTES = 32;

	private Agreed() {
	}

	static String newSalt() {
		byte[] salt = new byte[SALT_BYTES];
		RANDOM.nextBytes(salt);
		return HexFormat.of().formatHex(salt);
	}

	/** In whatever order they come. */
	static String digest(String salt, Collection<String> fields) {
		String text = salt + "\n" + String.join("\n", new TreeSet<>(fields));
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
