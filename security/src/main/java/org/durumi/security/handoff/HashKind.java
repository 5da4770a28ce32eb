package org.durumi.security.handoff;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The hash algorithms that a signature may rest on; none that is weak. */
enum HashKind {

	SHA256(8, "SHA-256"), SHA384(9, "SHA-384"), SHA512(10, "SHA-512");

	private final int id;

	private final String algorithm;

	HashKind(int id, String algorithm) {
		this.id = id;
		this.algorithm = algorithm;
	}

	static Optional<HashKind> of(int id) {
		return Arrays.stream(values()).filter((hash) -> hash.id == id).findFirst();
	}

	int id() {
		return this.id;
	}

	MessageDigest digest() {
		return digest(this.algorithm);
	}

	static MessageDigest digest(String algorithm) {
		try {
			return MessageDigest.getInstance(algorithm);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("no " + algorithm, ex);
		}
	}

}
