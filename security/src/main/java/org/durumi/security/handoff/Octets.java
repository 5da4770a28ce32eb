package org.durumi.security.handoff;

import java.util.Arrays;

/**
 * Reads bytes from the front. What says that it is longer than what is there is refused
 * before anything is set aside for it.
 */
final class Octets {

	private final byte[] bytes;

	private int at;

	Octets(byte[] bytes) {
		this.bytes = bytes;
	}

	boolean isEmpty() {
		return this.at == this.bytes.length;
	}

	/** A number of one byte. */
	int one() throws NotOpenPgp {
		if (isEmpty()) {
			throw new NotOpenPgp();
		}
		return Byte.toUnsignedInt(this.bytes[this.at++]);
	}

	/** A number of two bytes. */
	int two() throws NotOpenPgp {
		return one() << 8 | one();
	}

	/** A number of four bytes. */
	long four() throws NotOpenPgp {
		return (long) two() << 16 | two();
	}

	byte[] take(long length) throws NotOpenPgp {
		if (length > this.bytes.length - this.at) {
			throw new NotOpenPgp();
		}
		this.at += (int) length;
		return Arrays.copyOfRange(this.bytes, this.at - (int) length, this.at);
	}

	byte[] rest() {
		byte[] rest = Arrays.copyOfRange(this.bytes, this.at, this.bytes.length);
		this.at = this.bytes.length;
		return rest;
	}

	/**
	 * A multiprecision integer (RFC 4880 section 3.2) above zero, without leading zeros,
	 * its length in bits stated exactly: each number has one spelling.
	 */
	byte[] number(int mostBits) throws NotOpenPgp {
		int bits = two();
		if (bits == 0 || bits > mostBits) {
			throw new NotOpenPgp();
		}
		byte[] number = take((bits + 7) / 8);
		if (Byte.toUnsignedInt(number[0]) >> (bits - 1) % 8 != 1) {
			throw new NotOpenPgp();
		}
		return number;
	}

	void end() throws NotOpenPgp {
		if (!isEmpty()) {
			throw new NotOpenPgp();
		}
	}

}
