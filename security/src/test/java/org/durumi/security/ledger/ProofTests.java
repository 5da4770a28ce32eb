package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

/** Proofs against the published vectors and the definitions of RFC 6962. */
class ProofTests {

	/** Past one full tile, so that two levels are met. */
	private static final int MOST = 300;

	/**
	 * Names in the tree of eight leaves: its nodes from left to right, level by level.
	 */
	private static final String LEAF_0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";

	private static final String LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";

	private static final String LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";

	private static final String NODE_0_1 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";

	private static final String NODE_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";

	private static final String NODE_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

	private static final String NODE_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";

	private static final String NODE_0_3 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";

	private static final String NODE_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

	private final List<byte[]> leaves = leaves(MOST);

	private final MemoryTiles tiles = new MemoryTiles(this.leaves);

	private final List<byte[]> roots = roots();

	private final Map<Integer, byte[]> subtrees = new HashMap<>();

	@Test
	void givesThePublishedInclusionProofs() {
		assertThat(published(1).inclusion(0).hashes()).isEmpty();
		assertHashes(published(8).inclusion(0).hashes(), LEAF_1, NODE_2_3, NODE_4_7);
		assertHashes(published(8).inclusion(5).hashes(), LEAF_4, NODE_6_7, NODE_0_3);
		assertHashes(published(3).inclusion(2).hashes(), NODE_0_1);
		assertHashes(published(5).inclusion(1).hashes(), LEAF_0, NODE_2_3, LEAF_4);
	}

	@Test
	void givesThePublishedConsistencyProofs() {
		assertThat(published(1).consistency(1).hashes()).isEmpty();
		assertHashes(published(8).consistency(1).hashes(), LEAF_1, NODE_2_3, NODE_4_7);
		assertHashes(published(8).consistency(6).hashes(), NODE_4_5, NODE_6_7, NODE_0_3);
		assertHashes(published(5).consistency(2).hashes(), NODE_2_3, LEAF_4);
	}

	/** The tree of seven leaves in RFC 6962, section 2.1.3, with its names. */
	@Test
	void givesTheProofsOfTheStandardsExample() {
		List<byte[]> d = leaves(7);
		MemoryTiles example = new MemoryTiles(d);
		ProofMaker<RuntimeException> maker = new ProofMaker<>(example, 7);
		byte[] g = Hashes.node(d.get(0), d.get(1));
		byte[] h = Hashes.node(d.get(2), d.get(3));
		byte[] i = Hashes.node(d.get(4), d.get(5));
		byte[] k = Hashes.node(g, h);
		byte[] l = Hashes.node(i, d.get(6));

		assertThat(maker.inclusion(0).hashes()).containsExactly(d.get(1), h, l);
		assertThat(maker.inclusion(3).hashes()).containsExactly(d.get(2), g, l);
		assertThat(maker.inclusion(4).hashes()).containsExactly(d.get(5), d.get(6), k);
		assertThat(maker.inclusion(6).hashes()).containsExactly(i, k);
		assertThat(maker.consistency(3).hashes()).containsExactly(d.get(2), d.get(3), g, l);
		assertThat(maker.consistency(4).hashes()).containsExactly(l);
		assertThat(maker.consistency(6).hashes()).containsExactly(i, d.get(6), k);
	}

	@Test
	void provesEachLeafInEachTreeByTheStandardsDefinition() {
		for (int size = 1; size <= MOST; size++) {
			ProofMaker<RuntimeException> maker = new ProofMaker<>(this.tiles, size);
			byte[] root = this.roots.get(size);
			for (int index = 0; index < size; index++) {
				InclusionProof proof = maker.inclusion(index);
				require(proof.proves(this.leaves.get(index), root), "entry %d of %d", index, size);
				require(same(proof.hashes(), path(index, 0, size)), "entry %d of %d by definition", index, size);
			}
		}
	}

	@Test
	void provesEachTreeInEachLargerOneByTheStandardsDefinition() {
		for (int to = 0; to <= MOST; to++) {
			ProofMaker<RuntimeException> maker = new ProofMaker<>(this.tiles, to);
			for (int from = 0; from <= to; from++) {
				ConsistencyProof proof = maker.consistency(from);
				require(proof.proves(this.roots.get(from), this.roots.get(to)), "from %d to %d", from, to);
				List<byte[]> defined = (from > 0) ? subproof(from, 0, to, true) : List.of();
				require(same(proof.hashes(), defined), "from %d to %d by definition", from, to);
			}
		}
	}

