package org.durumi.security.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a log's checkpoints in a directory, on a drive that whoever runs the log does not
 * hold. It takes a newer one only if the log goes on from the last that it kept, and
 * signs what it takes with a key of its own, made at first use.
 * <p>
 * Guaranteed: of two that contradict each other it keeps the first and says so. Not
 * guaranteed: that the first it was ever given was the true one; and whoever has the
 * drive can take checkpoints from it.
 */
public final class Witness {

	private static final String CHECKPOINTS = "checkpoints";

	private static final String PRIVATE_KEY = "witness.key";

	private static final String PUBLIC_KEY = "witness.pub";

	private static final String LOG_KEY = "log.pub";

	private static final int LARGEST_KEY = 1_000;

	private final Path directory;

	private final VerifierKey log;

	private final WitnessKey key;

	private final Clock clock;

	private Witness(Path directory, VerifierKey log, WitnessKey key, Clock clock) {
		this.directory = directory;
		this.log = log;
		this.key = key;
		this.clock = clock;
	}

	/** What became of a checkpoint that was given. */
	public enum Answer {

		/** It is the first that was kept: nothing could be held against it. */
		FIRST,
		/** It was kept: the log goes on from the last. */
		KEPT,
		/** It is the last that was kept. */
		SAME,
		/** It is of a smaller log than the last. */
		ROLLED_BACK,
		/** The log does not go on from the last. */
		FORKED,
		/** It is newer than the last, and there is no proof that the log goes on. */
		UNPROVED

	}

	/**
	 * Opens a witness's directory; an empty one becomes one.
	 * @throws Malformed if it is something else, or the witness of another log
	 */
	public static Witness open(Path directory, VerifierKey log, Clock clock) throws IOException {
		if (Files.isDirectory(directory) && Files.notExists(directory.resolve(LOG_KEY)) && !isEmpty(directory)) {
			throw new Malformed("The directory holds something else than a witness’s checkpoints.");
		}
		Files.createDirectories(directory.resolve(CHECKPOINTS));
		Path keyFile = directory.resolve(PRIVATE_KEY);
		if (Files.notExists(keyFile) && newest(directory).isEmpty()) {
			WitnessKey key = WitnessKey.generate(log.name());
			// what was begun and broken off is begun anew
			Files.writeString(directory.resolve(LOG_KEY), log + "\n");
			Files.writeString(directory.resolve(PUBLIC_KEY), key.verifier() + "\n");
			key.toFile(keyFile);
		}
		if (Files.notExists(keyFile)) {
			throw new Malformed("The witness’s directory has checkpoints and no key.");
		}
		requireLog(directory, log);
		return new Witness(directory, log, WitnessKey.fromFile(keyFile), clock);
	}

	/** Whether a witness of some log keeps its checkpoints there. */
	public static boolean isIn(Path directory) {
		return Files.isRegularFile(directory.resolve(LOG_KEY));
	}

	/**
	 * The last checkpoint that was kept, absent before the first.
	 * @throws Malformed if it is not as it was kept
	 */
	public Optional<Checkpoint> last() throws IOException {
		return newest(this.directory).isPresent() ? Optional.of(last(this.directory, this.log)) : Optional.empty();
	}

	/**
	 * The last checkpoint in a witness's directory.
	 * @throws Malformed if there is none, or it is not as it was kept
	 */
	static Checkpoint last(Path directory, VerifierKey log) throws IOException {
		Path file = newest(directory).orElseThrow(() -> new Malformed("The directory holds no kept checkpoint."));
		requireLog(directory, log);
		SignedNote note = OfflineVerifier.note(file);
		CosignerKey witness = CosignerKey.parse(text(directory.resolve(PUBLIC_KEY)));
		Checkpoint checkpoint = OfflineVerifier.checkpoint(note, log);
		if (witness.verify(note).isEmpty() || !file.equals(file(directory, checkpoint))) {
			throw new Malformed("The last kept checkpoint is not as the witness kept it.");
		}
		return checkpoint;
	}

	/**
	 * Takes a checkpoint, with the proof that the log goes on from the last.
	 * @param proof a file of C2SP tlog-witness's form about the same checkpoint
	 * @throws Malformed if the checkpoint is none that the log's key signed, or the proof
	 * is none of it
	 */
	public Answer take(Path checkpoint, @Nullable Path proof) throws IOException {
		SignedNote note = OfflineVerifier.note(checkpoint);
		Checkpoint given = OfflineVerifier.checkpoint(note, this.log);
		Optional<Checkpoint> last = last();
		if (last.isEmpty()) {
			keep(note, given);
			return Answer.FIRST;
		}
		Answer answer = answer(last.get(), given, (proof != null) ? proof(proof, note, given) : null);
		if (answer == Answer.KEPT) {
			keep(note, given);
		}
		return answer;
	}

