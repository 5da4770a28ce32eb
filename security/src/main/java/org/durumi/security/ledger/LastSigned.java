package org.durumi.security.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What was signed last, kept outside the database: in this process and, if a file is
 * named, beside the signing key. A database that was restored from a backup, or rolled
 * back, is behind it.
 * <p>
 * Not guaranteed: anything about a checkpoint that was stored in the moment before a
 * crash and is not in the file yet; nor against whoever can write the file.
 */
public final class LastSigned {

	private final @Nullable Path file;

	private @Nullable Checkpoint checkpoint;

	private LastSigned(@Nullable Path file, @Nullable Checkpoint checkpoint) {
		this.file = file;
		this.checkpoint = checkpoint;
	}

	/** Remembered by this process alone. */
	public static LastSigned inProcess() {
		return new LastSigned(null, null);
	}

	/**
	 * Kept in a file, which need not be there yet.
	 * @throws Malformed if it holds something else than a checkpoint that the key signed
	 */
	public static LastSigned in(Path file, VerifierKey key) throws IOException {
		if (Files.notExists(file)) {
			return new LastSigned(file, null);
		}
		try (InputStream input = Files.newInputStream(file)) {
			return new LastSigned(file,
					OfflineVerifier.checkpoint(SignedNote.parse(Lines.whole(input, SignedNote.LONGEST)), key));
		}
	}

	Optional<Checkpoint> checkpoint() {
		return Optional.ofNullable(this.checkpoint);
	}

	/** Keeps what was signed and stored. */
	void keep(Checkpoint signed, String note) {
		this.checkpoint = signed;
		if (this.file != null) {
			write(this.file, note);
		}
	}

	/**
	 * Forgets what is beyond the database, whose loss was declared.
	 * @param kept the newest checkpoint that the database has, if it has one
	 */
	void goBackTo(StoredCheckpoints.@Nullable Signed kept) {
		this.checkpoint = (kept != null) ? kept.checkpoint() : null;
		if (this.file == null) {
			return;
		}
		if (kept != null) {
			write(this.file, kept.note());
			return;
		}
		try {
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("What was signed last cannot be forgotten in " + this.file, ex);
		}
	}

	/** Writes beside and moves, so that there is always one whole checkpoint. */
	private static void write(Path file, String note) {
		Path half = file.resolveSibling(file.getFileName() + ".half");
		try (FileChannel channel = FileChannel.open(half, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer bytes = ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8));
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
			Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The last checkpoint cannot be kept in " + file, ex);
		}
	}

}
