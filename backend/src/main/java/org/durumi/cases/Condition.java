package org.durumi.cases;

/**
 * What a stage move can rest on. A refused move and an explained move use the same names:
 * a screen binds each to a sentence and a link to where it is fixed.
 */
public enum Condition {

	/** Consent to services, or a named legitimate basis. */
	CONSENT,
	/**
	 * Consent to services and to passage, as far as she was asked, is neither withdrawn
	 * nor over; or a legitimate basis stands in its place.
	 */
	STANDING_CONSENT,
	/** A risk assessment. */
	RISK_ASSESSMENT,
	/** A risk assessment of the last fourteen days. */
	RECENT_RISK_ASSESSMENT,
	/** Her immediate needs. */
	IMMEDIATE_NEEDS,
	/** A place in a shelter. */
	SHELTER_PLACE,
	/** A plan with at least one leg. */
	PLANNED_LEGS,
	/** A safety plan. */
	SAFETY_PLAN,
	/** The word of a second person. */
	SECOND_PERSON,
	/** The last planned leg ended at its hand-over point. */
	LAST_LEG_HANDED_OVER,
	/** Clearance to leave the third country. */
	EXIT_CLEARANCE,
	/** A country other than the Republic of Korea has accepted her. */
	ACCEPTED_ELSEWHERE,
	/** The Republic of Korea granted protection. */
	PROTECTION_GRANTED,
	/** The Republic of Korea refused protection (비보호). */
	PROTECTION_REFUSED,
	/** A recorded discharge with a residence address. */
	DISCHARGE,
	/** Every task of the five-year plan is done, the last review among them. */
	PLAN_COMPLETED,
	/** The closure checklist with its reason. */
	CLOSURE_CHECKLIST,
	/** Who holds her, and that they may return her. */
	DETENTION

}
