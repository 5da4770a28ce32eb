package org.durumi.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;
import org.durumi.local.LocalDatabase;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;

/**
 * The sequencer at work beside those who write, with the pauses that the application
 * makes, and when each checkpoint was there.
 */
final class RunningSequencer implements AutoCloseable {

	private static final long PAUSE_NANOS = 250_000_000;

	private final HikariDataSource source = new HikariDataSource();

	private final Sequencer sequencer;

	private final TreeMap<Long, Long> checkpoints = new TreeMap<>();

	private final Thread thread;

	private long size;

	private volatile boolean ended;

	RunningSequencer(LocalDatabase database, SigningKey key) throws SQLException {
		this.source.setJdbcUrl(database.url());
		this.source.setUsername("durumi_sequencer");
		this.source.setPassword(database.password("durumi_sequencer"));
		this.source.setMaximumPoolSize(1);
		this.sequencer = new Sequencer(this.source, key, UUID.randomUUID());
		while (this.sequencer.sequence() > 0) {
			Thread.onSpinWait();
		}
		try (Connection connection = this.source.getConnection();
				PreparedStatement statement = connection
					.prepareStatement("select max(tree_size) from audit.checkpoint");
				ResultSet row = statement.executeQuery()) {
			row.next();
			this.size = row.getLong(1);
		}
		this.thread = Thread.ofPlatform().start(this::run);
	}

	private void run() {
		try {
			int taken = 0;
			// and what waits at the end
			while (!this.ended || taken > 0) {
				taken = this.sequencer.sequence();
				if (taken > 0) {
					this.size += taken;
					this.checkpoints.put(this.size, System.nanoTime());
				}
				if (taken < Sequencer.BATCH) {
					LockSupport.parkNanos(PAUSE_NANOS);
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the sequencer fails", ex);
		}
	}

	/** Milliseconds from the commit of each of these events to a checkpoint over it. */
	List<Double> delays(Connection superuser, Map<UUID, Long> committed) throws SQLException {
		List<Double> delays = new ArrayList<>();
		try (PreparedStatement place = superuser
			.prepareStatement("select leaf_index from audit.leaf where event_id = ?")) {
			for (Map.Entry<UUID, Long> event : committed.entrySet()) {
				place.setObject(1, event.getKey());
				try (ResultSet row = place.executeQuery()) {
					row.next();
					long covered = this.checkpoints.higherEntry(row.getLong(1)).getValue();
					delays.add((covered - event.getValue()) / 1e6);
				}
			}
		}
		return delays;
	}

	/** Ends once nothing waits. */
	void end() throws InterruptedException {
		this.ended = true;
		LockSupport.unpark(this.thread);
		this.thread.join();
	}

	@Override
	public void close() {
		this.ended = true;
		this.source.close();
	}

}
