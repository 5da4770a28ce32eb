package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Reads the whole log and recomputes everything: each leaf from its event, each tile and
 * each root from the leaves, each signature.
 * <p>
 * Found, always: an event edited, deleted, inserted or moved; a tile or checkpoint
 * altered or forged; an event taken from the end of a session. Not found from the
 * database alone: a log that was rolled back as a whole to an earlier state, which shows
 * only to whoever kept a later checkpoint.
 */
public final class LogVerifier {

	private static final int FETCH = 2_000;

	private static final String LEAVES = """
			select l.leaf_index, l.event_id as leaf_event, l.leaf_hash as stored_leaf, e.event_id,
				(extract(epoch from e.occurred_at) * 1000000)::bigint - 946684800000000 as occurred,
				e.txid::text as txid, e.node_id, e.actor_id, e.actor_org, e.session_ref, e.session_seq, e.acr, e.action,
				e.outcome, e.subject_type, e.subject_id, e.case_id, e.compartment, e.subject_org, e.subject_team,
				e.detail_sha256, e.row_state_sha256, e.leaf_format, e.leaf_hash as event_leaf,
				e.detail_enc is null or e.detail_sha256 = sha256(e.detail_enc) as detail_fits
			from audit.leaf l left join audit.event e on e.event_id = l.event_id order by l.leaf_index""";

	private final VerifierKey key;

	public LogVerifier(VerifierKey key) {
		this.key = key;
	}

	/**
	 * Verifies.
	 * @param connection sees the whole log: as {@code durumi_verifier}; its transaction
	 * is ended
	 * @param progress told how many entries have been read
	 * @param cancelled asked now and then whether to stop
	 */
	public VerificationReport verify(Connection connection, LongConsumer progress, BooleanSupplier cancelled)
			throws SQLException {
		connection.setAutoCommit(false);
		// one snapshot for all queries: the log grows while it is read
		connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		connection.setReadOnly(true);
		try {
			return new Run(connection, this.key, progress, cancelled).report();
		}
		finally {
			connection.rollback();
			connection.setReadOnly(false);
		}
	}

	/** One verification under way. */
	private static final class Run {

		private final Connection connection;

		private final VerifierKey key;

		private final LongConsumer progress;

		private final BooleanSupplier cancelled;

		private final Findings findings = new Findings();

		private final RightEdge edge = new RightEdge();

		private long covered;

		private @Nullable Instant coveredAt;

		Run(Connection connection, VerifierKey key, LongConsumer progress, BooleanSupplier cancelled) {
			this.connection = connection;
			this.key = key;
			this.progress = progress;
			this.cancelled = cancelled;
		}

		VerificationReport report() throws SQLException {
			boolean complete = leavesAndCheckpoints();
			if (complete) {
				unfinishedTiles();
				sessions();
				strays();
			}
			return new VerificationReport(this.covered, this.coveredAt, waiting(), this.findings.list(), complete);
		}

		private boolean leavesAndCheckpoints() throws SQLException {
			try (PreparedStatement leaves = this.connection.prepareStatement(LEAVES);
					PreparedStatement checkpoints = this.connection.prepareStatement(
							"select tree_size, root_hash, note, created_at from audit.checkpoint order by tree_size")) {
				leaves.setFetchSize(FETCH);
				checkpoints.setFetchSize(FETCH);
				try (ResultSet leaf = leaves.executeQuery(); ResultSet checkpoint = checkpoints.executeQuery()) {
					boolean more = checkpoint.next();
					while (leaf.next()) {
						entry(leaf);
						while (more && checkpoint.getLong("tree_size") <= this.edge.size()) {
							checkpoint(checkpoint);
							more = checkpoint.next();
						}
						if (this.edge.size() % FETCH == 0) {
							this.progress.accept(this.edge.size());
							if (this.cancelled.getAsBoolean()) {
								return false;
							}
						}
					}
					if (more) {
						this.findings.add("A checkpoint covers %d entries, but the log holds only %d.",
								checkpoint.getLong("tree_size"), this.edge.size());
					}
				}
			}
			if (this.covered < this.edge.size()) {
				this.findings.add("Entries %d to %d are covered by no valid checkpoint.", this.covered,
						this.edge.size() - 1);
			}
			this.progress.accept(this.edge.size());
			return true;
		}

		private void entry(ResultSet row) throws SQLException {
			long index = row.getLong("leaf_index");
			if (index != this.edge.size()) {
				this.findings.add("Entry %d stands where entry %d belongs.", index, this.edge.size());
			}
			byte[] stored = row.getBytes("stored_leaf");
			if (row.getObject("event_id") == null) {
				this.findings.add("Entry %d names an event that is not there: %s.", index, row.getString("leaf_event"));
			}
			else {
				byte[] computed = leaf(row).hash();
				if (!Arrays.equals(computed, row.getBytes("event_leaf")) || !Arrays.equals(computed, stored)) {
					this.findings.add("Entry %d was altered: event %s does not give the leaf that was recorded.", index,
							row.getString("event_id"));
				}
				if (!row.getBoolean("detail_fits")) {
					this.findings.add("Entry %d was altered: the detail of event %s is not the one that was recorded.",
							index, row.getString("event_id"));
				}
			}
			this.edge.append(stored, this::tile);
		}

