package org.durumi.security.boot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Seals configuration values under the boot secret: Argon2id (RFC 9106; 64 MiB, three
 * passes) makes the key, AES-256-GCM seals. A value is base64 of salt (16 bytes), nonce
 * (12) and ciphertext.
 * <p>
 * Guaranteed: without the secret a value neither opens nor can be altered unnoticed. Not
 * guaranteed: resistance of a weak passphrase to a patient guesser.
 */
public final class BootCipher {

	private static final byte[] LABEL = "durumi/boot/v1".getBytes(StandardCharsets.US_ASCII);

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int SALT = 16;

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private final byte[] secret;

	private final byte[] ownSalt = random(SALT);

	/** One derivation takes most of a second, and all values of one file share a salt. */
	private final Map<ByteBuffer, SecretKeySpec> keys = new HashMap<>();

	public BootCipher(BootSecret secret) {
		this.secret = secret.bytes().clone();
	}

	public synchronized String encrypt(String text) {
		try {
			byte[] nonce = random(NONCE);
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, this.ownSalt, nonce);
			byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder()
				.encodeToString(ByteBuffer.allocate(SALT + NONCE + sealed.length)
					.put(this.ownSalt)
					.put(nonce)
					.put(sealed)
					.array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot seal", ex);
		}
	}

	/**
	 * Opens a value.
	 * @throws WrongBootSecret if it does not open
	 */
	public synchronized String decrypt(String sealed) {
		try {
			byte[] in = Base64.getDecoder().decode(sealed);
			if (in.length < SALT + NONCE + TAG_BITS / 8) {
				throw new WrongBootSecret();
			}
			Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(in, SALT),
					Arrays.copyOfRange(in, SALT, SALT + NONCE));
			return new String(cipher.doFinal(in, SALT + NONCE, in.length - SALT - NONCE), StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new WrongBootSecret();
		}
	}

	private Cipher cipher(int mode, byte[] salt, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.keys.computeIfAbsent(ByteBuffer.wrap(salt.clone()), (key) -> derive(salt)),
				new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(LABEL);
		return cipher;
	}

	private SecretKeySpec derive(byte[] salt) {
		Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
		argon2.init(
				new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
					.withSalt(salt)
					.withMemoryAsKB(64 * 1024)
					.withIterations(3)
					.withParallelism(1)
					.build());
		byte[] key = new byte[32];
		argon2.generateBytes(this.secret, key);
		return new SecretKeySpec(key, "AES");
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

}
