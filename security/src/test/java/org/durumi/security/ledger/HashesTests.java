package org.durumi.security.ledger;

import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HashesTests {

	@Test
	void hashesNothingAsThePublishedVector() {
		assertThat(Hashes.ofNothing()).isEqualTo(LogVectors.ROOTS.getFirst());
	}

	@Test
	void hashesALeafAsThePublishedVector() {
		// Google's Trillian and Go's tlog check with the same text
		assertThat(Hashes.leaf("L123456".getBytes()))
			.isEqualTo(HexFormat.of().parseHex("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"));
	}

	@Test
	void hashesANodeAsThePublishedVector() {
		assertThat(Hashes.node("N123".getBytes(), "N456".getBytes()))
			.isEqualTo(HexFormat.of().parseHex("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4, 8 })
	void givesThePublishedRootsOfPerfectTrees(int size) {
		List<byte[]> leaves = LogVectors.LEAVES.subList(0, size).stream().map(Hashes::leaf).toList();

		assertThat(Hashes.perfect(leaves)).isEqualTo(LogVectors.ROOTS.get(size));
	}

	@Test
	void neverTakesANodeForALeaf() {
		byte[] left = Hashes.leaf(new byte[] { 1 });
		byte[] right = Hashes.leaf(new byte[] { 2 });

		assertThat(Hashes.leaf(Hashes.join(List.of(left, right)))).isNotEqualTo(Hashes.node(left, right));
	}

	@Test
	void tellsLeftFromRight() {
		byte[] left = Hashes.leaf(new byte[] { 1 });
		byte[] right = Hashes.leaf(new byte[] { 2 });

		assertThat(Hashes.node(left, right)).isNotEqualTo(Hashes.node(right, left));
	}

}
