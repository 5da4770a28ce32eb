package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The public half of a witness’s key. A cosignature says that at that time this was the
 * newest checkpoint the witness had seen of the log, and that it went on from all it had
 * seen before (C2SP tlog-cosignature, Ed25519).
 */
public final class CosignerKey {

	/** Bytes of a cosignature: the time and the signature. */
	private static final int LENGTH = Long.BYTES + Ed25519.SIGNATURE;

	/** The end of the year 9999; a later time is none. */
	private static final long LATEST = 253_402_300_799L;

	private final PublicKeyText key;

	CosignerKey(PublicKeyText key) {
		this.key = key;
	}

	/**
	 * Reads {@code name+id+key}.
	 * @throws Malformed if the text is none, or its id does not fit
	 */
	public static CosignerKey parse(String text) {
		return new CosignerKey(PublicKeyText.parse(text, PublicKeyText.COSIGNATURE));
	}

	/** When this key cosigned the note, if it did. */
	Optional<Instant> verify(SignedNote note) {
		List<byte[]> signatures = note.signaturesOf(this.key);
		// one in its name that is not its own spoils the note (signed-note, "Signatures")
		if (signatures.isEmpty() || !signatures.stream().allMatch((signature) -> isBy(signature, note))) {
			return Optional.empty();
		}
		return Optional.of(Instant.ofEpochSecond(ByteBuffer.wrap(signatures.getLast()).getLong()));
	}

	private boolean isBy(byte[] signature, SignedNote note) {
		if (signature.length != LENGTH) {
			return false;
		}
		ByteBuffer buffer = ByteBuffer.wrap(signature);
		long seconds = buffer.getLong();
		byte[] signed = new byte[Ed25519.SIGNATURE];
		buffer.get(signed);
		return seconds >= 0 && seconds <= LATEST
				&& Ed25519.verify(this.key.key(), message(seconds, note.text()), signed);
	}

	/** What is signed. */
	static String message(long seconds, String text) {
		return "cosignature/v1\ntime " + seconds + "\n" + text;
	}

	/** Whether somebody signed in this key’s name, rightly or not. */
	boolean isNamedIn(SignedNote note) {
		return !note.signaturesOf(this.key).isEmpty();
	}

	/** The key, as it is. */
	byte[] point() {
		return this.key.key();
	}

	@Override
	public String toString() {
		return this.key.toString();
	}

}
