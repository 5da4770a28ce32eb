package org.durumi.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedJson;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.springframework.stereotype.Component;

/**
 * What a second person was asked, sealed in CORE. An answer is good for the object that
 * the request names and for no other.
 */
@Component
final class SealedRequests {

	private static final SealedJson<StageApprovals.Request> TYPE = SealedJson.of(StageApprovals.Request.class);

	private final Approvals approvals;

	private final Vault vault;

	SealedRequests(Approvals approvals, Vault vault) {
		this.approvals = approvals;
		this.vault = vault;
	}

	void add(UUID id, ApprovalKind kind, CaseId caseId, StageApprovals.Request request) {
		UUID person = (kind == ApprovalKind.ASSIGNMENT) ? request.to() : null;
		this.approvals.ask(id, kind, caseId, person,
				this.vault.keysOf(caseId).seal(Compartment.CORE, cell(id, caseId), TYPE, request));
	}

	/** The actor's permission that is good now and was given for what is meant. */
	Optional<Approval> permission(ApprovalKind kind, CaseId caseId, Predicate<StageApprovals.Request> isMeant) {
		List<Approval> good = this.approvals.permissions(kind, caseId);
		if (good.isEmpty()) {
			return Optional.empty();
		}
		Opening opening = this.vault.open(caseId, Purpose.CONDITIONS, Compartment.CORE, List.of("approval_request"));
		return good.stream().filter((approval) -> isMeant.test(open(opening, approval))).findFirst();
	}

	static StageApprovals.Request open(Opening opening, Approval approval) {
		return opening.open(Compartment.CORE, cell(approval.id(), approval.caseId()),
				Sealed.of(approval.request(), TYPE));
	}

	private static Cell cell(UUID id, CaseId caseId) {
		return new Cell("access.approval_request", "request", id, caseId.value());
	}

}
