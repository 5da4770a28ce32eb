package org.durumi.security.ledger;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What the log's verifier and its proofs take, without the database's part, for
 * benchmarks.
 */
public final class LedgerWork {

	private static final int PROOFS = 2_000;

	private static final int CHUNK = 1 << 16;

	private LedgerWork() {
	}

	/**
	 * Some proofs of one log.
	 *
	 * @param hashes of the longest
	 * @param made milliseconds each, from the database's tiles, none of them kept
	 * @param verified milliseconds each, on average
	 */
	public record Proofs(int hashes, List<Double> made, double verified) {
	}

	/** Events such as the log has, of which the leaves and the tree are to be hashed. */
	public static List<EventLeaf> events(int count) {
		Random random = new Random(1);
		byte[] session = new byte[16];
		byte[] detail = new byte[32];
		random.nextBytes(session);
		random.nextBytes(detail);
		return IntStream.range(0, count)
			.mapToObj((i) -> new EventLeaf((short) 1, uuid(random), random.nextLong(), random.nextLong(), (short) 1,
					uuid(random), uuid(random), session, i, (short) 1, "FIELD_REVEALED", (short) 0, "CASE_FILE",
					uuid(random), uuid(random), "IDENTITY", uuid(random), uuid(random), detail, null))
			.toList();
	}

	private static UUID uuid(Random random) {
		return new UUID(random.nextLong(), random.nextLong());
	}

	/** Hashes the data of leaves, a leaf at a time; how many bytes that were. */
	public static long hashLeaves(List<EventLeaf> events, int times) {
		List<byte[]> leaves = events.stream().map(EventLeaf::data).toList();
		long bytes = 0;
		for (int i = 0; i < times; i++) {
			for (byte[] leaf : leaves) {
				Hashes.sha256().digest(leaf);
				bytes += leaf.length;
			}
		}
		return bytes;
	}

	/** Makes leaves and tree as the verifier does; how many bytes were hashed. */
	public static long hashTree(List<EventLeaf> events, int times) {
		RightEdge edge = new RightEdge();
		for (int i = 0; i < times; i++) {
			for (EventLeaf event : events) {
				edge.append(event.hash(), (full) -> {
				});
			}
		}
		edge.root();
		long leaf = 1 + events.getFirst().data().length;
		// a node has a byte and two hashes
		return leaf * edge.size() + (edge.size() - 1) * (1 + 2 * Hashes.LENGTH);
	}

	/** As many bytes at once, by the bare algorithm. */
	public static void hashRaw(long bytes) {
		MessageDigest digest = Hashes.sha256();
		byte[] chunk = new byte[CHUNK];
		for (long left = bytes; left > 0; left -= CHUNK) {
			digest.update(chunk, 0, (int) Math.min(left, CHUNK));
		}
		digest.digest();
	}

	/** Makes proofs of entries here and there in the log, and verifies them. */
	public static Proofs proofs(Connection verifier, VerifierKey key) throws SQLException {
		StoredCheckpoints.Signed signed = new StoredCheckpoints(key).newest(verifier);
		if (signed == null) {
			throw new IllegalStateException("there is no checkpoint");
		}
		Checkpoint checkpoint = signed.checkpoint();
		Random random = new Random(1);
		List<Double> made = new ArrayList<>();
		int most = 0;
		long verifying = 0;
		for (int i = 0; i < PROOFS; i++) {
			long index = random.nextLong(checkpoint.size());
			byte[] leaf = leaf(verifier, index);
			long start = System.nanoTime();
			InclusionProof proof = new ProofMaker<>(new StoredTiles(verifier), checkpoint.size()).inclusion(index);
			long between = System.nanoTime();
			if (!proof.proves(leaf, checkpoint.root())) {
				throw new IllegalStateException("entry " + index + " is not proved");
			}
			verifying += System.nanoTime() - between;
			made.add((between - start) / 1e6);
			most = Math.max(most, proof.hashes().size());
		}
		return new Proofs(most, made, verifying / 1e6 / PROOFS);
	}

	private static byte[] leaf(Connection verifier, long index) throws SQLException {
		try (PreparedStatement statement = verifier
			.prepareStatement("select leaf_hash from audit.leaf where leaf_index = ?")) {
			statement.setLong(1, index);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getBytes(1);
			}
		}
	}

}
