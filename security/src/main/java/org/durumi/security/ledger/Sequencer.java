package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Gives committed events their places in the tree and signs the new size. Any number may
 * run: the database lets one at a time work, the others find nothing to do.
 * <p>
 * Guaranteed: leaves, tiles and checkpoint of a batch commit together, a batch is added
 * only to a tree whose root was signed before, and only if the database finds that each
 * event still gives the leaf it was written with. Not guaranteed: that events are ordered
 * by the time of their commit, and that whoever owns the database has not written an
 * event, leaf and all.
 */
public final class Sequencer {

	/** The most events a batch takes. */
	public static final int BATCH = 256;

	/** What the database says of an event that does not give its own leaf. */
	private static final String ALTERED = "XX001";

	/** The class of what contradicts the rows that are there, such as a second place. */
	private static final String CONTRADICTION = "23";

	private final DataSource database;

	private final SigningKey key;

	private final UUID incarnation;

	private final LastSigned last;

	/**
	 * Makes a sequencer that remembers what it signed last as long as it lives.
	 * @param database logs in as {@code durumi_sequencer}
	 */
	public Sequencer(DataSource database, SigningKey key, UUID incarnation) {
		this(database, key, incarnation, LastSigned.inProcess());
	}

	/**
	 * Makes a sequencer.
	 * @param database logs in as {@code durumi_sequencer}
	 * @param last what was signed last, outside the database; of this sequencer alone
	 */
	public Sequencer(DataSource database, SigningKey key, UUID incarnation, LastSigned last) {
		this.database = database;
		this.key = key;
		this.incarnation = incarnation;
		this.last = last;
	}

	/**
	 * Takes one batch.
	 * @return how many events found their place; 0 if none waited or another sequencer
	 * works
	 * @throws LedgerBroken if what is stored contradicts the last checkpoint, or an event
	 * that waits is not as it was written
	 * @throws DatabaseBehind if it ends before what was signed last
	 * @throws java.io.UncheckedIOException if the batch has found its place, and the file
	 * that keeps what was signed last cannot be written
	 */
	public int sequence() throws SQLException {
		try (Connection connection = this.database.getConnection()) {
			connection.setAutoCommit(false);
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			StoredCheckpoints.Signed signed;
			List<byte[]> leaves = new ArrayList<>();
			try {
				signed = sequence(connection, leaves);
				connection.commit();
			}
			catch (SQLException | RuntimeException ex) {
				connection.rollback();
				throw ex;
			}
			if (signed != null) {
				this.last.keep(signed.checkpoint(), signed.note());
			}
			return leaves.size();
		}
	}

	/**
	 * Declares that what was signed beyond the database is lost, an event; nothing if the
	 * database is not behind, or is by another number.
	 * @param signed how many entries were signed, as {@link DatabaseBehind} says
	 * @param session 16 bytes that name this process
	 */
	public void declareRestore(long signed, UUID eventId, short node, byte[] session) throws SQLException {
		Checkpoint lost = this.last.checkpoint().filter((checkpoint) -> checkpoint.size() == signed).orElse(null);
		if (lost == null) {
			return;
		}
		try (Connection connection = this.database.getConnection()) {
			connection.setAutoCommit(false);
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			try {
				StoredCheckpoints.Signed kept = new StoredCheckpoints(this.key.verifier()).newest(connection);
				if (kept != null && kept.checkpoint().size() >= signed) {
					connection.rollback();
					return;
				}
				declare(connection, (kept != null) ? kept.checkpoint().size() : 0, lost, eventId, node, session);
				connection.commit();
				this.last.goBackTo(kept);
			}
			catch (SQLException | RuntimeException ex) {
				connection.rollback();
				throw ex;
			}
		}
	}

