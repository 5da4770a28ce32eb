package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tiles of a tree that grows in memory, as the sequencer would store them. */
final class MemoryTiles implements Tiles<RuntimeException> {

	private final RightEdge edge = new RightEdge();

	private final Map<String, byte[]> tiles = new HashMap<>();

	MemoryTiles(List<byte[]> leafHashes) {
		leafHashes.forEach(this::append);
	}

	void append(byte[] leafHash) {
		List<RightEdge.Tile> changed = new ArrayList<>();
		this.edge.append(leafHash, changed::add);
		changed.addAll(this.edge.unfinished());
		changed.forEach((tile) -> this.tiles.put(tile.level() + "/" + tile.index(), Hashes.join(tile.hashes())));
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
