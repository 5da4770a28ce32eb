package org.durumi.access;

import java.util.Set;

/** How a person stands to a case. She may stand to it in several ways at once. */
public enum Relation {

	/** The case is hers. */
	OWNER,
	/** Somebody else assigned her to it. */
	ASSIGNED,
	/** She stands in for its owner, who is away. */
	DEPUTY,
	/** She coordinates its passage. */
	PASSAGE,
	/** She broke the glass, for its minutes. */
	BREAK_GLASS,
	/** She leads the team that holds it. */
	SUPERVISOR,
	/** She is a caseworker of the team that holds it. */
	TEAM;

	/**
	 * Whether one of the relations is the owner's, or that of whoever stands in for her.
	 */
	public static boolean standsForOwner(Set<Relation> relations) {
		return relations.contains(OWNER) || relations.contains(DEPUTY);
	}

}
