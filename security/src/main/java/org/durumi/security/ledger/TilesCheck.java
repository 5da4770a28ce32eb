package org.durumi.security.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Verifies a directory of tiles from the signed root down: a tile is held against the
 * hash above it, which was held against one above, so that exactly those are named that
 * are wrong. Each tile is read once and none is kept. Files that belong to no tile of the
 * signed size are not looked at: a log may have grown since.
 */
final class TilesCheck {

	private final DirectoryTiles tiles;

	private final VerifierKey key;

	private final Findings findings = new Findings();

	private final Since since;

	private final Cosignatures cosignatures;

	private final Remarks remarks = new Remarks();

	private final SessionNumbers numbers = new SessionNumbers(this.findings);

	private final boolean withEntries;

	private boolean gap;

	private @Nullable Instant newestAt;

	TilesCheck(Path directory, VerifierKey key, @Nullable Checkpoint earlier, List<CosignerKey> witnesses) {
		this.tiles = new DirectoryTiles(directory);
		this.key = key;
		this.since = new Since(earlier, this.findings);
		this.cosignatures = new Cosignatures(witnesses, this.findings);
		this.withEntries = this.tiles.hasEntries();
	}

	/**
	 * Verifies.
	 * @throws Malformed if the directory is no log
	 */
	OfflineReport check() throws IOException, Unverifiable {
		SignedNote note = this.tiles.checkpoint();
		Checkpoint checkpoint = this.key.verify(note).orElse(null);
		if (checkpoint == null) {
			this.findings.add("The checkpoint is not signed by the log’s key: nothing of the directory is proved.");
			return report(null, note, List.of());
		}
		this.since.newest(checkpoint);
		this.cosignatures.in(note, checkpoint.size());
		fromTheRoot(checkpoint);
		if (this.withEntries && !this.gap) {
			this.numbers.finish();
			this.remarks.withoutEnd(this.numbers.withoutEnd());
		}
		if (this.findings.list().isEmpty() && this.since.wanted() >= 0) {
			this.since.root(new ProofMaker<>(this.tiles, checkpoint.size()).root(this.since.wanted()));
		}
		this.since.finish(this.remarks.losses());
		return report(checkpoint, note, this.cosignatures.finish());
	}

	private OfflineReport report(@Nullable Checkpoint checkpoint, SignedNote note, List<Cosigned> cosigned) {
		return new OfflineReport(OfflineReport.Kind.TILES, checkpoint, note.toString(),
				(checkpoint != null) ? checkpoint.size() : 0, this.newestAt, null, this.findings.list(),
				this.remarks.list(), cosigned);
	}

	private void fromTheRoot(Checkpoint checkpoint) throws IOException, Unverifiable {
		long size = checkpoint.size();
		List<List<byte[]>> edge = new ArrayList<>();
		for (int level = 0; level < RightEdge.levelsAt(size); level++) {
			int width = RightEdge.unfinishedAt(size, level);
			Optional<byte[]> tile = (width > 0) ? this.tiles.tile(level, RightEdge.indexAt(size, level), width)
					: Optional.of(new byte[0]);
			if (tile.isEmpty()) {
				missing(level, RightEdge.indexAt(size, level), width);
				return;
			}
			edge.add(Hashes.split(tile.get()));
		}
		if (!Arrays.equals(new RightEdge(size, edge).root(), checkpoint.root())) {
			this.findings.add("The unfinished tiles, with which the tree of %d entries ends, do not give the root that "
					+ "was signed: nothing below them is vouched for.", size);
			return;
		}
		for (int level = edge.size() - 1; level >= 0; level--) {
			below(level, RightEdge.indexAt(size, level), edge.get(level));
		}
	}

	/** Goes on below a tile that is vouched for. */
	private void below(int level, long index, List<byte[]> hashes) throws IOException, Unverifiable {
		if (level == 0) {
			if (this.withEntries && !hashes.isEmpty()) {
				entries(index, hashes);
			}
			return;
		}
		for (int i = 0; i < hashes.size(); i++) {
			full(level - 1, index * RightEdge.WIDTH + i, hashes.get(i));
		}
	}

	private void full(int level, long index, byte[] expected) throws IOException, Unverifiable {
		Optional<byte[]> tile = this.tiles.tile(level, index, RightEdge.WIDTH);
		if (tile.isEmpty()) {
			missing(level, index, RightEdge.WIDTH);
			return;
		}
		List<byte[]> hashes = Hashes.split(tile.get());
		if (!Arrays.equals(Hashes.perfect(hashes), expected)) {
			this.gap = true;
			long entries = entriesIn(level);
			this.findings.add(
					"Tile %d of level %d is not the one that was signed: entries %d to %d are not vouched for.", index,
					level, index * entries, (index + 1) * entries - 1);
			return;
		}
		below(level, index, hashes);
	}

	private void missing(int level, long index, int width) {
		this.gap = true;
		long hash = entriesIn(level) / RightEdge.WIDTH;
		long first = index * entriesIn(level);
		this.findings.add("Tile %d of level %d is missing or has another size: entries %d to %d are not vouched for.",
				index, level, first, first + width * hash - 1);
	}

	/** How many entries a full tile of a level spans. */
	private static long entriesIn(int level) {
		long entries = RightEdge.WIDTH;
		for (int i = 0; i < level; i++) {
			entries *= RightEdge.WIDTH;
		}
		return entries;
	}

	/** The data of the leaves of a tile: each two bytes of length, and so many. */
	private void entries(long tile, List<byte[]> leaves) throws IOException, Unverifiable {
		ByteBuffer bundle = ByteBuffer.wrap(this.tiles.bundle(tile, leaves.size()));
		long first = tile * RightEdge.WIDTH;
		for (int i = 0; i < leaves.size(); i++) {
			int length = (bundle.remaining() >= 2) ? Short.toUnsignedInt(bundle.getShort()) : -1;
			if (length < 0 || length > bundle.remaining()) {
				this.gap = true;
				this.findings.add("The data of entries %d to %d is missing.", first + i, first + leaves.size() - 1);
				return;
			}
			byte[] data = new byte[length];
			bundle.get(data);
			entry(first + i, data, leaves.get(i));
		}
		if (leaves.size() == RightEdge.WIDTH && bundle.hasRemaining()) {
			this.findings.add("Behind the data of entries %d to %d there is more.", first, first + leaves.size() - 1);
		}
	}

	private void entry(long index, byte[] data, byte[] leaf) throws Unverifiable {
		if (!Arrays.equals(Hashes.leaf(data), leaf)) {
			this.gap = true;
			this.findings.add("Entry %d was altered: it does not give the leaf that was signed.", index);
			return;
		}
		try {
			EventLeaf event = LeafData.parse(data);
			this.newestAt = EntryLine.time(event.occurredAt());
			this.numbers.add(new EntryLine(index, leaf, event));
			this.remarks.entry(index, this.newestAt, event);
		}
		catch (Malformed ex) {
			this.gap = true;
			this.findings.add("Entry %d is none that Durumi writes.", index);
		}
	}

}