	/**
	 * Takes a checkpoint with its proof, as {@link LogExport#consistency} writes it.
	 * @throws Malformed if it is none that the log's key signed
	 */
	public Answer take(byte[] consistency) throws IOException {
		ConsistencyFile file = ConsistencyFile.parse(new String(consistency, StandardCharsets.UTF_8));
		Checkpoint given = OfflineVerifier.checkpoint(file.note(), this.log);
		Optional<Checkpoint> last = last();
		Answer answer = last.isEmpty() ? Answer.FIRST
				: answer(last.get(), given, new ConsistencyProof(file.old(), given.size(), file.hashes()));
		if (answer == Answer.FIRST || answer == Answer.KEPT) {
			keep(file.note(), given);
		}
		return answer;
	}

	/**
	 * Takes the checkpoint of a log that was verified, and held against the last.
	 */
	public Answer take(OfflineReport report) throws IOException {
		Checkpoint given = report.checkpoint();
		if (given == null || !report.holds()) {
			throw new IllegalArgumentException("a log that does not hold");
		}
		Optional<Checkpoint> last = last();
		if (last.isPresent() && last.get().size() == given.size()) {
			return Answer.SAME;
		}
		keep(SignedNote.parse(report.note()), given);
		return last.isPresent() ? Answer.KEPT : Answer.FIRST;
	}

	/** The witness's public key (C2SP tlog-cosignature). */
	public String verifier() {
		return this.key.verifier().toString();
	}

	private static Answer answer(Checkpoint last, Checkpoint given, @Nullable ConsistencyProof proof) {
		if (given.size() < last.size()) {
			return Answer.ROLLED_BACK;
		}
		if (given.size() == last.size()) {
			return new ConsistencyProof(given.size(), given.size(), List.of()).proves(last.root(), given.root())
					? Answer.SAME : Answer.FORKED;
		}
		if (proof == null || proof.from() != last.size()) {
			return Answer.UNPROVED;
		}
		return proof.proves(last.root(), given.root()) ? Answer.KEPT : Answer.FORKED;
	}

	private static ConsistencyProof proof(Path file, SignedNote note, Checkpoint given) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			ConsistencyFile proof = ConsistencyFile.parse(Lines.whole(input, ConsistencyFile.LARGEST));
			if (!proof.note().text().equals(note.text())) {
				throw new Malformed("The proof is one of another checkpoint.");
			}
			return new ConsistencyProof(proof.old(), given.size(), proof.hashes());
		}
	}

	/** Writes beside and moves, so that no half of a checkpoint is ever the last. */
	private void keep(SignedNote note, Checkpoint checkpoint) throws IOException {
		Path file = file(this.directory, checkpoint);
		Path half = file.resolveSibling(file.getFileName() + ".half");
		String cosigned = this.key.cosign(note, this.clock.instant()).toString();
		Files.writeString(half, cosigned);
		try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private static Path file(Path directory, Checkpoint checkpoint) {
		return directory.resolve(CHECKPOINTS).resolve("%018d.checkpoint".formatted(checkpoint.size()));
	}

	private static boolean isEmpty(Path directory) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, (file) -> !file.endsWith(CHECKPOINTS))) {
			return !files.iterator().hasNext();
		}
	}

	private static Optional<Path> newest(Path directory) throws IOException {
		Path checkpoints = directory.resolve(CHECKPOINTS);
		if (!Files.isDirectory(checkpoints)) {
			return Optional.empty();
		}
		Path newest = null;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(checkpoints, "*.checkpoint")) {
			for (Path file : files) {
				newest = (newest == null || file.compareTo(newest) > 0) ? file : newest;
			}
		}
		return Optional.ofNullable(newest);
	}

	private static void requireLog(Path directory, VerifierKey log) throws IOException {
		if (!text(directory.resolve(LOG_KEY)).strip().equals(log.toString())) {
			throw new Malformed("The witness’s directory is of another log, or of another key of it.");
		}
	}

	private static String text(Path file) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			return Lines.whole(input, LARGEST_KEY);
		}
	}

}
