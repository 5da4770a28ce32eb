package org.durumi.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.security.ledger.LogExport;
import org.springframework.stereotype.Component;

/**
 * Writes the log, or a part of it, so that {@code verify-audit} needs no database. It
 * reads as the role that sees every event and writes nothing.
 * <p>
 * Not guaranteed: that whoever gets it may have it. The caller chooses the events by what
 * the actor may see, and writes the event of the export first, in a transaction that is
 * committed before this is asked.
 */
@Component
class LogCopies {

	private final LogDatabase database;

	private final LogExport export;

	LogCopies(LogDatabase database) {
		this.database = database;
		this.export = new LogExport(database.key().verifier());
	}

	/** The whole log; absent if there is no checkpoint yet. */
	Optional<LogExport.Exported> whole(OutputStream out) throws SQLException, IOException {
		try (Connection connection = this.database.verifier().getConnection()) {
			return this.export.whole(connection, out);
		}
	}

	/**
	 * Those of the events that have their place in the log, each with its proof; absent
	 * if there is no checkpoint yet.
	 * @param earlier sizes of checkpoints that the reader may have kept
	 */
	Optional<LogExport.Exported> part(Set<UUID> events, Collection<Long> earlier, OutputStream out)
			throws SQLException, IOException {
		try (Connection connection = this.database.verifier().getConnection()) {
			return this.export.part(connection, events, earlier, out);
		}
	}

	/** The proof of one event; absent if it has no place under a checkpoint yet. */
	Optional<LogExport.Exported> entry(UUID event, OutputStream out) throws SQLException, IOException {
		try (Connection connection = this.database.verifier().getConnection()) {
			return this.export.entry(connection, event, out);
		}
	}

	/**
	 * The newest checkpoint, with the proof for a witness that the log goes on from the
	 * one of that size; absent if the log is smaller.
	 */
	Optional<LogExport.Exported> consistency(long from, OutputStream out) throws SQLException, IOException {
		try (Connection connection = this.database.verifier().getConnection()) {
			return this.export.consistency(connection, from, out);
		}
	}

}
