package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
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

	static byte[] join(List<byte[]> hashes) {
		ByteBuffer joined = ByteBuffer.allocate(hashes.size() * LENGTH);
		hashes.forEach(joined::put);
		return joined.array();
	}

	static List<byte[]> split(byte[] joined) {
		List<byte[]> hashes = new ArrayList<>();
		for (int at = 0; at < joined.length; at += LENGTH) {
			hashes.add(Arrays.copyOfRange(joined, at, at + LENGTH));
		}
		return hashes;
	}

}
