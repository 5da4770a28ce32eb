package org.durumi.security.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * That a leaf is in a tree of this size at this place (RFC 6962, section 2.1.1).
 *
 * @param hashes from the leaf's sibling up
 */
record InclusionProof(long index, long size, List<byte[]> hashes) {

	/** The most hashes a proof may have. */
	static final int MOST = 63;

	InclusionProof {
		hashes = List.copyOf(hashes);
	}

	/**
	 * Whether it proves that this leaf is under this root (RFC 9162, section 2.1.3.2).
	 */
	boolean proves(byte[] leafHash, byte[] root) {
		if (this.index < 0 || this.index >= this.size) {
			return false;
		}
		long node = this.index;
		long last = this.size - 1;
		byte[] hash = leafHash;
		for (byte[] sibling : this.hashes) {
			if (last == 0) {
				return false;
			}
			if ((node & 1) == 1 || node == last) {
				hash = Hashes.node(sibling, hash);
				int up = Long.numberOfTrailingZeros(node);
				// a level where the node has no sibling has no hash
				node >>= up;
				last >>= up;
			}
			else {
				hash = Hashes.node(hash, sibling);
			}
			node >>= 1;
			last >>= 1;
		}
		return last == 0 && Arrays.equals(hash, root);
	}

}
