package org.durumi.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.durumi.audit.LogCopies;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditRow;
import org.durumi.review.LeavingEntries;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets entries of the audit log leave Durumi so that others can check them: the proof of
 * one, or the rows of the list with the proofs of all of them.
 * <p>
 * Guaranteed: they are entries that the actor sees in the list, at most
 * {@link LeavingEntries#MOST}; the event that says so is committed before a copy is made;
 * what is not proved yet is there and said to be unproved. Not guaranteed: that the rows
 * are all there are, which a part of a log never shows; nor, of what a row says beyond
 * the proved columns, such as the names of people, that it was so when the event was
 * written.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class AuditExport {

	private final LeavingEntries leaving;

	private final LogCopies copies;

	private final Clock clock;

	AuditExport(LeavingEntries leaving, LogCopies copies, Clock clock) {
		this.leaving = leaving;
		this.copies = copies;
		this.clock = clock;
	}

	/** How it ended. */
	public sealed interface Outcome {

		/**
		 * A file.
		 *
		 * @param contents what it holds
		 */
		record Ready(byte[] file, Contents contents) implements Outcome {

			@Override
			public String toString() {
				return "[sealed]";
			}

		}

		/** No file, and why not. */
		record Refused(Why why) implements Outcome {
		}

	}

	/** Why there is no file. */
	public enum Why {

		/** There is no such entry that she may see. */
		NOTHING,
		/** There are more than leave at once. */
		TOO_MANY,
		/** She first has to show that it is her. */
		NEEDS_FRESH_FACTOR,
		/** It is under no signed checkpoint yet. */
		NOT_SIGNED,
		/** What is stored is not what was recorded: nothing can be proved. */
		BROKEN

	}

	/**
	 * What a file holds.
	 *
	 * @param entries how many entries
	 * @param proved how many of them with a proof
	 * @param size how many entries the log had at the checkpoint
	 */
	public record Contents(int entries, int proved, long size) {
	}

	/** The proof of one entry, a file of its own; an audited event. */
	@Transactional(propagation = Propagation.NEVER)
	public Outcome proof(UUID entry) {
		return switch (this.leaving.take(entry)) {
			case LeavingEntries.Answer.These these -> switch (this.copies.entry(entry)) {
				case LogCopies.Copy.Made made ->
					new Outcome.Ready(made.file(), new Contents(1, 1, made.checkpoint().size()));
				case LogCopies.Copy.NotSigned not -> new Outcome.Refused(Why.NOT_SIGNED);
				case LogCopies.Copy.Broken broken -> new Outcome.Refused(Why.BROKEN);
			};
			case LeavingEntries.Answer.Nothing nothing -> new Outcome.Refused(Why.NOTHING);
			case LeavingEntries.Answer.TooMany many -> new Outcome.Refused(Why.TOO_MANY);
			case LeavingEntries.Answer.NeedsFreshFactor stale -> new Outcome.Refused(Why.NEEDS_FRESH_FACTOR);
		};
	}

	/**
	 * The rows of a filter as a sheet and as JSON, with their proofs, the checkpoint, the
	 * key's public half and a page that explains them, in one archive; an audited event.
	 * @param explain the page, in the reader's language
	 */
	@Transactional(propagation = Propagation.NEVER)
	public Outcome rows(AuditFilter filter, Function<Contents, String> explain) {
		return switch (this.leaving.take(filter)) {
			case LeavingEntries.Answer.These these -> rows(these.rows(), explain);
			case LeavingEntries.Answer.Nothing nothing -> new Outcome.Refused(Why.NOTHING);
			case LeavingEntries.Answer.TooMany many -> new Outcome.Refused(Why.TOO_MANY);
			case LeavingEntries.Answer.NeedsFreshFactor stale -> new Outcome.Refused(Why.NEEDS_FRESH_FACTOR);
		};
	}

	private Outcome rows(List<AuditRow> rows, Function<Contents, String> explain) {
		return switch (this.copies.part(rows.stream().map(AuditRow::id).collect(Collectors.toSet()))) {
			case LogCopies.Copy.Made made -> {
				Contents contents = new Contents(rows.size(), made.places().size(), made.checkpoint().size());
				yield new Outcome.Ready(archive(rows, made, explain.apply(contents)), contents);
			}
			case LogCopies.Copy.NotSigned not -> new Outcome.Refused(Why.NOT_SIGNED);
			case LogCopies.Copy.Broken broken -> new Outcome.Refused(Why.BROKEN);
		};
	}

	private byte[] archive(List<AuditRow> rows, LogCopies.Copy.Made proofs, String explained) {
		List<AuditRows.Line> lines = rows.stream()
			.map((row) -> new AuditRows.Line(row, proofs.places().get(row.id())))
			.toList();
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("README.txt", explained.getBytes(StandardCharsets.UTF_8));
		files.put("rows.csv", AuditRows.csv(lines));
		files.put("rows.json", AuditRows.json(lines));
		files.put("proofs.txt", proofs.file());
		files.put("checkpoint.txt", proofs.note().getBytes(StandardCharsets.UTF_8));
		files.put("public-key.txt", (this.copies.publicKey() + "\n").getBytes(StandardCharsets.UTF_8));
		return zip(files);
	}

	private byte[] zip(Map<String, byte[]> files) {
		FileTime now = FileTime.from(this.clock.instant());
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
			for (Map.Entry<String, byte[]> file : files.entrySet()) {
				ZipEntry entry = new ZipEntry(file.getKey());
				entry.setLastModifiedTime(now);
				zip.putNextEntry(entry);
				zip.write(file.getValue());
				zip.closeEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("memory does not fail to be written", ex);
		}
		return out.toByteArray();
	}

	/** Whether the actor has shown recently enough that it is her. */
	public boolean isFactorFresh() {
		return this.leaving.isFactorFresh();
	}

}
