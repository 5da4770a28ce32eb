package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The hashes of RFC 6962, section 2.1. */
final class Hashes {

	/** Bytes of a hash. */
	static final int LENGTH = 32;

	/** Never updated: to copy it takes a fraction of the time to ask for another. */
	private static final MessageDigest UNUSED = unused();

	private Hashes() {
	}

	static MessageDigest sha256() {
		try {
			return (MessageDigest) UNUSED.clone();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MessageDigest unused() {
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
		byte[] node = new byte[1 + left.length + right.length];
		node[0] = 1;
		System.arraycopy(left, 0, node, 1, left.length);
		System.arraycopy(right, 0, node, 1 + left.length, right.length);
		return sha256().digest(node);
	}

	/** The root of a perfect subtree whose leaves, a power of two of them, are given. */
	static byte[] perfect(List<byte[]> hashes) {
		byte[] level = join(hashes);
		byte[] node = new byte[1 + 2 * LENGTH];
		node[0] = 1;
		MessageDigest digest = sha256();
		try {
			for (int width = hashes.size() / 2; width > 0; width /= 2) {
				// each is read before what takes its place is written
				for (int i = 0; i < width; i++) {
					System.arraycopy(level, i * 2 * LENGTH, node, 1, 2 * LENGTH);
					digest.update(node);
					digest.digest(level, i * LENGTH, LENGTH);
				}
			}
		}
		catch (DigestException ex) {
			throw new IllegalStateException(ex);
		}
		return Arrays.copyOf(level, LENGTH);
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
