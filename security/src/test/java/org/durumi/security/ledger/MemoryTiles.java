package org.durumi.security.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tiles of a tree in memory, as the sequencer would store them. */
final class MemoryTiles implements Tiles<RuntimeException> {

	private final RightEdge edge = new RightEdge();

	private final Map<String, byte[]> tiles = new HashMap<>();

	MemoryTiles(List<byte[]> leafHashes) {
		leafHashes.forEach((leaf) -> this.edge.append(leaf, this::store));
		this.edge.unfinished().forEach(this::store);
	}

	private void store(RightEdge.Tile tile) {
		this.tiles.put(tile.level() + "/" + tile.index(), Hashes.join(tile.hashes()));
	}

	byte[] root() {
		return this.edge.root();
	}

	@Override
	public byte[] hashes(int level, long index, int width) {
		byte[] tile = this.tiles.get(level + "/" + index);
		if (tile == null || tile.length < width * Hashes.LENGTH) {
			throw new LedgerBroken("no tile " + index + " of level " + level);
		}
		return Arrays.copyOf(tile, width * Hashes.LENGTH);
	}

}
