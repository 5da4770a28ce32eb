package org.durumi.handoffs;

/** How it ended with a partner who had taken it. */
public enum OutcomeCode {

	/** What was asked of her is done. */
	DONE,
	/** A part of it is. */
	DONE_IN_PART,
	/** The case comes back to us; it is in our custody again. */
	RETURNED,
	/** Others have taken her on, with her consent. */
	PASSED_ON,
	/** She does not want it any more. */
	SHE_ENDED_IT,
	/** Nobody knows where she is. */
	LOST_CONTACT,
	/** She is dead. */
	DECEASED

}
