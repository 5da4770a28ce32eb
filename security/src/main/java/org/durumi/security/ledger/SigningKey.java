package org.durumi.security.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import org.durumi.security.boot.BootCipher;

/**
 * Signs checkpoints (Ed25519). It lies in a file of its own under a secret of its own, so
 * that neither the boot secret nor the root keyset gives it away. In this version it is
 * read by the same process that serves people: whoever runs code there can sign.
 */
public final class SigningKey {

	private final VerifierKey verifier;

	private final PrivateKey key;

	private SigningKey(VerifierKey verifier, PrivateKey key) {
		this.verifier = verifier;
		this.key = key;
	}

	/** A new key for the log of this name. */
	public static SigningKey generate(String name) {
		KeyPair pair = Ed25519.generate();
		return new SigningKey(VerifierKey.of(name, Ed25519.raw(pair.getPublic())), pair.getPrivate());
	}

	/** Writes the key, sealed, to a file only its owner reads. */
	public void toFile(Path file, BootCipher cipher) throws IOException {
		Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(file, "ENC("
				+ cipher.encrypt(this.verifier + "\n" + Base64.getEncoder().encodeToString(this.key.getEncoded()))
				+ ")\n");
	}

	/**
	 * Reads a key that {@link #toFile} wrote.
	 * @throws org.durumi.security.boot.WrongBootSecret if it does not open with the
	 * secret
	 * @throws IOException if the file is not there or holds something else
	 */
	public static SigningKey fromFile(Path file, BootCipher cipher) throws IOException {
		String sealed = Files.readString(file, StandardCharsets.UTF_8).strip();
		if (!sealed.startsWith("ENC(") || !sealed.endsWith(")")) {
			throw new IOException(file + " holds no sealed key");
		}
		String[] parts = cipher.decrypt(sealed.substring(4, sealed.length() - 1)).split("\n");
		try {
			PrivateKey key = KeyFactory.getInstance("Ed25519")
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
			return new SigningKey(VerifierKey.parse(parts[0]), key);
		}
		catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException ex) {
			throw new IOException(file + " holds no signing key", ex);
		}
	}

	/** What verifies this key's signatures; public. */
	public VerifierKey verifier() {
		return this.verifier;
	}

	/** The checkpoint as a signed note (C2SP signed-note). */
	public String sign(Checkpoint checkpoint) {
		String text = checkpoint.text();
		return text + "\n" + this.verifier.line(Ed25519.sign(this.key, text));
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
