package org.durumi.security.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A log as a directory (C2SP tlog-tiles): {@code checkpoint}, {@code tile/<L>/<N>} and,
 * where the entries are given too, {@code tile/entries/<N>}. Nothing in it is believed,
 * and no more of a file is read than it may have.
 */
final class DirectoryTiles implements Tiles<IOException> {

	/** Bytes of the largest bundle of entries; one of ours has about a tenth. */
	private static final int LARGEST_BUNDLE = 1 << 20;

	private final Path directory;

	DirectoryTiles(Path directory) {
		this.directory = directory;
	}

	/**
	 * The signed checkpoint.
	 * @throws Malformed if there is none
	 */
	SignedNote checkpoint() throws IOException {
		Path file = this.directory.resolve("checkpoint");
		if (!Files.isRegularFile(file)) {
			throw new Malformed("The directory has no checkpoint, so it is no log.");
		}
		try (InputStream input = Files.newInputStream(file)) {
			return SignedNote.parse(Lines.whole(input, SignedNote.LONGEST));
		}
	}

	boolean hasEntries() {
		return Files.isDirectory(this.directory.resolve("tile/entries"));
	}

	@Override
	public byte[] hashes(int level, long index, int width) throws IOException {
		return tile(level, index, width)
			.orElseThrow(() -> new LedgerBroken("Tile %d of level %d is not there.".formatted(index, level)));
	}

	/** The first hashes of a tile, absent if there is none of that width or full. */
	Optional<byte[]> tile(int level, long index, int width) throws IOException {
		TilePath path = new TilePath(level, index, width);
		byte[] exact = read(path, RightEdge.WIDTH * Hashes.LENGTH);
		if (exact.length == width * Hashes.LENGTH) {
			return Optional.of(exact);
		}
		// a log may drop a partial tile once the full one is there
		byte[] full = read(path.full(), RightEdge.WIDTH * Hashes.LENGTH);
		return (full.length == RightEdge.WIDTH * Hashes.LENGTH)
				? Optional.of(Arrays.copyOf(full, width * Hashes.LENGTH)) : Optional.empty();
	}

	/** The bundle of the entries of a tile of level 0, or of more; nothing if none. */
	byte[] bundle(long index, int width) throws IOException {
		TilePath path = new TilePath(TilePath.ENTRIES, index, width);
		byte[] exact = read(path, LARGEST_BUNDLE);
		return (exact.length > 0) ? exact : read(path.full(), LARGEST_BUNDLE);
	}

	/** What a file holds; nothing if it is not there or holds more than it may. */
	private byte[] read(TilePath path, int most) throws IOException {
		Path file = this.directory.resolve(path.toString());
		if (!Files.isRegularFile(file)) {
			return new byte[0];
		}
		try (InputStream input = Files.newInputStream(file)) {
			byte[] bytes = input.readNBytes(most + 1);
			return (bytes.length <= most) ? bytes : new byte[0];
		}
	}

}
