package org.durumi.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.LedgerBroken;
import org.durumi.security.ledger.LogExport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
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
public class LogCopies {

	private static final Logger LOGGER = LoggerFactory.getLogger(LogCopies.class);

	private final LogDatabase database;

	private final LogExport export;

	LogCopies(LogDatabase database) {
		this.database = database;
		this.export = new LogExport(database.key().verifier());
	}

	/** How a copy ended. */
	public sealed interface Copy {

		/**
		 * It was made.
		 *
		 * @param file what {@code verify-audit} reads
		 * @param checkpoint the one that it proves the entries to be under
		 * @param note that checkpoint, as it was signed
		 * @param places the indexes of those events of a part that are under it
		 */
		record Made(byte[] file, Checkpoint checkpoint, String note, Map<UUID, Long> places) implements Copy {
		}

		/** No signed checkpoint covers it yet; the next one is a second away. */
		record NotSigned() implements Copy {
		}

		/** What is stored is not what was recorded or signed: it proves nothing. */
		record Broken() implements Copy {
		}

	}

	/** The public half of the key that signs the log, as a line. */
	public String publicKey() {
		return this.database.key().verifier().toString();
	}

	/**
	 * Those of the events that are under a signed checkpoint, each with its proof.
	 * @throws DataAccessResourceFailureException if the log cannot be read
	 */
	public Copy part(Set<UUID> events) {
		return copy((out) -> part(events, List.of(), out));
	}

	/**
	 * The proof of one event.
	 * @throws DataAccessResourceFailureException if the log cannot be read
	 */
	public Copy entry(UUID event) {
		return copy((out) -> entry(event, out));
	}

	private static Copy copy(Export export) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			return export.to(out)
				.<Copy>map((made) -> new Copy.Made(out.toByteArray(), made.checkpoint(), made.note(), made.places()))
				.orElseGet(Copy.NotSigned::new);
		}
		catch (LedgerBroken ex) {
			LOGGER.error("Nothing can be proved from the audit log: {}", ex.getMessage());
			return new Copy.Broken();
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("the log cannot be read", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("memory does not fail to be written", ex);
		}
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

	private interface Export {

		Optional<LogExport.Exported> to(OutputStream out) throws SQLException, IOException;

	}

}
