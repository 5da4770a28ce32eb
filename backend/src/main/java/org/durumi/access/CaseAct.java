package org.durumi.access;

import java.util.Set;

import static org.durumi.access.Relation.ASSIGNED;
import static org.durumi.access.Relation.BREAK_GLASS;
import static org.durumi.access.Relation.OWNER;
import static org.durumi.access.Relation.PASSAGE;
import static org.durumi.access.Relation.SUPERVISOR;
import static org.durumi.access.Relation.TEAM;

/** What can be done with a case, and for whom it is. */
public enum CaseAct {

	/** See code name, stage, timeline. */
	VIEW(OWNER, ASSIGNED, PASSAGE, BREAK_GLASS, SUPERVISOR, TEAM),
	/** Reveal a field of her identity. */
	REVEAL_IDENTITY(OWNER, ASSIGNED, BREAK_GLASS),
	/** Change identity, safe contact and the records of casework. */
	WORK(OWNER, ASSIGNED),
	/** Change legs, places and clearances on the road. */
	TRAVEL(OWNER, ASSIGNED, PASSAGE),
	/** Move the case to another stage. */
	MOVE(OWNER, ASSIGNED, PASSAGE),
	/** Answer somebody else's request. */
	DECIDE(SUPERVISOR),
	/** Give a person a part in the case. */
	ASSIGN(SUPERVISOR),
	/** Give the case to another owner. */
	HAND_OVER(OWNER, SUPERVISOR);

	private final Set<Relation> allowed;

	CaseAct(Relation... allowed) {
		this.allowed = Set.of(allowed);
	}

	boolean isAllowedTo(Set<Relation> relations) {
		return relations.stream().anyMatch(this.allowed::contains);
	}

}
