package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * That a tree begins with the leaves of a smaller one (RFC 6962, section 2.1.2): nothing
 * of it was changed or taken away, only added.
 *
 * @param from the smaller tree's size
 * @param to the larger tree's size
 */
record ConsistencyProof(long from, long to, List<byte[]> hashes) {

	/** The most hashes a proof may have (C2SP tlog-witness). */
	static final int MOST = 63;

	ConsistencyProof {
		hashes = List.copyOf(hashes);
	}

	/**
	 * Whether it proves that the tree with the one root begins with that of the other
	 * (RFC 9162, section 2.1.4.2).
	 */
	boolean proves(byte[] fromRoot, byte[] toRoot) {
		if (this.from < 0 || this.from > this.to) {
			return false;
		}
		if (this.from == this.to) {
			return this.hashes.isEmpty() && Arrays.equals(fromRoot, toRoot);
		}
		if (this.from == 0) {
			// every tree begins with none; there is nothing to prove
			return this.hashes.isEmpty() && Arrays.equals(fromRoot, Hashes.ofNothing());
		}
		List<byte[]> path = new ArrayList<>(this.hashes);
		if (Long.bitCount(this.from) == 1) {
			path.addFirst(fromRoot);
		}
		return !path.isEmpty() && climb(path, fromRoot, toRoot);
	}

	private boolean climb(List<byte[]> path, byte[] fromRoot, byte[] toRoot) {
		int levels = Long.numberOfTrailingZeros(this.from);
		// the last leaf of the smaller tree, at the top of the perfect tree it ends
		long node = (this.from - 1) >> levels;
		long last = (this.to - 1) >> levels;
		byte[] smaller = path.getFirst();
		byte[] larger = smaller;
		for (byte[] hash : path.subList(1, path.size())) {
			if (last == 0) {
				return false;
			}
			if ((node & 1) == 1 || node == last) {
				smaller = Hashes.node(hash, smaller);
				larger = Hashes.node(hash, larger);
				int up = Long.numberOfTrailingZeros(node);
				node >>= up;
				last >>= up;
			}
			else {
				larger = Hashes.node(larger, hash);
			}
			node >>= 1;
			last >>= 1;
		}
		return last == 0 && Arrays.equals(smaller, fromRoot) && Arrays.equals(larger, toRoot);
	}

}
