package org.durumi.security.handoff;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes the forms in which OpenPGP has numbers. */
final class Bytes {

	private Bytes() {
	}

	static byte[] joined(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	/** A number in so many bytes. */
	static byte[] number(long value, int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) (value >>> 8 * (length - 1 - i));
		}
		return bytes;
	}

	/** A multiprecision integer (RFC 4880 section 3.2). */
	static byte[] integer(byte[] magnitude) {
		BigInteger value = new BigInteger(1, magnitude);
		int bits = value.bitLength();
		byte[] bytes = value.toByteArray();
		int length = (bits + 7) / 8;
		byte[] integer = joined(number(bits, 2), new byte[length]);
		System.arraycopy(bytes, bytes.length - length, integer, 2, length);
		return integer;
	}

	/** A magnitude with zeros in front, which is at most that long. */
	static byte[] leftPadded(byte[] magnitude, int length) {
		byte[] padded = new byte[length];
		System.arraycopy(magnitude, 0, padded, length - magnitude.length, magnitude.length);
		return padded;
	}

}