	@Test
	void provesAcrossThreeLevels() {
		List<byte[]> many = leaves(RightEdge.WIDTH * RightEdge.WIDTH + 700);
		MemoryTiles large = new MemoryTiles(many);
		ProofMaker<RuntimeException> maker = new ProofMaker<>(large, many.size());
		for (int index : new int[] { 0, 255, 256, 65_535, 65_536, 66_000, many.size() - 1 }) {
			InclusionProof proof = maker.inclusion(index);
			assertThat(proof.proves(many.get(index), large.root())).as("entry %d", index).isTrue();
			assertThat(proof.hashes()).hasSizeLessThanOrEqualTo(17);
		}
		for (int from : new int[] { 1, 255, 256, 257, 65_535, 65_536, 65_537, 66_000 }) {
			byte[] root = maker.root(from);
			assertThat(root).isEqualTo(new MemoryTiles(many.subList(0, from)).root());
			assertThat(maker.consistency(from).proves(root, large.root())).as("from %d", from).isTrue();
		}
	}

	@Test
	void noInclusionProofHoldsWithABitFlipped() {
		for (int size : new int[] { 1, 3, 8, 100 }) {
			for (int index : new int[] { 0, size / 2, size - 1 }) {
				InclusionProof proof = new ProofMaker<>(this.tiles, size).inclusion(index);
				byte[] leaf = this.leaves.get(index);
				byte[] root = this.roots.get(size);
				for (int bit = 0; bit < Hashes.LENGTH * 8; bit++) {
					require(!proof.proves(flipped(leaf, bit), root), "refuses");
					require(!proof.proves(leaf, flipped(root, bit)), "refuses");
					for (int i = 0; i < proof.hashes().size(); i++) {
						List<byte[]> altered = new ArrayList<>(proof.hashes());
						altered.set(i, flipped(altered.get(i), bit));
						require(!(new InclusionProof(index, size, altered).proves(leaf, root)),
								"hash %d of entry %d of %d", i, index, size);
					}
				}
			}
		}
	}

	@Test
	void noInclusionProofHoldsForAnotherPlaceSizeOrNumberOfHashes() {
		for (int size = 1; size <= 40; size++) {
			ProofMaker<RuntimeException> maker = new ProofMaker<>(this.tiles, size);
			for (int index = 0; index < size; index++) {
				InclusionProof proof = maker.inclusion(index);
				byte[] leaf = this.leaves.get(index);
				byte[] root = this.roots.get(size);
				for (int other = -1; other <= size; other++) {
					require(!(other != index && new InclusionProof(other, size, proof.hashes()).proves(leaf, root)),
							"entry %d of %d at %d", index, size, other);
				}
				require(!new InclusionProof(index, Long.MAX_VALUE, proof.hashes()).proves(leaf, root), "refuses");
				require(!new InclusionProof(index, 0, proof.hashes()).proves(leaf, root), "refuses");
				require(!new InclusionProof(index, size, more(proof.hashes(), root)).proves(leaf, root), "refuses");
				if (!proof.hashes().isEmpty()) {
					require(!new InclusionProof(index, size, fewer(proof.hashes())).proves(leaf, root), "refuses");
					assertThat(new InclusionProof(index, size, proof.hashes().reversed()).proves(leaf, root))
						.isEqualTo(proof.hashes().size() == 1);
				}
			}
		}
	}

	@Test
	void noConsistencyProofHoldsWithABitFlipped() {
		for (int to : new int[] { 2, 7, 8, 100 }) {
			for (int from : new int[] { 1, to / 2, to - 1 }) {
				ConsistencyProof proof = new ProofMaker<>(this.tiles, to).consistency(from);
				byte[] fromRoot = this.roots.get(from);
				byte[] toRoot = this.roots.get(to);
				for (int bit = 0; bit < Hashes.LENGTH * 8; bit++) {
					require(!proof.proves(flipped(fromRoot, bit), toRoot), "refuses");
					require(!proof.proves(fromRoot, flipped(toRoot, bit)), "refuses");
					for (int i = 0; i < proof.hashes().size(); i++) {
						List<byte[]> altered = new ArrayList<>(proof.hashes());
						altered.set(i, flipped(altered.get(i), bit));
						require(!(new ConsistencyProof(from, to, altered).proves(fromRoot, toRoot)),
								"hash %d from %d to %d", i, from, to);
					}
				}
			}
		}
	}

	@Test
	void noConsistencyProofHoldsForAnotherSizeOrNumberOfHashes() {
		for (int to = 1; to <= 40; to++) {
			ProofMaker<RuntimeException> maker = new ProofMaker<>(this.tiles, to);
			for (int from = 1; from <= to; from++) {
				List<byte[]> hashes = maker.consistency(from).hashes();
				byte[] fromRoot = this.roots.get(from);
				byte[] toRoot = this.roots.get(to);
				for (int other = -1; other <= to + 1; other++) {
					// the trees are others, so the roots are too
					if (other != from && other >= 0 && other <= to && !(other == 0 && hashes.isEmpty())) {
						require(!(new ConsistencyProof(from, to, hashes).proves(this.roots.get(other), toRoot)),
								"from %d to %d with the root of %d", from, to, other);
						require(!(new ConsistencyProof(other, to, hashes).proves(this.roots.get(other), toRoot)),
								"the proof from %d to %d from %d", from, to, other);
					}
				}
				require(!new ConsistencyProof(-1, to, hashes).proves(fromRoot, toRoot), "refuses");
				require(!new ConsistencyProof(to + 1, to, hashes).proves(fromRoot, toRoot), "refuses");
				require(!new ConsistencyProof(from, to, more(hashes, toRoot)).proves(fromRoot, toRoot), "refuses");
				if (!hashes.isEmpty()) {
					require(!new ConsistencyProof(from, to, fewer(hashes)).proves(fromRoot, toRoot), "refuses");
					require(!new ConsistencyProof(from, to, List.of()).proves(fromRoot, toRoot), "refuses");
				}
			}
		}
	}