	private static void declare(Connection connection, long kept, Checkpoint lost, UUID eventId, short node,
			byte[] session) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select audit.declare_restore(?, ?, ?, ?, ?, ?)")) {
			statement.setObject(1, eventId);
			statement.setShort(2, node);
			statement.setBytes(3, session);
			statement.setLong(4, kept);
			statement.setLong(5, lost.size());
			statement.setBytes(6, lost.root());
			statement.execute();
		}
	}

	/**
	 * Writes an event when nothing waits, so that an idle log is known to be alive.
	 * @param session 16 bytes that name this process
	 */
	public void heartbeat(UUID eventId, short node, byte[] session) throws SQLException {
		try (Connection connection = this.database.getConnection();
				PreparedStatement statement = connection.prepareStatement("select audit.heartbeat(?, ?, ?)")) {
			connection.setAutoCommit(false);
			statement.setObject(1, eventId);
			statement.setShort(2, node);
			statement.setBytes(3, session);
			statement.execute();
			connection.commit();
		}
	}

	/** What was signed, nothing if nothing waited. */
	private StoredCheckpoints.@Nullable Signed sequence(Connection connection, List<byte[]> leaves)
			throws SQLException {
		long first = drain(connection, leaves);
		if (leaves.isEmpty()) {
			return null;
		}
		RightEdge edge = load(connection, first);
		List<RightEdge.Tile> changed = new ArrayList<>();
		leaves.forEach((leaf) -> edge.append(leaf, changed::add));
		changed.addAll(edge.unfinished());
		write(connection, changed);
		return sign(connection, edge, first);
	}

	private static long drain(Connection connection, List<byte[]> leaves) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select leaf_index, leaf_hash from audit.drain(?) order by leaf_index")) {
			statement.setInt(1, BATCH);
			try (ResultSet rows = statement.executeQuery()) {
				long first = -1;
				while (rows.next()) {
					if (first < 0) {
						first = rows.getLong(1);
					}
					leaves.add(rows.getBytes(2));
				}
				return first;
			}
		}
		catch (SQLException ex) {
			String state = Objects.requireNonNullElse(ex.getSQLState(), "");
			if (state.equals(ALTERED) || state.startsWith(CONTRADICTION)) {
				throw new LedgerBroken("What waits for the log was altered; nothing more is signed. The database says: "
						+ ex.getMessage());
			}
			throw ex;
		}
	}

	/** The right edge as stored, which must be the one that was signed. */
	private RightEdge load(Connection connection, long size) throws SQLException {
		List<List<byte[]>> levels = new ArrayList<>();
		try (PreparedStatement statement = connection
			.prepareStatement("select hashes from audit.tile where level = ? and tile_index = ?")) {
			for (int level = 0; level < RightEdge.levelsAt(size); level++) {
				int expected = RightEdge.unfinishedAt(size, level);
				statement.setShort(1, (short) level);
				statement.setLong(2, RightEdge.indexAt(size, level));
				try (ResultSet rows = statement.executeQuery()) {
					byte[] stored = rows.next() ? rows.getBytes(1) : new byte[0];
					if (stored.length != expected * Hashes.LENGTH) {
						throw new LedgerBroken("The tiles do not end where the leaves end; nothing more is signed.");
					}
					levels.add(Hashes.split(stored));
				}
			}
		}
		RightEdge edge = new RightEdge(size, levels);
		requireSigned(connection, edge);
		return edge;
	}

	private void requireSigned(Connection connection, RightEdge edge) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select note from audit.checkpoint order by tree_size desc limit 1");
				ResultSet rows = statement.executeQuery()) {
			if (!rows.next()) {
				if (edge.size() > 0) {
					throw new LedgerBroken("There are leaves and no checkpoint; nothing more is signed.");
				}
				requireNotBehind(connection, edge);
				return;
			}
			Checkpoint last = this.key.verifier()
				.verify(rows.getString(1))
				.orElseThrow(() -> new LedgerBroken(
						"The last checkpoint is not signed by this log’s key; nothing more is signed."));
			if (last.size() != edge.size() || !Arrays.equals(last.root(), edge.root())) {
				throw new LedgerBroken("The tiles contradict the last checkpoint; nothing more is signed.");
			}
		}
		requireNotBehind(connection, edge);
	}

	/**
	 * What was signed last is what the tree begins with; other nodes may have gone on.
	 */
	private void requireNotBehind(Connection connection, RightEdge edge) throws SQLException {
		Checkpoint signed = this.last.checkpoint().orElse(null);
		if (signed == null) {
			return;
		}
		if (edge.size() < signed.size()) {
			throw new DatabaseBehind(edge.size(), signed.size());
		}
		byte[] root = (edge.size() == signed.size()) ? edge.root()
				: new ProofMaker<>(new StoredTiles(connection), edge.size()).root(signed.size());
		if (!Arrays.equals(root, signed.root())) {
			throw new LedgerBroken("The log was forked behind what was signed last; nothing more is signed.");
		}
	}

	private static void write(Connection connection, List<RightEdge.Tile> tiles) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("""
				insert into audit.tile (level, tile_index, hashes) values (?, ?, ?)
				on conflict (level, tile_index) do update set hashes = excluded.hashes""")) {
			for (RightEdge.Tile tile : tiles) {
				statement.setShort(1, (short) tile.level());
				statement.setLong(2, tile.index());
				statement.setBytes(3, Hashes.join(tile.hashes()));
				statement.addBatch();
			}
			statement.executeBatch();
		}
	}

	private StoredCheckpoints.Signed sign(Connection connection, RightEdge edge, long previous) throws SQLException {
		Checkpoint checkpoint = new Checkpoint(this.key.verifier().name(), edge.size(), edge.root(), this.incarnation,
				previous);
		String note = this.key.sign(checkpoint);
		try (PreparedStatement statement = connection.prepareStatement(
				"insert into audit.checkpoint (tree_size, incarnation, root_hash, note) values (?, ?, ?, ?)")) {
			statement.setLong(1, checkpoint.size());
			statement.setObject(2, this.incarnation);
			statement.setBytes(3, checkpoint.root());
			statement.setString(4, note);
			statement.executeUpdate();
		}
		return new StoredCheckpoints.Signed(checkpoint, note);
	}

}
