package org.durumi.security.seal;

import java.util.Arrays;

/**
 * A value as it lies in the database: ciphertext, and how to read it once it is opened.
 * It cannot open itself.
 */
public final class Sealed<T> {

	private final byte[] ciphertext;

	private final SealedType<T> type;

	private Sealed(byte[] ciphertext, SealedType<T> type) {
		this.ciphertext = ciphertext;
		this.type = type;
	}

	public static <T> Sealed<T> of(byte[] ciphertext, SealedType<T> type) {
		return new Sealed<>(ciphertext.clone(), type);
	}

	/** Of bytes that nobody else holds. */
	static <T> Sealed<T> owning(byte[] ciphertext, SealedType<T> type) {
		return new Sealed<>(ciphertext, type);
	}

	public byte[] ciphertext() {
		return this.ciphertext.clone();
	}

	T decode(byte[] plaintext) {
		return this.type.decode(plaintext);
	}

	byte[] bytes() {
		return this.ciphertext;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Sealed<?> sealed && Arrays.equals(this.ciphertext, sealed.ciphertext);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.ciphertext);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
