package org.durumi.security.ledger;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param entries how many entries the newest valid checkpoint covers
 * @param checkpointAt when that checkpoint was stored, absent if there is none
 * @param waiting events that have no place in the tree yet
 * @param findings what is wrong, a sentence each; the list is capped
 * @param complete false if it was cancelled before the end
 */
public record VerificationReport(long entries, @Nullable Instant checkpointAt, long waiting, List<String> findings,
		boolean complete) {

	public VerificationReport {
		findings = List.copyOf(findings);
	}

	/** Whether the whole log was read and nothing is wrong. */
	public boolean holds() {
		return this.complete && this.findings.isEmpty();
	}

}
