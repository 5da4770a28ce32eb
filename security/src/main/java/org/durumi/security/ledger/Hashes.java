package org.durumi.security.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The hashes of RFC 6962, section 2.1. */
final class Hashes {

	/** Bytes of a hash. */
	static final int LENGTH = 32;

	private Hashes() {
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The root of a tree without leaves. */
	static byte[] ofNothing() {
		return sha256().digest();
	}

	static byte[] leaf(byte[] data) {
		MessageDigest digest = sha256();
		digest.update((byte) 0);
		return digest.digest(data);
	}

	static byte[] node(byte[] left, byte[] right) {
		MessageDigest digest = sha256();
		digest.update((byte) 1);
		digest.update(left);
		return digest.digest(right);
	}

	/** The root of a perfect subtree whose leaves, a power of two of them, are given. */
	static byte[] perfect(List<byte[]> hashes) {
		if (hashes.size() == 1) {
			return hashes.getFirst();
		}
		int half = hashes.size() / 2;
		return node(perfect(hashes.subList(0, half)), perfect(hashes.subList(half, hashes.size())));
	}

}
