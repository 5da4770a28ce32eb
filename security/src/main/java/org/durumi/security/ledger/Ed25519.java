package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/** Ed25519 signatures (RFC 8032) with keys in the raw form that signed notes use. */
final class Ed25519 {

	/** Bytes of a public key. */
	static final int KEY = 32;

	/** Bytes of a signature. */
	static final int SIGNATURE = 64;

	private static final String NAME = "Ed25519";

	private Ed25519() {
	}

	static KeyPair generate() {
		try {
			return KeyPairGenerator.getInstance(NAME).generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot make a signing key", ex);
		}
	}

	/** The raw form of a public key. */
	static byte[] raw(PublicKey key) {
		byte[] encoded = key.getEncoded();
		return Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length);
	}

	static byte[] sign(PrivateKey key, String text) {
		try {
			Signature signature = Signature.getInstance(NAME);
			signature.initSign(key);
			signature.update(text.getBytes(StandardCharsets.UTF_8));
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot sign", ex);
		}
	}

	/**
	 * Whether the key signed the text; a key or a signature that is none did not. Not by
	 * the JDK, which takes nine times as long: a quiet log has nearly as many signatures
	 * as entries.
	 */
	static boolean verify(byte[] key, String text, byte[] signed) {
		byte[] data = text.getBytes(StandardCharsets.UTF_8);
		return key.length == KEY && signed.length == SIGNATURE
				&& org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signed, 0, key, 0, data, 0, data.length);
	}

	/** By which a signature line names the key, beside its name (C2SP signed-note). */
	static int id(String name, byte type, byte[] key) {
		MessageDigest digest = Hashes.sha256();
		digest.update(name.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) '\n');
		digest.update(type);
		return ByteBuffer.wrap(digest.digest(key)).getInt();
	}

}
