package org.durumi.audit;

import java.time.Instant;

import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.VerificationReport;
import org.jspecify.annotations.Nullable;

/**
 * How the log stands: whether events find their place, and what the last verification
 * found. A report is as old as it says: while verifications fail it vouches for nothing
 * that happened since.
 *
 * @param sequencing whether events are being given their places
 * @param report the last verification that came to its end, absent before the first
 * @param verifiedAt when it ended
 * @param failingSince when the first of the verifications failed that have failed since,
 * absent while they come to their end
 * @param verifying whether one is under way
 * @param read how many entries the one under way has read
 * @param total how many there were when it began, 0 while that is not known
 * @param cancelledAt when the last one was stopped before its end, absent if it was not
 * @param notCosigned why a supervisor’s key refused to cosign the log since this start,
 * absent if none has
 * @param witnessAwaySince since when the witness elsewhere has kept no checkpoint, absent
 * if it keeps them or there is none
 */
public record LogState(Sequencing sequencing, @Nullable VerificationReport report, @Nullable Instant verifiedAt,
		@Nullable Instant failingSince, boolean verifying, long read, long total, @Nullable Instant cancelledAt,
		Cosigning.@Nullable Reason notCosigned, @Nullable Instant witnessAwaySince) {

	/** Whether somebody has to look after it. */
	public boolean alarming() {
		return this.sequencing.alarms() || this.failingSince != null || this.notCosigned != null
				|| (this.report != null && !this.report.holds());
	}

	/** Whether events find their place in the tree. */
	public enum Sequencing {

		/** It has not begun. */
		STARTING,
		/** They do. */
		RUNNING,
		/** The database is away; they will when it is back. */
		DATABASE_AWAY,
		/**
		 * They have been waiting for a minute: none is lost, and none is signed.
		 */
		STALLED,
		/**
		 * The database ends before what was signed last: nothing more is signed until an
		 * administrator declares the loss.
		 */
		BEHIND,
		/**
		 * What is stored contradicts what was signed or written: nothing more is signed.
		 */
		BROKEN;

		/** Whether somebody has to look after it. */
		boolean alarms() {
			return this == STALLED || this == BEHIND || this == BROKEN;
		}

	}

}
