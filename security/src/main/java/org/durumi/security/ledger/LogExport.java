package org.durumi.security.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the log, or a part of it, so that it can be verified without the database. Rows
 * are passed on as they come: memory does not grow with the log. No ciphertext leaves: of
 * an event’s detail there is only the hash that the leaf covers.
 * <p>
 * Who may have what is for the caller: this writes what it is asked for.
 */
public final class LogExport {

	/** The most entries of a part. */
	public static final int MOST_OF_A_PART = 100_000;

	private static final String ENTRIES = "select " + EventRow.COLUMNS + ", l.leaf_index, l.leaf_hash as stored_leaf"
			+ " from audit.leaf l left join audit.event e on e.event_id = l.event_id where l.leaf_index < ? ";

	/**
	 * Each with the log’s signature: what was cosigned is told even if it was replaced.
	 * What is none stands in no copy's way; the verifier of the database reports it.
	 */
	private static final String COSIGNED = "select tree_size, receipt from audit.anchor where kind = '" + Cosigner.KIND
			+ "' and tree_size <= ? order by tree_size";

	private final VerifierKey key;

	private final StoredCheckpoints checkpoints;

	public LogExport(VerifierKey key) {
		this.key = key;
		this.checkpoints = new StoredCheckpoints(key);
	}

	/**
	 * What was written.
	 *
	 * @param checkpoint over the entries, or the one they are proved to be under
	 * @param note that checkpoint, as it was signed
	 * @param entries how many were written
	 * @param places the indexes of the entries of a part
	 */
	public record Exported(Checkpoint checkpoint, String note, long entries, Map<UUID, Long> places) {

		private static Exported of(StoredCheckpoints.Signed signed, long entries) {
			return new Exported(signed.checkpoint(), signed.note(), entries, Map.of());
		}

	}

	/**
	 * Writes the whole log up to the newest checkpoint that tears no session’s numbers
	 * apart; absent if there is none.
	 * @param connection sees the whole log: as {@code durumi_verifier}; its transaction
	 * is ended
	 * @throws LedgerBroken if an entry is not as it was recorded
	 */
	public Optional<Exported> whole(Connection connection, OutputStream out) throws SQLException, IOException {
		return within(connection, () -> {
			StoredCheckpoints.Signed signed = this.checkpoints.untorn(connection);
			return (signed != null) ? Optional.of(whole(connection, signed, out)) : Optional.empty();
		});
	}

	/** As {@link #whole}, as a directory of tiles that is empty or not there. */
	public Optional<Exported> tiles(Connection connection, Path directory) throws SQLException, IOException {
		return within(connection, () -> {
			StoredCheckpoints.Signed signed = this.checkpoints.untorn(connection);
			if (signed == null) {
				return Optional.empty();
			}
			TileDirectoryWriter writer = new TileDirectoryWriter(directory);
			long size = signed.checkpoint().size();
			try (PreparedStatement statement = connection.prepareStatement(ENTRIES + "order by l.leaf_index")) {
				each(statement, size, (entry) -> writer.append(entry.event()));
			}
			writer.finish(signed.note());
			return Optional.of(Exported.of(signed, size));
		});
	}

	/**
	 * Writes those of the events that are in the log, each with its proof; absent if
	 * there is no checkpoint yet. Events that wait for their place are left out.
	 * @param events at most {@link #MOST_OF_A_PART}
	 * @param earlier sizes that the log is to be proved to go on from
	 * @throws LedgerBroken if an entry or a tile is not as it was recorded
	 */
	public Optional<Exported> part(Connection connection, Collection<UUID> events, Collection<Long> earlier,
			OutputStream out) throws SQLException, IOException {
		if (events.size() > MOST_OF_A_PART) {
			throw new IllegalArgumentException("more than " + MOST_OF_A_PART + " events");
		}
		return within(connection, () -> {
			StoredCheckpoints.Signed signed = this.checkpoints.newest(connection);
			return (signed != null) ? Optional.of(part(connection, signed, events, earlier, out)) : Optional.empty();
		});
	}

	/**
	 * Writes the proof of one event; absent if it is not under a checkpoint yet.
	 * @throws LedgerBroken if the entry or a tile is not as it was recorded
	 */
	public Optional<Exported> entry(Connection connection, UUID event, OutputStream out)
			throws SQLException, IOException {
		return within(connection, () -> {
			StoredCheckpoints.Signed signed = this.checkpoints.newest(connection);
			if (signed == null) {
				return Optional.empty();
			}
			List<EntryLine> found = new ArrayList<>();
			try (PreparedStatement statement = connection.prepareStatement(ENTRIES + "and l.event_id = ?")) {
				statement.setObject(2, event);
				each(statement, signed.checkpoint().size(), found::add);
			}
			if (found.isEmpty()) {
				return Optional.empty();
			}
			EntryLine entry = found.getFirst();
			InclusionProof proof = proofs(connection, signed).inclusion(entry.index());
			ProofFile file = new ProofFile(entry.event().data(), entry.index(), proof.hashes(),
					SignedNote.parse(signed.note()));
			out.write(file.toString().getBytes(StandardCharsets.UTF_8));
			out.flush();
			return Optional.of(Exported.of(signed, 1));
		});
	}

