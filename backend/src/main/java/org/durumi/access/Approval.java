package org.durumi.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Role;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * One request for a second person's word.
 *
 * @param request what is asked and why, sealed by the module that asks: in CORE of the
 * case, else under the log key of the month in which it is asked
 * @param decision the comment of whoever decided, sealed likewise
 * @param expiresAt when the request, or the permission it gave, lapses; for a countersign
 * when it is overdue
 */
public record Approval(UUID id, ApprovalKind kind, About about, UUID requestedBy, Instant requestedAt,
		Instant expiresAt, State state, @Nullable UUID decidedBy, @Nullable Instant decidedAt, byte[] request,
		byte @Nullable [] decision, int version) {

	/** How far a request has come. */
	public enum State {

		PENDING, APPROVED, REJECTED, USED, WITHDRAWN

	}

	/** What it is about, and so who answers for it. */
	public sealed interface About {

		/**
		 * A case.
		 *
		 * @param person who is to get a part in it, if that is what is asked
		 */
		record ACase(CaseId caseId, UUID team, @Nullable UUID person) implements About {
		}

		/** A list of a team's cases. */
		record AList(UUID team) implements About {
		}

		/**
		 * A person who works for the organisation or is looked after by it.
		 *
		 * @param subject absent for a newcomer until she is let in
		 * @param roles which she is to have
		 */
		record APerson(UUID organisation, @Nullable UUID subject, Set<Role> roles) implements About {

			public APerson {
				roles = Set.copyOf(roles);
			}

		}

	}

	/**
	 * The case it is about.
	 * @throws IllegalStateException if it is about something else
	 */
	public CaseId caseId() {
		if (this.about instanceof About.ACase one) {
			return one.caseId();
		}
		throw new IllegalStateException(this.kind + " is about no case");
	}

	/**
	 * The person it is about.
	 * @throws IllegalStateException if it is about something else
	 */
	public About.APerson person() {
		if (this.about instanceof About.APerson person) {
			return person;
		}
		throw new IllegalStateException(this.kind + " is about no person");
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
