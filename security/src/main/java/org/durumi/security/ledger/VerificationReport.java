package org.durumi.security.ledger;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found. It says nothing that was not signed: a checkpoint's own time
 * is not, the entries' times are.
 *
 * @param checkpoint the newest valid checkpoint as its note says, absent if there is none
 * @param newestAt when the newest entry under that checkpoint happened
 * @param waiting events that have no place in the tree yet
 * @param findings what is wrong, a sentence each; the list is capped
 * @param complete false if it was cancelled before the end
 * @param remarks what breaks nothing and has to be known, a sentence each
 * @param cosigned how far each of those who cosign has cosigned what was read
 */
public record VerificationReport(@Nullable Checkpoint checkpoint, @Nullable Instant newestAt, long waiting,
		List<String> findings, boolean complete, List<String> remarks, List<Cosigned> cosigned) {

	public VerificationReport {
		findings = List.copyOf(findings);
		remarks = List.copyOf(remarks);
		cosigned = List.copyOf(cosigned);
	}

	/** How many entries the newest valid checkpoint covers. */
	public long entries() {
		return (this.checkpoint != null) ? this.checkpoint.size() : 0;
	}

	/** Whether the whole log was read and nothing is wrong. */
	public boolean holds() {
		return this.complete && this.findings.isEmpty();
	}

}
