package org.durumi.review;

/** Why an entry of the log is on a supervisor's desk. */
public enum ReviewRule {

	/** Somebody broke the glass. */
	BREAK_GLASS,
	/** Something that should alarm, see {@link Alerts}. */
	ALERT,
	/** Another supervisor asks for a second pair of eyes. */
	ESCALATED,
	/** Somebody who knows the survivor outside her work said so, or looked. */
	OWN_RELATIVE,
	/**
	 * Somebody claimed a basis for acting without the survivor’s consent, or handed on
	 * what she had not consented to share.
	 */
	WITHOUT_CONSENT,
	/** Nobody decided in time about a survivor whom a partner handed to us. */
	UNDECIDED,
	/** A survivor whom a partner handed to us was not taken, by one who read nothing. */
	DECLINED_UNREAD,
	/** A list with names left. */
	EXPORT,
	/** One person opened sealed fields of many cases within minutes. */
	BULK_REVEAL,
	/** Somebody looked at a case that was hers to work on and is not any more. */
	AFTER_REASSIGNMENT,
	/** A colleague of the team looked at a case that is none of hers. */
	UNASSIGNED,
	/** One person was refused many times within minutes. */
	DENIED_BURST,
	/** One person read far into what others did. */
	DEEP_HISTORY,
	/** Work on a case at night or on a weekend; the first of that day. */
	OUT_OF_HOURS,
	/** Drawn at random from what no rule found. */
	SAMPLE

}
