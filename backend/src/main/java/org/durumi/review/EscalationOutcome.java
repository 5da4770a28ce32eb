package org.durumi.review;

/** How putting an entry before the other supervisors ended. */
public enum EscalationOutcome {

	/** It is on their desks. */
	DONE,
	/** It is her own act. */
	OWN,
	/** It is not an entry of a team she leads. */
	NOT_YOURS,
	/** It is before them already, or reviewed. */
	ALREADY_DONE,
	/** There is no other supervisor in the organisation who did not act herself. */
	NOBODY_ELSE

}
