package org.durumi.security.ledger;

import java.util.List;
import java.util.Optional;

/** The public half of a log's key, in the text form of C2SP signed-note. */
public final class VerifierKey {

	private final PublicKeyText key;

	private VerifierKey(PublicKeyText key) {
		this.key = key;
	}

	static VerifierKey of(String name, byte[] point) {
		return new VerifierKey(new PublicKeyText(name, PublicKeyText.NOTE, point));
	}

	/**
	 * Reads {@code name+id+key}.
	 * @throws Malformed if the text is none, or its id does not fit
	 */
	public static VerifierKey parse(String text) {
		return new VerifierKey(PublicKeyText.parse(text, PublicKeyText.NOTE));
	}

	public String name() {
		return this.key.name();
	}

	/** A line that carries this key's signature. */
	String line(byte[] signature) {
		return this.key.line(signature);
	}

	/**
	 * The checkpoint in a note, if this key has signed it and it is one of the log that
	 * the key is named for.
	 */
	public Optional<Checkpoint> verify(String note) {
		try {
			return verify(SignedNote.parse(note));
		}
		catch (Malformed ex) {
			return Optional.empty();
		}
	}

	/**
	 * The checkpoint in a note, if this key has signed it.
	 * @throws Malformed if it did and the text is no checkpoint
	 */
	Optional<Checkpoint> verify(SignedNote note) {
		List<byte[]> signatures = note.signaturesOf(this.key);
		// one in its name that is not its own spoils the note (signed-note, "Signatures")
		if (signatures.isEmpty() || !signatures.stream()
			.allMatch((signature) -> Ed25519.verify(this.key.key(), note.text(), signature))) {
			return Optional.empty();
		}
		return Optional.of(Checkpoint.parse(note.text())).filter((checkpoint) -> checkpoint.origin().equals(name()));
	}

	@Override
	public String toString() {
		return this.key.toString();
	}

}
