package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The key of one person who reviews the log. It cosigns the newest checkpoint (C2SP
 * tlog-cosignature) if, and only if, the log goes on from the last that it cosigned.
 * <p>
 * Guaranteed: of two logs that contradict each other it cosigns one. Not guaranteed: that
 * the first it ever saw was the true one, nor anything against whoever holds the key.
 */
public final class Cosigner {

	/** What an anchor of this kind holds. */
	static final String KIND = "COSIGNATURE";

	/** How the name of each such key begins. */
	static final String NAME = "durumi.witness/";

	private static final String LAST = "select receipt from audit.anchor where kind = '" + KIND
			+ "' and witness = ? order by tree_size desc limit 1";

	private final WitnessKey key;

	private Cosigner(WitnessKey key) {
		this.key = key;
	}

	/** A new key; its name is made of it and tells nobody. */
	public static Cosigner generate() {
		return new Cosigner(WitnessKey.generateNamed((point) -> name(id(point))));
	}

	/**
	 * The key that {@link #secret()} was written of.
	 * @throws Malformed if the text is none
	 */
	public static Cosigner of(String secret) {
		return new Cosigner(WitnessKey.parse(secret));
	}

	/** What names the key, made of its public half: another key has another. */
	public UUID id() {
		return id(this.key.point());
	}

	/** The name of the key that this names. */
	static String name(UUID id) {
		return NAME + id;
	}

	/** What names this key. */
	static UUID id(byte[] point) {
		ByteBuffer hash = ByteBuffer.wrap(Hashes.sha256().digest(point));
		// RFC 9562, section 5.8: version 8, whose bits are for whoever makes it to say
		return new UUID(hash.getLong() & ~0xf000L | 0x8000L, hash.getLong() >>> 2 | Long.MIN_VALUE);
	}

	/** The public half, {@code name+id+key}. */
	public String verifier() {
		return this.key.verifier().toString();
	}

	/** The whole key, to be sealed. */
	public String secret() {
		return this.key.text();
	}

	/**
	 * Cosigns the newest checkpoint, or says why not.
	 * @param connection sees the log: as {@code durumi_verifier}; its transaction is
	 * ended
	 * @param remembered the newest that is known to be cosigned, from outside the
	 * database
	 */
	public Cosigning cosign(Connection connection, VerifierKey log, @Nullable Checkpoint remembered, Instant at)
			throws SQLException {
		try {
			return Snapshot.of(connection, () -> within(connection, log, remembered, at));
		}
		catch (LedgerBroken | Malformed ex) {
			return new Cosigning.Refused(Cosigning.Reason.ALTERED);
		}
	}

	private Cosigning within(Connection connection, VerifierKey log, @Nullable Checkpoint remembered, Instant at)
			throws SQLException {
		StoredCheckpoints.Signed newest = new StoredCheckpoints(log).newest(connection);
		Checkpoint stored = last(connection, log);
		Checkpoint last = (stored == null || (remembered != null && remembered.size() >= stored.size())) ? remembered
				: stored;
		if (newest == null) {
			return (last != null) ? new Cosigning.Refused(Cosigning.Reason.ROLLED_BACK) : new Cosigning.NothingYet();
		}
		Checkpoint checkpoint = newest.checkpoint();
		if (last != null && checkpoint.size() < last.size()) {
			return new Cosigning.Refused(Cosigning.Reason.ROLLED_BACK);
		}
		if (last != null && !goesOn(connection, last, checkpoint)) {
			return new Cosigning.Refused(Cosigning.Reason.FORKED);
		}
		if (last != null && last.size() == checkpoint.size()) {
			return new Cosigning.Before(checkpoint);
		}
		return new Cosigning.Done(checkpoint, this.key.cosign(SignedNote.parse(newest.note()), at).toString());
	}

	private static boolean goesOn(Connection connection, Checkpoint last, Checkpoint checkpoint) throws SQLException {
		if (last.size() == checkpoint.size()) {
			return Arrays.equals(last.root(), checkpoint.root());
		}
		return new ProofMaker<>(new StoredTiles(connection), checkpoint.size()).consistency(last.size())
			.proves(last.root(), checkpoint.root());
	}

	/** What this key cosigned last, as the database has it. */
	private @Nullable Checkpoint last(Connection connection, VerifierKey log) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(LAST)) {
			statement.setString(1, verifier());
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					return null;
				}
				SignedNote note = SignedNote.of(row.getBytes(1));
				if (this.key.verifier().verify(note).isEmpty()) {
					throw new LedgerBroken("The last cosignature is not this key’s.");
				}
				return OfflineVerifier.checkpoint(note, log);
			}
		}
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
