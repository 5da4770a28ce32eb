package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes proofs from tiles, by the definitions of RFC 6962, sections 2.1.1 and 2.1.2. It
 * believes the tiles: what it makes proves something only where it verifies.
 *
 * @param <X> how reading tiles fails
 */
final class ProofMaker<X extends Exception> {

	/** A path through the tree and its right edge meet no more tiles than these. */
	private static final int KEPT = 64;

	/** What a tile's width is a power of: 256 is two to the eighth. */
	private static final int TILE_HEIGHT = 8;

	private final Tiles<X> tiles;

	private final long size;

	private final Map<TilePath, Tile> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<TilePath, Tile> eldest) {
			return size() > KEPT;
		}
	};

	/**
	 * Makes proofs about the tree of this size, which may be smaller than what is stored.
	 */
	ProofMaker(Tiles<X> tiles, long size) {
		this.tiles = tiles;
		this.size = size;
	}

	/**
	 * The proof for a leaf.
	 * @throws LedgerBroken if a tile is missing
	 */
	InclusionProof inclusion(long index) throws X {
		if (index < 0 || index >= this.size) {
			throw new IllegalArgumentException("no entry " + index + " of " + this.size);
		}
		List<byte[]> hashes = new ArrayList<>();
		path(index, 0, this.size, hashes);
		return new InclusionProof(index, this.size, hashes);
	}

	/**
	 * The proof that the tree begins with the one of that size.
	 * @throws LedgerBroken if a tile is missing
	 */
	ConsistencyProof consistency(long from) throws X {
		if (from < 0 || from > this.size) {
			throw new IllegalArgumentException("no size " + from + " of " + this.size);
		}
		List<byte[]> hashes = new ArrayList<>();
		if (from > 0 && from < this.size) {
			subproof(from, 0, this.size, true, hashes);
		}
		return new ConsistencyProof(from, this.size, hashes);
	}

	/** The root of the tree's first leaves. */
	byte[] root(long first) throws X {
		return (first > 0) ? hash(0, first) : Hashes.ofNothing();
	}

	private void path(long index, long start, long end, List<byte[]> hashes) throws X {
		if (end - start == 1) {
			return;
		}
		long middle = start + split(end - start);
		if (index < middle) {
			path(index, start, middle, hashes);
			hashes.add(hash(middle, end));
		}
		else {
			path(index, middle, end, hashes);
			hashes.add(hash(start, middle));
		}
	}

	private void subproof(long from, long start, long end, boolean known, List<byte[]> hashes) throws X {
		if (from == end) {
			if (!known) {
				hashes.add(hash(start, end));
			}
			return;
		}
		long middle = start + split(end - start);
		if (from <= middle) {
			subproof(from, start, middle, known, hashes);
			hashes.add(hash(middle, end));
		}
		else {
			subproof(from, middle, end, false, hashes);
			hashes.add(hash(start, middle));
		}
	}

	/** The largest power of two smaller than the count. */
	private static long split(long count) {
		return Long.highestOneBit(count - 1);
	}

	/** The hash over the leaves from start, at which a subtree begins, to end. */
	private byte[] hash(long start, long end) throws X {
		long count = end - start;
		if (Long.bitCount(count) == 1) {
			return perfect(start, Long.numberOfTrailingZeros(count));
		}
		long middle = start + split(count);
		return Hashes.node(hash(start, middle), hash(middle, end));
	}

	/** The hash over two to that height leaves. */
	private byte[] perfect(long start, int height) throws X {
		int level = height / TILE_HEIGHT;
		long first = start >> (level * TILE_HEIGHT);
		Tile tile = tile(level, first / RightEdge.WIDTH);
		return tile.node(height % TILE_HEIGHT, (int) (first % RightEdge.WIDTH));
	}

	private Tile tile(int level, long index) throws X {
		boolean unfinished = index == RightEdge.indexAt(this.size, level);
		TilePath path = new TilePath(level, index,
				unfinished ? RightEdge.unfinishedAt(this.size, level) : RightEdge.WIDTH);
		Tile tile = this.kept.get(path);
		if (tile == null) {
			tile = new Tile(this.tiles.hashes(level, index, path.width()));
			this.kept.put(path, tile);
		}
		return tile;
	}

	/** A tile's hashes and, once they were asked for, the nodes above them. */
	private static final class Tile {

		private final byte[] hashes;

		private final Map<Integer, byte[]> nodes = new HashMap<>();

		Tile(byte[] hashes) {
			this.hashes = hashes;
		}

		/** The node at that height whose first hash is at that place. */
		byte[] node(int height, int first) {
			if (height == 0) {
				return Arrays.copyOfRange(this.hashes, first * Hashes.LENGTH, (first + 1) * Hashes.LENGTH);
			}
			int name = height * RightEdge.WIDTH + first;
			byte[] node = this.nodes.get(name);
			if (node == null) {
				node = Hashes.node(node(height - 1, first), node(height - 1, first + (1 << (height - 1))));
				this.nodes.put(name, node);
			}
			return node;
		}

	}

}
