package org.durumi.security.ledger;

/**
 * Where the tiles of a tree are (C2SP tlog-tiles): the hashes of a level, from the leaves
 * up, 256 to a tile.
 *
 * @param <X> how reading fails
 */
interface Tiles<X extends Exception> {

	/**
	 * The first hashes of a tile, joined.
	 * @param width how many, 1 to 256
	 * @throws LedgerBroken if there is no such tile or it holds fewer
	 */
	byte[] hashes(int level, long index, int width) throws X;

}
