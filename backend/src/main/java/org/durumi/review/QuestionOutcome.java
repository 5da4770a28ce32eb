package org.durumi.review;

/** How a question to whoever acted, or her answer, ended. */
public enum QuestionOutcome {

	/** It is asked, or answered. */
	DONE,
	/** Nobody asks herself. */
	OWN,
	/** It is not an entry of a team she leads, or not a question to her. */
	NOT_YOURS,
	/** No person acted, or none who could answer. */
	NOBODY_TO_ASK,
	/** A question about the entry waits for its answer already. */
	WAITING,
	/** It has been answered. */
	ANSWERED

}