	@Test
	void everyTreeBeginsWithNoneAndWithNothingElseOfSizeNone() {
		assertThat(new ConsistencyProof(0, 5, List.of()).proves(Hashes.ofNothing(), this.roots.get(5))).isTrue();
		require(!new ConsistencyProof(0, 5, List.of()).proves(this.roots.get(1), this.roots.get(5)), "refuses");
		require(!new ConsistencyProof(0, 5, this.roots.subList(1, 2)).proves(Hashes.ofNothing(), this.roots.get(5)),
				"refuses");
	}

	@Test
	void makesNoneBeyondTheTree() {
		ProofMaker<RuntimeException> maker = new ProofMaker<>(this.tiles, 10);
		assertThatIllegalArgumentException().isThrownBy(() -> maker.inclusion(10));
		assertThatIllegalArgumentException().isThrownBy(() -> maker.inclusion(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> maker.consistency(11));
		assertThatIllegalArgumentException().isThrownBy(() -> maker.consistency(-1));
	}

	@Test
	void makesNoneOfTilesThatAreMissing() {
		ProofMaker<RuntimeException> maker = new ProofMaker<>(this.tiles, MOST + 1);
		assertThatExceptionOfType(LedgerBroken.class).isThrownBy(() -> maker.inclusion(0));
	}

	/** Plain: some hundred thousand cases are looked at. */
	private static void require(boolean holds, String what, Object... values) {
		if (!holds) {
			fail(what.formatted(values));
		}
	}

	private static ProofMaker<RuntimeException> published(int size) {
		return new ProofMaker<>(new MemoryTiles(LogVectors.LEAVES.stream().map(Hashes::leaf).toList()), size);
	}

	private static void assertHashes(List<byte[]> hashes, String... hex) {
		assertThat(hashes).containsExactlyElementsOf(Stream.of(hex).map(HexFormat.of()::parseHex).toList());
	}

	/** MTH as the standard writes it, of the leaves from start to end. */
	private byte[] mth(int start, int end) {
		if (end - start == 1) {
			return this.leaves.get(start);
		}
		byte[] known = this.subtrees.get(start * 1_000 + end);
		if (known == null) {
			int middle = start + Integer.highestOneBit(end - start - 1);
			known = Hashes.node(mth(start, middle), mth(middle, end));
			this.subtrees.put(start * 1_000 + end, known);
		}
		return known;
	}

	/** PATH as the standard writes it. */
	private List<byte[]> path(int index, int start, int end) {
		if (end - start == 1) {
			return List.of();
		}
		int middle = start + Integer.highestOneBit(end - start - 1);
		return (index < middle) ? more(path(index, start, middle), mth(middle, end))
				: more(path(index, middle, end), mth(start, middle));
	}

	/** SUBPROOF as the standard writes it. */
	private List<byte[]> subproof(int from, int start, int end, boolean known) {
		if (from == end) {
			return known ? List.of() : List.of(mth(start, end));
		}
		int middle = start + Integer.highestOneBit(end - start - 1);
		return (from <= middle) ? more(subproof(from, start, middle, known), mth(middle, end))
				: more(subproof(from, middle, end, false), mth(start, middle));
	}

	private static boolean same(List<byte[]> hashes, List<byte[]> others) {
		return Arrays.equals(Hashes.join(hashes), Hashes.join(others));
	}

	private static List<byte[]> more(List<byte[]> hashes, byte[] hash) {
		List<byte[]> more = new ArrayList<>(hashes);
		more.add(hash);
		return more;
	}

	private static List<byte[]> fewer(List<byte[]> hashes) {
		return hashes.subList(0, hashes.size() - 1);
	}

	private static byte[] flipped(byte[] hash, int bit) {
		byte[] copy = hash.clone();
		copy[bit / 8] ^= (byte) (1 << (bit % 8));
		return copy;
	}

	private static List<byte[]> leaves(int count) {
		List<byte[]> leaves = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			leaves.add(Hashes.leaf(ByteBuffer.allocate(4).putInt(i).array()));
		}
		return leaves;
	}

	private List<byte[]> roots() {
		List<byte[]> all = new ArrayList<>();
		RightEdge edge = new RightEdge();
		all.add(edge.root());
		for (byte[] leaf : this.leaves) {
			edge.append(leaf, (full) -> {
			});
			all.add(edge.root());
		}
		return all;
	}

}
