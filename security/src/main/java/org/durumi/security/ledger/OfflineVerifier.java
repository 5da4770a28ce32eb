package org.durumi.security.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Verifies what left the log: a whole log, a part of one, one entry's proof, or a
 * directory of tiles, with the log's public key and nothing else. It needs neither
 * database nor network, and its memory does not grow with the input, whoever made it.
 * <p>
 * Guaranteed: what is said to hold was signed by the key, entry by entry. Not guaranteed:
 * that the signer was honest; that a part leaves nothing out; that there is no newer
 * checkpoint; and, without an earlier checkpoint to hold it against, that nobody was
 * shown another log.
 */
public final class OfflineVerifier {

	private final VerifierKey key;

	private final @Nullable Checkpoint earlier;

	private final List<CosignerKey> witnesses;

	/**
	 * Makes a verifier.
	 * @param earlier a checkpoint that was kept, which the log must go on from
	 */
	public OfflineVerifier(VerifierKey key, @Nullable Checkpoint earlier) {
		this(key, earlier, List.of());
	}

	/**
	 * Makes a verifier that looks for cosignatures too.
	 * @param earlier a checkpoint that was kept, which the log must go on from
	 * @param witnesses each must have cosigned one of the checkpoints that are there
	 */
	public OfflineVerifier(VerifierKey key, @Nullable Checkpoint earlier, List<CosignerKey> witnesses) {
		this.key = key;
		this.earlier = earlier;
		this.witnesses = List.copyOf(witnesses);
	}

	/**
	 * Verifies a file or a directory.
	 * @throws Malformed if it is none of those that can be verified
	 * @throws Unverifiable if it can not be verified here
	 */
	public OfflineReport verify(Path path) throws IOException, Unverifiable {
		if (Files.isDirectory(path)) {
			return new TilesCheck(path, this.key, this.earlier, this.witnesses).check();
		}
		try (InputStream input = Files.newInputStream(path)) {
			return verify(input);
		}
	}

	OfflineReport verify(InputStream unbuffered) throws IOException, Unverifiable {
		byte[] proof = ProofFile.MAGIC.getBytes(StandardCharsets.US_ASCII);
		BufferedInputStream input = new BufferedInputStream(unbuffered);
		input.mark(proof.length);
		byte[] begin = input.readNBytes(proof.length);
		input.reset();
		if (Arrays.equals(begin, proof)) {
			Findings findings = new Findings();
			return ProofFile.parse(Lines.whole(input, ProofFile.LARGEST))
				.check(this.key, new Since(this.earlier, findings), new Cosignatures(this.witnesses, findings),
						findings);
		}
		Lines lines = new Lines(input);
		if (!LogFile.MAGIC.equals(lines.next())) {
			throw new Malformed("The file is no exported audit log, no part of one and no proof of an entry.");
		}
		return new LogFileCheck(lines, this.key, this.earlier, this.witnesses).check();
	}

	/**
	 * The checkpoint that was kept in a file, or the last in a witness's directory.
	 * @throws Malformed if there is none that the key signed
	 */
	public static Checkpoint earlier(Path path, VerifierKey key) throws IOException {
		return Files.isDirectory(path) ? Witness.last(path, key) : checkpoint(note(path), key);
	}

	static SignedNote note(Path file) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			return SignedNote.parse(Lines.whole(input, SignedNote.LONGEST));
		}
	}

	static Checkpoint checkpoint(SignedNote note, VerifierKey key) {
		return key.verify(note).orElseThrow(() -> new Malformed("The checkpoint is not signed by the log’s key."));
	}

}
