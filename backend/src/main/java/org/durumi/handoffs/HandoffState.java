package org.durumi.handoffs;

/** How far a handoff has come. The database refuses every step but the ones it knows. */
public enum HandoffState {

	/** Being put together. */
	DRAFT,
	/** A second person is asked; once she has agreed, it is sealed. */
	AWAITING_APPROVAL,
	/** Sealed, and not collected yet. */
	SEALED,
	/** The partner has opened or taken it. */
	COLLECTED,
	/** The partner takes the case, or the service asked of her. */
	ACCEPTED,
	/** The partner does not. */
	DECLINED,
	/** The partner has said how it ended. */
	COMPLETED,
	/** We took it back, or demanded it back. */
	RECALLED,
	/** Nobody collected it in time, or nobody sealed it in time. */
	EXPIRED;

	/** Whether nothing more can become of it. */
	public boolean isOver() {
		return switch (this) {
			case DRAFT, AWAITING_APPROVAL, SEALED, COLLECTED, ACCEPTED -> false;
			case DECLINED, COMPLETED, RECALLED, EXPIRED -> true;
		};
	}

}
