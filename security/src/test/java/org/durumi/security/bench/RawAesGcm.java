package org.durumi.security.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The least that sealing with AES-256-GCM takes on this machine: the runtime's own
 * cipher, made once and kept, with a fresh random nonce for each value. It neither binds
 * a value to its cell nor hides its length, so it is what sealing is measured against and
 * not what could replace it.
 */
final class RawAesGcm {

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private final SecureRandom random = new SecureRandom();

	private final Cipher cipher;

	private final SecretKey key;

	RawAesGcm() throws GeneralSecurityException {
		this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
		KeyGenerator generator = KeyGenerator.getInstance("AES");
		generator.init(256);
		this.key = generator.generateKey();
	}

	String sealAndOpen(String text) {
		try {
			return open(seal(text));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot seal", ex);
		}
	}

	private byte[] seal(String text) throws GeneralSecurityException {
		byte[] plaintext = text.getBytes(StandardCharsets.UTF_8);
		byte[] nonce = new byte[NONCE];
		this.random.nextBytes(nonce);
		this.cipher.init(Cipher.ENCRYPT_MODE, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		byte[] sealed = Arrays.copyOf(nonce, NONCE + plaintext.length + TAG_BITS / 8);
		this.cipher.doFinal(plaintext, 0, plaintext.length, sealed, NONCE);
		return sealed;
	}

	private String open(byte[] sealed) throws GeneralSecurityException {
		this.cipher.init(Cipher.DECRYPT_MODE, this.key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
		return new String(this.cipher.doFinal(sealed, NONCE, sealed.length - NONCE), StandardCharsets.UTF_8);
	}

}
