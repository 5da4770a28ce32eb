package org.durumi.partners;

/** What came of comparing the fingerprint of a partner's key. */
public enum KeyComparison {

	/** It is the key's; somebody else is to compare it as well. */
	FIRST,
	/** It is the key's, and two people have said so: packages are sealed to it. */
	SECOND,
	/** It is not the key's. */
	DIFFERENT,
	/** It is no fingerprint: forty digits from 0 to 9 and A to F. */
	UNREADABLE,
	/** Whoever brought a key in, or has compared it, is not the one who does. */
	NOT_YOURS,
	/** It needs no comparison, or not any more: it counts, expired, or was revoked. */
	NOT_PENDING,
	/** Nothing was done: she first has to show that it is her. */
	NEEDS_FRESH_FACTOR

}
