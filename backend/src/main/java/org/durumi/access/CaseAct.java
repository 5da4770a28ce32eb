package org.durumi.access;

/** What can be done with a case. For whom it is says {@link AccessMatrix}. */
public enum CaseAct {

	/** See code name, stage, timeline. */
	VIEW,
	/** Reveal a field of her identity. */
	REVEAL_IDENTITY,
	/** Change identity, safe contact and the records of casework. */
	WORK,
	/**
	 * Claim a legitimate basis for what is done without her consent: its supervisor
	 * reviews it.
	 */
	ACT_WITHOUT_CONSENT,
	/** Change legs, places and clearances on the road. */
	TRAVEL,
	/** Move the case to another stage. */
	MOVE,
	/** Answer somebody else's request. */
	DECIDE,
	/** Give a person a part in the case. */
	ASSIGN,
	/** Give the case to another owner. */
	HAND_OVER,
	/** Put together what another organisation gets of it, ask for that, take it back. */
	HAND_OFF,
	/** Hand something off that she has not consented to. */
	OVERRIDE_CONSENT,
	/** See who can see the case, and who has looked at it. */
	OVERSEE

}
