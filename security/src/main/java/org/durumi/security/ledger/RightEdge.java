package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The growing side of the tree: at each level the hashes of the tile that is not full
 * yet. It is all that is needed to append leaves and to know the root, whatever the size
 * of the tree.
 */
final class RightEdge {

	/** Hashes in a full tile. */
	static final int WIDTH = 256;

	private final List<List<byte[]>> levels = new ArrayList<>();

	private long size;

	/** A tile that has grown or become full. */
	record Tile(int level, long index, List<byte[]> hashes) {
	}

	/** The edge of an empty tree. */
	RightEdge() {
	}

	/**
	 * The edge of a tree that was stored.
	 * @param levels the hashes of the unfinished tile of each level, from the leaves up
	 */
	RightEdge(long size, List<List<byte[]>> levels) {
		this.size = size;
		levels.forEach((hashes) -> this.levels.add(new ArrayList<>(hashes)));
	}

	/** How many levels a tree of this size has, unfinished tiles included. */
	static int levelsAt(long size) {
		int levels = 0;
		for (long hashes = size; hashes > 0; hashes /= WIDTH) {
			levels++;
		}
		return levels;
	}

	/** How many hashes the unfinished tile of a level holds at this size. */
	static int unfinishedAt(long size, int level) {
		return (int) (hashesAt(size, level) % WIDTH);
	}

	/** Which tile of a level is unfinished at this size. */
	static long indexAt(long size, int level) {
		return hashesAt(size, level) / WIDTH;
	}

	/** How many tiles a level has at this size, the unfinished one included. */
	static long tilesAt(long size, int level) {
		return (hashesAt(size, level) + WIDTH - 1) / WIDTH;
	}

	private static long hashesAt(long size, int level) {
		long hashes = size;
		for (int i = 0; i < level; i++) {
			hashes /= WIDTH;
		}
		return hashes;
	}

	long size() {
		return this.size;
	}

	/**
	 * Appends a leaf's hash.
	 * @param full told of each tile that this leaf completes
	 */
	void append(byte[] leafHash, Consumer<Tile> full) {
		append(leafHash, 0, this.size, full);
		this.size++;
	}

	private void append(byte[] hash, int level, long position, Consumer<Tile> full) {
		if (level == this.levels.size()) {
			this.levels.add(new ArrayList<>());
		}
		List<byte[]> tile = this.levels.get(level);
		tile.add(hash);
		if (tile.size() == WIDTH) {
			List<byte[]> hashes = List.copyOf(tile);
			tile.clear();
			full.accept(new Tile(level, position / WIDTH, hashes));
			append(Hashes.perfect(hashes), level + 1, position / WIDTH, full);
		}
	}

	/** The tiles that are begun and not full. */
	List<Tile> unfinished() {
		List<Tile> tiles = new ArrayList<>();
		for (int level = 0; level < this.levels.size(); level++) {
			if (!this.levels.get(level).isEmpty()) {
				tiles.add(new Tile(level, indexAt(this.size, level), List.copyOf(this.levels.get(level))));
			}
		}
		return tiles;
	}

	/** The Merkle tree hash of all leaves so far (RFC 6962, section 2.1). */
	byte[] root() {
		byte[] root = null;
		for (List<byte[]> tile : this.levels) {
			// the tile's perfect subtrees, smallest and rightmost first
			int end = tile.size();
			while (end > 0) {
				int width = Integer.lowestOneBit(end);
				byte[] peak = Hashes.perfect(tile.subList(end - width, end));
				root = (root == null) ? peak : Hashes.node(peak, root);
				end -= width;
			}
		}
		return (root != null) ? root : Hashes.ofNothing();
	}

}
