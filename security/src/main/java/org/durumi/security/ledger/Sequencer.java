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

	/**
	 * Makes a sequencer.
	 * @param database logs in as {@code durumi_sequencer}
	 */
	public Sequencer(DataSource database, SigningKey key, UUID incarnation) {
		this.database = database;
		this.key = key;
		this.incarnation = incarnation;
	}

	/**
	 * Takes one batch.
	 * @return how many events found their place; 0 if none waited or another sequencer
	 * works
	 * @throws LedgerBroken if what is stored contradicts the last checkpoint, or an event
	 * that waits is not as it was written
	 */
	public int sequence() throws SQLException {
		try (Connection connection = this.database.getConnection()) {
			connection.setAutoCommit(false);
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			try {
				int drained = sequence(connection);
				connection.commit();
				return drained;
			}
			catch (SQLException | RuntimeException ex) {
				connection.rollback();
				throw ex;
			}
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

	private int sequence(Connection connection) throws SQLException {
		List<byte[]> leaves = new ArrayList<>();
		long first = drain(connection, leaves);
		if (leaves.isEmpty()) {
			return 0;
		}
		RightEdge edge = load(connection, first);
		List<RightEdge.Tile> changed = new ArrayList<>();
		leaves.forEach((leaf) -> edge.append(leaf, changed::add));
		changed.addAll(edge.unfinished());
		write(connection, changed);
		sign(connection, edge, first);
		return leaves.size();
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

	private void sign(Connection connection, RightEdge edge, long previous) throws SQLException {
		Checkpoint checkpoint = new Checkpoint(this.key.verifier().name(), edge.size(), edge.root(), this.incarnation,
				previous);
		try (PreparedStatement statement = connection.prepareStatement(
				"insert into audit.checkpoint (tree_size, incarnation, root_hash, note) values (?, ?, ?, ?)")) {
			statement.setLong(1, checkpoint.size());
			statement.setObject(2, this.incarnation);
			statement.setBytes(3, checkpoint.root());
			statement.setString(4, this.key.sign(checkpoint));
			statement.executeUpdate();
		}
	}

}
