package org.durumi.security.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Tells whether two texts are the same without saying what they are: HMAC-SHA256, cut to
 * 128 bits, under a key derived (RFC 5869) from the root keyset.
 * <p>
 * Guaranteed: without the root keyset a hash tells nothing, and hashes made for different
 * uses cannot be compared. Not guaranteed: secrecy from whoever holds that keyset and can
 * guess, which with names is easy; and the same text hashes otherwise under another root
 * keyset.
 */
public final class KeyedHash {

	private static final int LENGTH = 16;

	private final SecretKey key;

	private KeyedHash(SecretKey key) {
		this.key = key;
	}

	static KeyedHash derive(byte[] secret, String use) {
		try {
			return new KeyedHash(KDF.getInstance("HKDF-SHA256")
				.deriveKey("HmacSHA256",
						HKDFParameterSpec.ofExtract()
							.addIKM(secret)
							.thenExpand(("durumi/keyed-hash/v1/" + use).getBytes(StandardCharsets.UTF_8), 32)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot derive a key", ex);
		}
	}

	/** The hash in hexadecimal. */
	public String of(String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.key);
			byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(Arrays.copyOf(hash, LENGTH));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot hash", ex);
		}
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
