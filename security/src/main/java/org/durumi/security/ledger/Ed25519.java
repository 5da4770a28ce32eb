package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 signatures (RFC 8032) with keys in the raw form that signed notes use. */
final class Ed25519 {

	/** Bytes of a public key. */
	static final int KEY = 32;

	/** Bytes of a signature. */
	static final int SIGNATURE = 64;

	private static final String NAME = "Ed25519";

	/** What stands before the raw key in the X.509 form. */
	private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

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

	/** Whether the key signed the text; a key or a signature that is none did not. */
	static boolean verify(byte[] key, String text, byte[] signed) {
		try {
			byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY);
			System.arraycopy(key, 0, encoded, X509_PREFIX.length, KEY);
			Signature signature = Signature.getInstance(NAME);
			signature.initVerify(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
			signature.update(text.getBytes(StandardCharsets.UTF_8));
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
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
