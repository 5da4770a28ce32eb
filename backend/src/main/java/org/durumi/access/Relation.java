package org.durumi.access;

/** How a person stands to a case. She may stand to it in several ways at once. */
public enum Relation {

	/** The case is hers. */
	OWNER,
	/** Somebody else assigned her to it. */
	ASSIGNED,
	/** She coordinates its passage. */
	PASSAGE,
	/** She broke the glass, for its minutes. */
	BREAK_GLASS,
	/** She leads the team that holds it. */
	SUPERVISOR,
	/** She is a caseworker of the team that holds it. */
	TEAM

}
