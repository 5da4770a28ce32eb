package org.durumi.audit;

import java.time.Instant;

import org.durumi.security.ledger.VerificationReport;
import org.jspecify.annotations.Nullable;

/**
 * How the log stands: whether events find their place, and what the last verification
 * found.
 *
 * @param sequencing whether events are being given their places
 * @param report the last verification, absent before the first
 * @param verifiedAt when it ended
 * @param verifying whether one is under way
 * @param read how many entries the one under way has read
 */
public record LogState(Sequencing sequencing, @Nullable VerificationReport report, @Nullable Instant verifiedAt,
		boolean verifying, long read) {

	/** Whether events find their place in the tree. */
	public enum Sequencing {

		/** It has not begun. */
		STARTING,
		/** They do. */
		RUNNING,
		/** The database is away; they will when it is back. */
		DATABASE_AWAY,
		/** What is stored contradicts the last checkpoint: nothing more is signed. */
		BROKEN

	}

}
