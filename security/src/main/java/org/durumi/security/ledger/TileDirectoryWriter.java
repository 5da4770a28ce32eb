package org.durumi.security.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a log as a directory of tiles with its entries (C2SP tlog-tiles), one entry
 * after the other: no more than the tree's right edge is kept.
 */
final class TileDirectoryWriter {

	private final Path directory;

	private final RightEdge edge = new RightEdge();

	private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();

	/** Begins in a directory that is empty or not there. */
	TileDirectoryWriter(Path directory) {
		this.directory = directory;
	}

	void append(EventLeaf event) throws IOException {
		byte[] data = event.data();
		this.bundle.writeBytes(ByteBuffer.allocate(2).putShort((short) data.length).array());
		this.bundle.writeBytes(data);
		List<RightEdge.Tile> full = new ArrayList<>();
		this.edge.append(Hashes.leaf(data), full::add);
		for (RightEdge.Tile tile : full) {
			write(tile);
		}
		if (this.edge.size() % RightEdge.WIDTH == 0) {
			bundle(RightEdge.WIDTH);
		}
	}

	/** Writes what is not full yet, and the checkpoint over all of it. */
	void finish(String note) throws IOException {
		for (RightEdge.Tile tile : this.edge.unfinished()) {
			write(tile);
		}
		if (this.bundle.size() > 0) {
			bundle((int) (this.edge.size() % RightEdge.WIDTH));
		}
		Files.createDirectories(this.directory);
		Files.writeString(this.directory.resolve("checkpoint"), note, StandardOpenOption.CREATE_NEW);
	}

	private void bundle(int width) throws IOException {
		long index = (this.edge.size() - 1) / RightEdge.WIDTH;
		write(new TilePath(TilePath.ENTRIES, index, width), this.bundle.toByteArray());
		this.bundle.reset();
	}

	private void write(RightEdge.Tile tile) throws IOException {
		write(new TilePath(tile.level(), tile.index(), tile.hashes().size()), Hashes.join(tile.hashes()));
	}

	private void write(TilePath path, byte[] bytes) throws IOException {
		Path file = this.directory.resolve(path.toString());
		Files.createDirectories(file.getParent());
		Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
	}

}
