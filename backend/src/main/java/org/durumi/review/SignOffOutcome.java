package org.durumi.review;

/** How marking an entry reviewed ended. */
public enum SignOffOutcome {

	/** It is marked. */
	DONE,
	/** Nobody reviews what she did herself. */
	OWN,
	/** She has marked it before. */
	ALREADY_DONE,
	/** It is not an entry of a team she leads. */
	NOT_YOURS,
	/** She has put it before the other supervisors, one of whom reviews it. */
	HANDED_ON,
	/** It is a list that she agreed to, which another supervisor reviews. */
	AGREED,
	/** It is an alert, and she first has to show that it is her. */
	NEEDS_FRESH_FACTOR

}
