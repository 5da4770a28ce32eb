package org.durumi.inbound;

/** What stands against handing somebody to us as it was filled in. */
public enum ReferralFault {

	/** Neither a name nor a number by which she could be known again. */
	NOBODY,
	/** Such a birth is not possible. */
	BIRTH_IMPOSSIBLE,
	/** It does not say what help she needs. */
	HELP_MISSING,
	/** It does not say what she agreed to, or why something else stands in its place. */
	AGREEMENT_MISSING,
	/** It says that she agreed, but not when. */
	DAY_MISSING,
	/** She agreed on a day that lies ahead. */
	AGREED_IN_FUTURE,
	/** She agreed before she was born. */
	AGREED_BEFORE_BIRTH,
	/** The partner’s own reference is no file’s number: a name could be in it. */
	REFERENCE_UNUSABLE

}
