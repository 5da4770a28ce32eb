package org.durumi.security.ledger;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the verification of a file or directory found.
 *
 * @param kind what it is
 * @param checkpoint what the log’s key signed, absent if it is not signed by it
 * @param note the checkpoint's note as it was found
 * @param entries how many entries were read and, if nothing was found, are proved
 * @param newestAt when the last of them happened, absent if the input does not say
 * @param event the entry that a single proof is about
 * @param findings what is wrong, a sentence each; the list is capped
 * @param remarks what breaks nothing and has to be known, a sentence each
 * @param cosigned how far each witness that was asked for has cosigned it
 */
public record OfflineReport(Kind kind, @Nullable Checkpoint checkpoint, String note, long entries,
		@Nullable Instant newestAt, @Nullable EventLeaf event, List<String> findings, List<String> remarks,
		List<Cosigned> cosigned) {

	public OfflineReport {
		findings = List.copyOf(findings);
		remarks = List.copyOf(remarks);
		cosigned = List.copyOf(cosigned);
	}

	/** What can be verified. */
	public enum Kind {

		/** A whole log. */
		LOG,
		/** Some entries of a log, each with its proof. */
		PART,
		/** One entry with its proof. */
		ENTRY,
		/** A log as a directory of tiles. */
		TILES

	}

	/** Whether it is signed and nothing is wrong. */
	public boolean holds() {
		return this.checkpoint != null && this.findings.isEmpty();
	}

}
