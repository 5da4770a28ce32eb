package org.durumi.access;

import java.time.Duration;

/** What needs a second person, and how long the answer is good for. */
public enum ApprovalKind {

	/** A passage is about to begin. */
	PASSAGE(Duration.ofDays(14)),
	/** A passage was begun alone, life being in danger; the countersign is owed. */
	EMERGENCY_PASSAGE(Duration.ofHours(24)),
	/** A death is recorded. */
	DEATH(Duration.ofDays(30)),
	/** A case is closed before its plan is completed. */
	CLOSURE(Duration.ofDays(30)),
	/** A move older than a day is undone. */
	LATE_UNDO(Duration.ofDays(7)),
	/** A case goes to another team. */
	HAND_OVER(Duration.ofDays(14));

	private final Duration validity;

	ApprovalKind(Duration validity) {
		this.validity = validity;
	}

	/** What somebody must be allowed to do with the case so as to ask. */
	CaseAct asking() {
		return (this == HAND_OVER) ? CaseAct.HAND_OVER : CaseAct.MOVE;
	}

	/**
	 * What somebody else must be allowed to do with the case so as to answer. Owner and
	 * supervisor are each other's second person where either would give it away.
	 */
	CaseAct deciding() {
		return (this == HAND_OVER) ? CaseAct.HAND_OVER : CaseAct.DECIDE;
	}

	public Duration validity() {
		return this.validity;
	}

}
