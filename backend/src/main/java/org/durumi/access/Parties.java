package org.durumi.access;

import java.util.Set;

import org.durumi.actor.Role;

/** Who asks for a second person's word and who may be that person. */
sealed interface Parties {

	/** By what they may do with the case that it is about. */
	record OfCase(CaseAct asking, CaseAct deciding) implements Parties {
	}

	/** By their role in the team that answers for it. */
	record OfTeam(Set<Role> asking, Set<Role> deciding) implements Parties {
	}

	/** By their role in the organisation that answers for it. */
	record OfOrganisation(Set<Role> asking, Set<Role> deciding) implements Parties {
	}

}
