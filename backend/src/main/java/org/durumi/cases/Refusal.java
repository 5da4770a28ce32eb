package org.durumi.cases;

/** Why a move is refused although no condition is missing. */
public enum Refusal {

	/** The stages do not follow one another. */
	NO_SUCH_STEP,
	/** Somebody else has moved the case since it was read. */
	STALE,
	/** The day lies ahead. */
	IN_THE_FUTURE,
	/** The day lies before the last move. */
	BEFORE_LAST_MOVE,
	/** The day lies before her birth. */
	BEFORE_BIRTH,
	/** This move needs a reason. */
	REASON_NEEDED,
	/** The reason is too long, or holds control characters. */
	REASON_UNUSABLE,
	/** Only the owner may start a passage alone. */
	NOT_THE_OWNER,
	/** There is no move to undo. */
	NOTHING_TO_UNDO,
	/**
	 * Only its author undoes a move within a day; otherwise a second person is needed.
	 */
	UNDO_NEEDS_SECOND_PERSON,
	/** Another organisation has the case. */
	ELSEWHERE,
	/**
	 * The case was asked to go to another organisation, which is to be taken back first.
	 */
	ON_ITS_WAY

}