	/**
	 * Writes the newest checkpoint and the proof that the log goes on from that size, for
	 * a witness; absent if the log has no checkpoint of that size or more.
	 * @param from the size of a checkpoint that the witness kept
	 */
	public Optional<Exported> consistency(Connection connection, long from, OutputStream out)
			throws SQLException, IOException {
		return within(connection, () -> {
			StoredCheckpoints.Signed signed = this.checkpoints.newest(connection);
			if (signed == null || signed.checkpoint().size() < from) {
				return Optional.empty();
			}
			ConsistencyProof proof = proofs(connection, signed).consistency(from);
			ConsistencyFile file = new ConsistencyFile(from, proof.hashes(), SignedNote.parse(signed.note()));
			out.write(file.toString().getBytes(StandardCharsets.UTF_8));
			out.flush();
			return Optional.of(Exported.of(signed, 0));
		});
	}

	private Exported whole(Connection connection, StoredCheckpoints.Signed signed, OutputStream out)
			throws SQLException, IOException {
		long size = signed.checkpoint().size();
		LogFileWriter writer = LogFileWriter.whole(out, this.key.name(), signed.note());
		try (PreparedStatement entries = connection.prepareStatement(ENTRIES + "order by l.leaf_index");
				PreparedStatement checkpoints = connection.prepareStatement(
						"select tree_size, note from audit.checkpoint where tree_size < ? order by tree_size");
				PreparedStatement anchors = connection.prepareStatement(COSIGNED)) {
			checkpoints.setFetchSize(LogVerifier.FETCH);
			checkpoints.setLong(1, size);
			anchors.setFetchSize(LogVerifier.FETCH);
			anchors.setLong(1, size);
			try (ResultSet checkpoint = checkpoints.executeQuery(); ResultSet anchor = anchors.executeQuery()) {
				ByTheWay byTheWay = new ByTheWay(checkpoint);
				ByTheWay cosigned = new ByTheWay(anchor);
				each(entries, size, (entry) -> {
					writer.entry(entry);
					String note = byTheWay.after(entry.index() + 1);
					if (note != null) {
						writer.checkpoint(note);
					}
					for (String cosignature : cosigned.signedAfter(entry.index() + 1, this.key)) {
						writer.checkpoint(cosignature);
					}
				});
			}
		}
		return Exported.of(signed, writer.end());
	}

	private Exported part(Connection connection, StoredCheckpoints.Signed signed, Collection<UUID> events,
			Collection<Long> earlier, OutputStream out) throws SQLException, IOException {
		long size = signed.checkpoint().size();
		ProofMaker<SQLException> proofs = proofs(connection, signed);
		List<ConsistencyProof> goesOn = new ArrayList<>();
		for (long from : earlier) {
			if (from <= size) {
				goesOn.add(proofs.consistency(from));
			}
		}
		LogFileWriter writer = LogFileWriter.part(out, this.key.name(), signed.note(), goesOn);
		Map<UUID, Long> places = new HashMap<>();
		try (PreparedStatement statement = connection
			.prepareStatement(ENTRIES + "and l.event_id = any (?) order by l.leaf_index")) {
			statement.setArray(2, connection.createArrayOf("uuid", events.toArray()));
			each(statement, size, (entry) -> {
				writer.entry(entry, proofs.inclusion(entry.index()));
				places.put(entry.event().eventId(), entry.index());
			});
		}
		return new Exported(signed.checkpoint(), signed.note(), writer.end(), Map.copyOf(places));
	}

	private static ProofMaker<SQLException> proofs(Connection connection, StoredCheckpoints.Signed signed) {
		return new ProofMaker<>(new StoredTiles(connection), signed.checkpoint().size());
	}

	/** Passes the entries on; the size is the statement’s first parameter. */
	private static void each(PreparedStatement statement, long size, EntryConsumer consumer)
			throws SQLException, IOException {
		statement.setFetchSize(LogVerifier.FETCH);
		statement.setLong(1, size);
		try (ResultSet row = statement.executeQuery()) {
			while (row.next()) {
				consumer.accept(entry(row));
			}
		}
	}

	private static EntryLine entry(ResultSet row) throws SQLException {
		long index = row.getLong("leaf_index");
		LedgerBroken altered = new LedgerBroken("Entry %d is not as it was recorded.".formatted(index));
		EventLeaf event = EventRow.columns(row).orElseThrow(() -> altered);
		try {
			EntryLine entry = new EntryLine(index, row.getBytes("stored_leaf"), event);
			// and it reads back as itself, which no time beyond the calendar does
			if (entry.leafFits() && EntryLine.parse(entry.toString()).leafFits()) {
				return entry;
			}
		}
		catch (Malformed ex) {
			altered.addSuppressed(ex);
		}
		throw altered;
	}

	private static <T> T within(Connection connection, Snapshot.Work<T, IOException> work)
			throws SQLException, IOException {
		return Snapshot.of(connection, work);
	}

	private interface EntryConsumer {

		void accept(EntryLine entry) throws SQLException, IOException;

	}

}
