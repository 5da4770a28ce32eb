package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class RightEdgeTests {

	/** A full tile of full tiles, so that a third level begins. */
	private static final int THREE_LEVELS = RightEdge.WIDTH * RightEdge.WIDTH;

	@Test
	void givesThePublishedRootsOfTheTreeOfEightLeaves() {
		RightEdge edge = new RightEdge();
		assertThat(edge.root()).isEqualTo(LogVectors.ROOTS.getFirst());
		for (int i = 0; i < LogVectors.LEAVES.size(); i++) {
			append(edge, Hashes.leaf(LogVectors.LEAVES.get(i)));
			assertThat(edge.root()).isEqualTo(LogVectors.ROOTS.get(i + 1));
		}
	}

	@Test
	void givesTheRootThatTheStandardDefinesAtEverySizeUpTo300() {
		RightEdge edge = new RightEdge();
		List<byte[]> leaves = leaves(300);
		for (int size = 0; size <= 300; size++) {
			assertThat(edge.size()).isEqualTo(size);
			assertThat(edge.root()).as("root at %d", size).isEqualTo(LogVectors.root(leaves.subList(0, size)));
			if (size < 300) {
				append(edge, leaves.get(size));
			}
		}
	}

	@Test
	void givesTheRootThatTheStandardDefinesAcrossThreeLevels() {
		RightEdge edge = new RightEdge();
		List<byte[]> leaves = leaves(THREE_LEVELS + 1);
		for (int size = 1; size <= leaves.size(); size++) {
			append(edge, leaves.get(size - 1));
			if (size >= THREE_LEVELS - 1) {
				assertThat(edge.root()).as("root at %d", size).isEqualTo(LogVectors.root(leaves.subList(0, size)));
			}
		}
	}

	@Test
	void goesOnFromWhatWasStoredAtEverySize() {
		List<byte[]> leaves = leaves(600);
		byte[] root = LogVectors.root(leaves);
		RightEdge edge = new RightEdge();
		for (int size = 0; size <= 600; size++) {
			RightEdge restored = restored(edge);
			leaves.subList(size, 600).forEach((leaf) -> append(restored, leaf));
			assertThat(restored.root()).as("restored at %d", size).isEqualTo(root);
			if (size < 600) {
				append(edge, leaves.get(size));
			}
		}
	}

	@Test
	void tellsOfEachTileThatIsFull() {
		RightEdge edge = new RightEdge();
		List<byte[]> leaves = leaves(THREE_LEVELS);
		List<RightEdge.Tile> full = new ArrayList<>();
		leaves.forEach((leaf) -> edge.append(leaf, full::add));

		assertThat(full).filteredOn((tile) -> tile.level() == 0)
			.hasSize(RightEdge.WIDTH)
			.allSatisfy((tile) -> assertThat(tile.hashes()).isEqualTo(
					leaves.subList((int) tile.index() * RightEdge.WIDTH, (int) (tile.index() + 1) * RightEdge.WIDTH)))
			.extracting(RightEdge.Tile::index)
			.isSorted()
			.doesNotHaveDuplicates();
		assertThat(full).filteredOn((tile) -> tile.level() == 1).singleElement().satisfies((tile) -> {
			assertThat(tile.index()).isZero();
			assertThat(tile.hashes()).hasSize(RightEdge.WIDTH);
		});
		assertThat(full).hasSize(RightEdge.WIDTH + 1);
	}

	@Test
	void namesTheTilesThatAreBegun() {
		RightEdge edge = new RightEdge();
		leaves(2 * RightEdge.WIDTH + 3).forEach((leaf) -> append(edge, leaf));

		assertThat(edge.unfinished())
			.extracting(RightEdge.Tile::level, RightEdge.Tile::index, (tile) -> tile.hashes().size())
			.containsExactly(tuple(0, 2L, 3), tuple(1, 0L, 2));
	}

	@Test
	void namesNoUnfinishedLeavesWhenTheLastTileIsFull() {
		RightEdge edge = new RightEdge();
		leaves(RightEdge.WIDTH).forEach((leaf) -> append(edge, leaf));

		assertThat(edge.unfinished()).singleElement().satisfies((tile) -> assertThat(tile.level()).isEqualTo(1));
	}

	@Test
	void changesItsRootWithEachLeaf() {
		List<byte[]> leaves = leaves(70);
		byte[] root = rootOf(leaves);
		for (int i = 0; i < leaves.size(); i++) {
			List<byte[]> altered = new ArrayList<>(leaves);
			altered.set(i, Hashes.leaf(new byte[] { 99 }));
			assertThat(rootOf(altered)).isNotEqualTo(root);
		}
	}

	private static byte[] rootOf(List<byte[]> leaves) {
		RightEdge edge = new RightEdge();
		leaves.forEach((leaf) -> append(edge, leaf));
		return edge.root();
	}

	/** As the sequencer loads it: the unfinished tile of each level, empty ones too. */
	private static RightEdge restored(RightEdge edge) {
		List<List<byte[]>> levels = new ArrayList<>();
		for (int level = 0; level < RightEdge.levelsAt(edge.size()); level++) {
			levels.add(new ArrayList<>());
		}
		edge.unfinished().forEach((tile) -> {
			assertThat(tile.index()).isEqualTo(RightEdge.indexAt(edge.size(), tile.level()));
			levels.set(tile.level(), tile.hashes());
		});
		for (int level = 0; level < levels.size(); level++) {
			assertThat(levels.get(level)).hasSize(RightEdge.unfinishedAt(edge.size(), level));
		}
		return new RightEdge(edge.size(), levels);
	}

	private static void append(RightEdge edge, byte[] leafHash) {
		edge.append(leafHash, (full) -> assertThat(full.hashes()).hasSize(RightEdge.WIDTH));
	}

	private static List<byte[]> leaves(int count) {
		List<byte[]> leaves = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			leaves.add(Hashes.leaf(ByteBuffer.allocate(4).putInt(i).array()));
		}
		return leaves;
	}

}
