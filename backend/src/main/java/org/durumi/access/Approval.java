package org.durumi.access;

import java.time.Instant;
import java.util.UUID;

import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * One request for a second person's word.
 *
 * @param request what is asked and why, sealed in CORE by the module that asks
 * @param decision the comment of whoever decided, sealed likewise
 * @param expiresAt when the request, or the permission it gave, lapses; for a countersign
 * when it is overdue
 */
public record Approval(UUID id, ApprovalKind kind, CaseId caseId, UUID team, UUID requestedBy, Instant requestedAt,
		Instant expiresAt, State state, @Nullable UUID decidedBy, @Nullable Instant decidedAt, byte[] request,
		byte @Nullable [] decision, int version) {

	/** How far a request has come. */
	public enum State {

		PENDING, APPROVED, REJECTED, USED, WITHDRAWN

	}

	public boolean isOpenAt(Instant now) {
		return this.state == State.PENDING
				&& (this.kind == ApprovalKind.EMERGENCY_PASSAGE || now.isBefore(this.expiresAt));
	}

	/**
	 * Whether whoever asked may take it back. A countersign is owed for what was done, so
	 * it stays.
	 */
	public boolean isWithdrawable() {
		return this.state == State.PENDING && this.kind != ApprovalKind.EMERGENCY_PASSAGE;
	}

	public boolean permitsAt(Instant now) {
		return this.state == State.APPROVED && now.isBefore(this.expiresAt);
	}

	@Override
	public String toString() {
		return "%s %s %s".formatted(this.kind, this.state, this.id);
	}

}
