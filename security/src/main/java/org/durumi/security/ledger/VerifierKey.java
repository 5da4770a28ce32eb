package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The public half of a log's key, in the text form of C2SP signed-note. */
public final class VerifierKey {

	/** Bytes of an Ed25519 public key. */
	static final int LENGTH = 32;

	private static final byte ED25519 = 1;

	private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

	private final String name;

	private final byte[] point;

	private VerifierKey(String name, byte[] point) {
		this.name = name;
		this.point = point;
	}

	static VerifierKey of(String name, byte[] point) {
		if (name.isBlank() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace)
				|| point.length != LENGTH) {
			throw new IllegalArgumentException("not a verifier key");
		}
		return new VerifierKey(name, point);
	}

	/**
	 * Reads {@code name+id+key}.
	 * @throws IllegalArgumentException if the text is none, or its id does not fit
	 */
	public static VerifierKey parse(String text) {
		String[] parts = text.strip().split("\\+", 3);
		if (parts.length != 3) {
			throw new IllegalArgumentException("not a verifier key");
		}
		byte[] typed = Base64.getDecoder().decode(parts[2]);
		if (typed.length != LENGTH + 1 || typed[0] != ED25519) {
			throw new IllegalArgumentException("not an Ed25519 verifier key");
		}
		VerifierKey key = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
		if (!key.hexId().equals(parts[1])) {
			throw new IllegalArgumentException("the key's id does not fit the key");
		}
		return key;
	}

	public String name() {
		return this.name;
	}

	int id() {
		MessageDigest digest = Hashes.sha256();
		digest.update(this.name.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) '\n');
		digest.update(ED25519);
		return ByteBuffer.wrap(digest.digest(this.point)).getInt();
	}

	private String hexId() {
		return HexFormat.of().toHexDigits(id());
	}

	/** The checkpoint in a note, if this key has signed it. */
	public Optional<Checkpoint> verify(String note) {
		int end = note.indexOf("\n\n");
		if (end < 0) {
			return Optional.empty();
		}
		String text = note.substring(0, end + 1);
		boolean signed = note.substring(end + 2).lines().anyMatch((line) -> isSignature(line, text));
		try {
			return signed ? Optional.of(Checkpoint.parse(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private boolean isSignature(String line, String text) {
		String[] parts = line.split(" ");
		if (parts.length != 3 || !parts[0].equals("\u2014") || !parts[1].equals(this.name)) {
			return false;
		}
		try {
			byte[] bytes = Base64.getDecoder().decode(parts[2]);
			if (bytes.length != 4 + 64 || ByteBuffer.wrap(bytes).getInt() != id()) {
				return false;
			}
			Signature signature = Signature.getInstance("Ed25519");
			signature.initVerify(publicKey());
			signature.update(text.getBytes(StandardCharsets.UTF_8));
			return signature.verify(bytes, 4, 64);
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			// a signature that is none
			return false;
		}
	}

	private PublicKey publicKey() throws GeneralSecurityException {
		byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + LENGTH);
		System.arraycopy(this.point, 0, encoded, X509_PREFIX.length, LENGTH);
		return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
	}

	@Override
	public String toString() {
		byte[] typed = new byte[LENGTH + 1];
		typed[0] = ED25519;
		System.arraycopy(this.point, 0, typed, 1, LENGTH);
		return this.name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(typed);
	}

}
