package org.durumi.access;

import java.util.Set;

/** The decision itself, for whoever measures it. */
public final class AccessDecisions {

	private AccessDecisions() {
	}

	public static boolean allows(AccessMatrix matrix, Set<Relation> relations, CaseAct act) {
		return matrix.allows(relations, act);
	}

}
