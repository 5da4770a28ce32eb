package org.durumi.handoffs;

import org.durumi.reference.CaseId;

/** A draft as its writer goes on with it. */
public record HandoffDraft(Handoff handoff, CaseId caseId, HandoffChoice choice) {

	@Override
	public String toString() {
		return "[sealed]";
	}

}
