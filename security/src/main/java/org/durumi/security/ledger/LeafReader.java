package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Reads the leaves with their events in the order of the tree, a few blocks ahead of
 * whoever checks them: while rows are taken apart here the database reads the next. All
 * over one connection, whose snapshot they share.
 */
final class LeafReader implements AutoCloseable {

	/** Rows that are read at once. */
	static final int BLOCK = 8_000;

	private static final int AHEAD = 2;

	/** Where the blocks begin, whatever numbers the leaves have. */
	private static final String STARTS = """
			select leaf_index from (select leaf_index, row_number() over (order by leaf_index) as n from audit.leaf) numbered
			where n %% %d = 1 order by leaf_index"""
		.formatted(BLOCK);

	private static final String LEAVES = "select leaf_index, event_id, leaf_hash from audit.leaf "
			+ "where leaf_index between ? and ? order by leaf_index";

	private final Connection connection;

	private final PreparedStatement statement;

	private final ResultSet starts;

	private final ExecutorService workers = Executors.newFixedThreadPool(AHEAD,
			Thread.ofPlatform().daemon().name("log-reader-", 0).factory());

	private final Queue<Future<List<Leaf>>> blocks = new ArrayDeque<>();

	private @Nullable Long start;

	LeafReader(Connection connection) throws SQLException {
		this.connection = connection;
		try (Statement settings = connection.createStatement()) {
			// each block is planned as what it is, one range of the log that one process
			// reads
			settings.execute("set local plan_cache_mode = force_custom_plan");
			settings.execute("set local max_parallel_workers_per_gather = 0");
			settings.execute("set local random_page_cost = 1");
		}
		this.statement = connection.prepareStatement(STARTS);
		this.statement.setFetchSize(LogVerifier.FETCH);
		this.starts = this.statement.executeQuery();
		this.start = following();
	}

	/**
	 * A leaf as it is stored, and its event.
	 *
	 * @param event the id of its event
	 * @param hash its hash, absent if there is none
	 * @param row that event, or {@link EventRow#ABSENT}
	 */
	record Leaf(long index, UUID event, byte @Nullable [] hash, EventRow row) {

		Leaf with(@Nullable EventRow found) {
			return new Leaf(this.index, this.event, this.hash, (found != null) ? found : EventRow.ABSENT);
		}

	}

	/** The next leaves; none at the end. */
	List<Leaf> next() throws SQLException {
		while (this.start != null && this.blocks.size() <= AHEAD) {
			long first = this.start;
			this.start = following();
			long last = (this.start != null) ? this.start - 1 : Long.MAX_VALUE;
			this.blocks.add(this.workers.submit(() -> read(first, last)));
		}
		Future<List<Leaf>> block = this.blocks.poll();
		return (block != null) ? result(block) : List.of();
	}

	@Override
	public void close() throws SQLException {
		// what is under way ends first: the connection is used on
		this.workers.close();
		this.statement.close();
	}

	private @Nullable Long following() throws SQLException {
		return this.starts.next() ? this.starts.getLong(1) : null;
	}

	private List<Leaf> read(long first, long last) throws SQLException {
		List<Leaf> leaves = new ArrayList<>(BLOCK);
		try (PreparedStatement block = this.connection.prepareStatement(LEAVES)) {
			block.setLong(1, first);
			block.setLong(2, last);
			try (ResultSet row = block.executeQuery()) {
				while (row.next()) {
					leaves.add(
							new Leaf(row.getLong(1), EventRow.uuid(row.getBytes(2)), row.getBytes(3), EventRow.ABSENT));
				}
			}
		}
		Map<UUID, EventRow> events = EventRows.of(this.connection, leaves.stream().map(Leaf::event).toList());
		leaves.replaceAll((leaf) -> leaf.with(events.get(leaf.event())));
		return leaves;
	}

	private static List<Leaf> result(Future<List<Leaf>> block) throws SQLException {
		try {
			return block.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SQLException failed) {
				throw failed;
			}
			throw new IllegalStateException("the log could not be read", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("interrupted while the log was read", ex);
		}
	}

}
