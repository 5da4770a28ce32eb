package org.durumi.security.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hides a value's length: plaintext is padded to the next bucket, its true length in
 * front. A bucket counts the four bytes of that length.
 */
final class Padding {

	/** The most a field holds, in bytes: 64 KiB of text, and room for what encodes it. */
	static final int MAX_PLAINTEXT = 80 * 1024;

	private static final int PREFIX = 4;

	private static final int[] BUCKETS = { 32, 64, 128, 256, 512, 1024, 4096 };

	private Padding() {
	}

	static byte[] pad(byte[] plaintext) {
		if (plaintext.length > MAX_PLAINTEXT) {
			throw new TooLongToSeal();
		}
		return ByteBuffer.allocate(bucket(plaintext.length + PREFIX)).putInt(plaintext.length).put(plaintext).array();
	}

	static byte[] unpad(byte[] padded) {
		if (padded.length < PREFIX) {
			throw new CannotOpen();
		}
		int length = ByteBuffer.wrap(padded).getInt();
		if (length < 0 || length > padded.length - PREFIX) {
			throw new CannotOpen();
		}
		return Arrays.copyOfRange(padded, PREFIX, PREFIX + length);
	}

	private static int bucket(int length) {
		for (int bucket : BUCKETS) {
			if (length <= bucket) {
				return bucket;
			}
		}
		return (length + 4095) / 4096 * 4096;
	}

}
