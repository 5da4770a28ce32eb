package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Grows the tree anew from the stored events, and holds each stored leaf, tile and
 * checkpoint against it. However long the log is, no more than the right edge is kept.
 */
final class TreeCheck {

	private final Connection connection;

	private final VerifierKey key;

	private final Findings findings;

	private final Remarks remarks;

	private final RightEdge edge = new RightEdge();

	private final ClockDrift drift = new ClockDrift();

	private final List<RightEdge.Tile> full = new ArrayList<>();

	private long sizeBefore;

	private @Nullable Instant newestAt;

	private @Nullable Checkpoint covering;

	private @Nullable Instant coveredAt;

	private List<Cosigned> cosigned = List.of();

	TreeCheck(Connection connection, VerifierKey key, Findings findings, Remarks remarks) {
		this.connection = connection;
		this.key = key;
		this.findings = findings;
		this.remarks = remarks;
	}

	/** The newest checkpoint that is signed and fits. */
	@Nullable Checkpoint covering() {
		return this.covering;
	}

	/** When the newest entry under that checkpoint happened. */
	@Nullable Instant coveredAt() {
		return this.coveredAt;
	}

	/** How far each cosigner has cosigned what the tree is. */
	List<Cosigned> cosigned() {
		return this.cosigned;
	}

	/** Checks; false if it was cancelled. */
	boolean check(LongConsumer progress, BooleanSupplier cancelled) throws SQLException {
		try (LeafReader leaves = new LeafReader(this.connection);
				PreparedStatement checkpoints = this.connection.prepareStatement(
						"select tree_size, incarnation, root_hash, note from audit.checkpoint order by tree_size");
				AnchorCheck anchors = new AnchorCheck(this.connection, this.key, this.findings)) {
			checkpoints.setFetchSize(LogVerifier.FETCH);
			try (ResultSet checkpoint = checkpoints.executeQuery()) {
				boolean more = checkpoint.next();
				for (List<LeafReader.Leaf> block = leaves.next(); !block.isEmpty(); block = leaves.next()) {
					for (LeafReader.Leaf leaf : block) {
						entry(leaf);
						while (more && checkpoint.getLong("tree_size") <= this.edge.size()) {
							checkpoint(checkpoint);
							more = checkpoint.next();
						}
						anchors.at(this.edge);
					}
					progress.accept(this.edge.size());
					if (cancelled.getAsBoolean()) {
						return false;
					}
				}
				if (more) {
					this.findings.add("A checkpoint covers %d entries, but the log holds only %d.",
							checkpoint.getLong("tree_size"), this.edge.size());
				}
			}
			anchors.finish(this.connection, this.edge.size());
			this.cosigned = anchors.cosigned();
		}
		long covered = (this.covering != null) ? this.covering.size() : 0;
		if (covered < this.edge.size()) {
			this.findings.add("Entries %d to %d are covered by no valid checkpoint.", covered, this.edge.size() - 1);
		}
		for (RightEdge.Tile tile : this.edge.unfinished()) {
			tile(tile);
		}
		strayTiles();
		this.remarks.drift(this.drift);
		progress.accept(this.edge.size());
		return true;
	}

	private void entry(LeafReader.Leaf leaf) throws SQLException {
		long index = leaf.index();
		if (index != this.edge.size()) {
			this.findings.add("Entry %d stands where entry %d belongs.", index, this.edge.size());
		}
		byte[] stored = leaf.hash();
		EventRow event = leaf.row();
		this.newestAt = event.occurredAt();
		this.drift.saw(event.id(), event.occurredAt());
		if (this.newestAt != null) {
			this.remarks.silence(index, this.newestAt);
		}
		if (event.id() == null) {
			this.findings.add("Entry %d names an event that is not there: %s.", index, leaf.event());
		}
		else {
			if (!event.leafFits() || !Arrays.equals(event.recorded(), stored)) {
				this.findings.add("Entry %d was altered: event %s does not give the leaf that was recorded.", index,
						event.id());
			}
			if (event.occurredAt() == null) {
				this.findings.add("Entry %d was altered: event %s has no time that can be.", index, event.id());
			}
			if (!event.detailFits()) {
				this.findings.add("Entry %d was altered: the detail of event %s is not the one that was recorded.",
						index, event.id());
			}
		}
		this.edge.append((stored != null) ? stored : Hashes.ofNothing(), this.full::add);
		for (RightEdge.Tile tile : this.full) {
			tile(tile);
		}
		this.full.clear();
	}

	private void checkpoint(ResultSet row) throws SQLException {
		long size = row.getLong("tree_size");
		String note = row.getString("note");
		Optional<Checkpoint> verified = (note != null) ? this.key.verify(note) : Optional.empty();
		if (verified.isEmpty()) {
			this.findings.add("The checkpoint at %d entries is not signed by the log’s key.", size);
		}
		else if (size != this.edge.size() || verified.get().size() != size) {
			this.findings.add("The checkpoint stored for %d entries is one for %d.", size, verified.get().size());
		}
		else if (!Arrays.equals(verified.get().root(), this.edge.root())
				|| !Arrays.equals(row.getBytes("root_hash"), this.edge.root())) {
			this.findings.add("The checkpoint at %d entries has another root than the entries give.", size);
		}
		else {
			signed(verified.get(), row.getObject("incarnation", UUID.class));
		}
		this.sizeBefore = size;
	}

	private void signed(Checkpoint checkpoint, @Nullable UUID incarnation) {
		if (!checkpoint.incarnation().equals(incarnation)) {
			this.findings.add("The checkpoint at %d entries is stored with another incarnation than was signed.",
					checkpoint.size());
		}
		if (!checkpoint.follows(this.sizeBefore)) {
			this.findings.add("Between %d and %d entries checkpoints were taken away.", this.sizeBefore,
					checkpoint.size());
		}
		this.covering = checkpoint;
		this.coveredAt = this.newestAt;
	}

	private void tile(RightEdge.Tile tile) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("select hashes from audit.tile where level = ? and tile_index = ?")) {
			statement.setShort(1, (short) tile.level());
			statement.setLong(2, tile.index());
			try (ResultSet rows = statement.executeQuery()) {
				if (!rows.next() || !Arrays.equals(rows.getBytes(1), Hashes.join(tile.hashes())) || rows.next()) {
					this.findings.add("Tile %d of level %d is not the one that the entries give.", tile.index(),
							tile.level());
				}
			}
		}
	}

	private void strayTiles() throws SQLException {
		LogVerifier.each(this.connection, "select level, tile_index from audit.tile", (row) -> {
			int level = row.getInt(1);
			long index = row.getLong(2);
			if (level < 0 || level >= RightEdge.levelsAt(this.edge.size()) || index < 0
					|| index >= RightEdge.tilesAt(this.edge.size(), level)) {
				this.findings.add("Tile %d of level %d belongs to no entry.", index, level);
			}
		});
	}

}