		private static EventLeaf leaf(ResultSet row) throws SQLException {
			return new EventLeaf(row.getShort("leaf_format"), uuid(row, "event_id"), row.getLong("occurred"),
					Long.parseUnsignedLong(row.getString("txid")), row.getShort("node_id"), uuid(row, "actor_id"),
					uuid(row, "actor_org"), row.getBytes("session_ref"), row.getInt("session_seq"), row.getShort("acr"),
					row.getString("action"), row.getShort("outcome"), row.getString("subject_type"),
					uuid(row, "subject_id"), row.getObject("case_id", UUID.class), row.getString("compartment"),
					row.getObject("subject_org", UUID.class), row.getObject("subject_team", UUID.class),
					row.getBytes("detail_sha256"), row.getBytes("row_state_sha256"));
		}

		private void checkpoint(ResultSet row) throws SQLException {
			long size = row.getLong("tree_size");
			Optional<Checkpoint> signed = this.key.verify(row.getString("note"));
			if (signed.isEmpty()) {
				this.findings.add("The checkpoint at %d entries is not signed by the log’s key.", size);
			}
			else if (size != this.edge.size() || signed.get().size() != size) {
				this.findings.add("The checkpoint stored for %d entries is one for %d.", size, signed.get().size());
			}
			else if (!Arrays.equals(signed.get().root(), this.edge.root())
					|| !Arrays.equals(row.getBytes("root_hash"), this.edge.root())) {
				this.findings.add("The checkpoint at %d entries has another root than the entries give.", size);
			}
			else {
				this.covered = size;
				this.coveredAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
			}
		}

		private void tile(RightEdge.Tile tile) {
			try (PreparedStatement statement = this.connection
				.prepareStatement("select hashes from audit.tile where level = ? and tile_index = ?")) {
				statement.setShort(1, (short) tile.level());
				statement.setLong(2, tile.index());
				try (ResultSet rows = statement.executeQuery()) {
					if (!rows.next() || !Arrays.equals(rows.getBytes(1), Sequencer.join(tile.hashes()))) {
						this.findings.add("Tile %d of level %d is not the one that the entries give.", tile.index(),
								tile.level());
					}
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException("the log cannot be read", ex);
			}
		}

		private void unfinishedTiles() {
			this.edge.unfinished().forEach(this::tile);
		}

		/**
		 * An event taken out of a session leaves a gap in its numbers, or at their end.
		 */
		private void sessions() throws SQLException {
			each("""
					select encode(s.session_ref, 'hex'), s.next_seq, count(e.event_id), coalesce(max(e.session_seq) + 1, 0)
					from audit.session s left join audit.event e on e.session_ref = s.session_ref
					group by s.session_ref, s.next_seq
					having count(e.event_id) <> s.next_seq or coalesce(max(e.session_seq) + 1, 0) <> s.next_seq""",
					(row) -> this.findings.add("Session %s has numbered %d events, but %d are there.", row.getString(1),
							row.getLong(2), row.getLong(3)));
		}

		/**
		 * An event is in the tree or waits for it; what does neither was taken out or
		 * slipped in.
		 */
		private void strays() throws SQLException {
			each("""
					select e.event_id from audit.event e
					where not exists (select from audit.leaf l where l.event_id = e.event_id)
					and not exists (select from audit.pending p where p.event_id = e.event_id) limit 100""",
					(row) -> this.findings.add("Event %s is neither in the log nor waiting for it.", row.getString(1)));
			each("""
					select p.event_id from audit.pending p
					where not exists (select from audit.event e where e.event_id = p.event_id) limit 100""",
					(row) -> this.findings.add("Event %s waits for the log and is not there.", row.getString(1)));
		}

		private long waiting() throws SQLException {
			long[] count = new long[1];
			each("select count(*) from audit.pending", (row) -> count[0] = row.getLong(1));
			return count[0];
		}

		private void each(String sql, RowConsumer consumer) throws SQLException {
			try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
				statement.setFetchSize(FETCH);
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						consumer.accept(rows);
					}
				}
			}
		}

		private static UUID uuid(ResultSet row, String column) throws SQLException {
			return Objects.requireNonNull(row.getObject(column, UUID.class));
		}

	}

	/** Takes a row. */
	private interface RowConsumer {

		void accept(ResultSet row) throws SQLException;

	}

}
