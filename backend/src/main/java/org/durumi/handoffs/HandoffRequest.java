package org.durumi.handoffs;

import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Opening;
import org.durumi.keys.SealedJson;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;

/** What the second person is asked, sealed in CORE. */
record HandoffRequest(String reason, UUID handoff) {

	private static final SealedJson<HandoffRequest> TYPE = SealedJson.of(HandoffRequest.class);

	Sealed<HandoffRequest> seal(UUID approval, CaseKeys keys) {
		return keys.seal(Compartment.CORE, cell(approval, keys.caseId()), TYPE, this);
	}

	static HandoffRequest open(Opening opening, Approval approval) {
		return opening.open(Compartment.CORE, cell(approval.id(), approval.caseId()),
				Sealed.of(approval.request(), TYPE));
	}

	private static Cell cell(UUID approval, CaseId caseId) {
		return new Cell("access.approval_request", "request", approval, caseId.value());
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
