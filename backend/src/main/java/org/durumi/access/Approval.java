package org.durumi.access;

import java.time.Instant;
import java.util.UUID;

import org.durumi.reference.CaseId;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.durumi.security.seal.SealedType;
import org.jspecify.annotations.Nullable;

/**
 * One request for a second person's word.
 *
 * @param request what is asked and why, sealed in CORE
 * @param decision the comment of whoever decided, sealed in CORE
 * @param expiresAt when the request, or the permission it gave, lapses; for a countersign
 * when it is overdue
 */
public record Approval(UUID id, ApprovalKind kind, CaseId caseId, UUID team, UUID requestedBy, Instant requestedAt,
		Instant expiresAt, State state, @Nullable UUID decidedBy, @Nullable Instant decidedAt, Sealed<String> request,
		@Nullable Sealed<String> decision, int version) {

	/** How far a request has come. */
	public enum State {

		PENDING, APPROVED, REJECTED, USED, WITHDRAWN

	}

	/** The cell that the request's text is bound to. */
	public static Cell requestCell(UUID id, CaseId caseId) {
		return new Cell("access.approval_request", "request", id, caseId.value());
	}

	/** The cell that the decision's comment is bound to. */
	public static Cell decisionCell(UUID id, CaseId caseId) {
		return new Cell("access.approval_request", "decision", id, caseId.value());
	}

	static Sealed<String> text(byte[] bytes) {
		return Sealed.of(bytes, SealedType.TEXT);
	}

	public boolean isOpenAt(Instant now) {
		return this.state == State.PENDING && (this.kind == ApprovalKind.EMERGENCY_PASSAGE || now.isBefore(this.expiresAt));
	}

	public boolean permitsAt(Instant now) {
		return this.state == State.APPROVED && now.isBefore(this.expiresAt);
	}

}
