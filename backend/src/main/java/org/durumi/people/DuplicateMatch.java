package org.durumi.people;

import java.util.Set;

import org.durumi.reference.CaseId;

/**
 * A case that may be the same person's. It tells which fields speak for it, never what
 * stands in them.
 *
 * @param fields identity fields, or the phone of the safe contact
 */
public record DuplicateMatch(CaseId caseId, String codeName, Set<PersonField> fields, Strength strength) {

	public DuplicateMatch {
		fields = Set.copyOf(fields);
	}

}
