package org.durumi.security.seal;

import java.security.GeneralSecurityException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;

/**
 * The opened key of one compartment of one case (Tink AES-256-GCM).
 * <p>
 * Guaranteed: whoever lacks the key learns of a value only its length's bucket, and
 * cannot alter it or move it to another cell unnoticed. Not guaranteed: that a value is
 * the newest one its cell has held; an old ciphertext of the same cell opens, which is
 * why the audit log exists.
 */
public final class CompartmentKey {

	private final KeysetHandle keyset;

	private final Aead aead;

	CompartmentKey(KeysetHandle keyset) {
		this.keyset = keyset;
		try {
			this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("no such key", ex);
		}
	}

	/**
	 * Seals a value to its cell.
	 * @throws TooLongToSeal if it is longer than a field may be
	 */
	public <T> Sealed<T> seal(Cell cell, SealedType<T> type, T value) {
		try {
			return Sealed.owning(this.aead.encrypt(Padding.pad(type.encode(value)), cell.aad()), type);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot seal", ex);
		}
	}

	/**
	 * Opens a value.
	 * @throws CannotOpen if it was altered, or sealed to another cell or with another key
	 */
	public <T> T open(Cell cell, Sealed<T> sealed) {
		return sealed.decode(Padding.unpad(decrypt(sealed.bytes(), cell.aad())));
	}

	private byte[] decrypt(byte[] ciphertext, byte[] aad) {
		try {
			return this.aead.decrypt(ciphertext, aad);
		}
		catch (GeneralSecurityException ex) {
			throw new CannotOpen();
		}
	}

	KeysetHandle keyset() {
		return this.keyset;
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
