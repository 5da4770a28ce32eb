package org.durumi.security.ledger;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key in the text form of C2SP signed-note: {@code name+id+key}, where the id is
 * made of the rest and so finds a slip.
 *
 * @param type what the key signs: {@link #NOTE} or {@link #COSIGNATURE}
 * @param key 32 bytes, Ed25519
 */
record PublicKeyText(String name, byte type, byte[] key) {

	/** A key that signs notes. */
	static final byte NOTE = 1;

	/** A key of a witness (C2SP tlog-cosignature). */
	static final byte COSIGNATURE = 4;

	private static final int LONGEST = 400;

	PublicKeyText {
		if (!SignedNote.isKeyName(name) || key.length != Ed25519.KEY) {
			throw new Malformed("This is no verifier key.");
		}
	}

	/**
	 * Reads a key of this type.
	 * @throws Malformed if the text is none, or its id does not fit
	 */
	static PublicKeyText parse(String text, byte type) {
		String[] parts = (text.length() <= LONGEST) ? text.strip().split("\\+", 3) : new String[0];
		if (parts.length != 3) {
			throw new Malformed("This is no verifier key.");
		}
		byte[] typed = Text64.parse(parts[2]);
		if (typed.length != Ed25519.KEY + 1 || typed[0] != type) {
			throw new Malformed("This is no verifier key of the kind that is wanted.");
		}
		PublicKeyText key = new PublicKeyText(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
		if (!key.hexId().equals(parts[1])) {
			throw new Malformed("The verifier key’s id does not fit the key.");
		}
		return key;
	}

	int id() {
		return Ed25519.id(this.name, this.type, this.key);
	}

	/** A line that carries this key's signature. */
	String line(byte[] signature) {
		return new SignedNote.Line(this.name, id(), signature).toString();
	}

	private String hexId() {
		return HexFormat.of().toHexDigits(id());
	}

	@Override
	public String toString() {
		byte[] typed = new byte[Ed25519.KEY + 1];
		typed[0] = this.type;
		System.arraycopy(this.key, 0, typed, 1, Ed25519.KEY);
		return this.name + "+" + hexId() + "+" + Text64.of(typed);
	}

}
