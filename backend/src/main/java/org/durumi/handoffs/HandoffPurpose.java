package org.durumi.handoffs;

/** What a handoff is for. */
public enum HandoffPurpose {

	/** A service is asked of another organisation; the case stays with us. */
	REFERRAL,
	/** The case goes to another organisation, once that one accepts it. */
	TRANSFER

}
