package org.durumi.staff;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Invitation;
import org.durumi.actor.Role;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a person, opened.
 *
 * @param text what was sealed
 * @param comment of whoever answered
 */
public record StaffRequest(Approval approval, Text text, @Nullable String comment) {

	/** What is asked, in one of three ways. */
	public enum What {

		INVITE, LET_IN_AGAIN, CHANGE_ROLES

	}

	/**
	 * What is kept sealed.
	 *
	 * @param before the roles she had when it was asked
	 * @param invitation if she is a newcomer
	 */
	record Text(String reason, Set<Role> before, @Nullable Invitation invitation) {

		Text {
			before = Set.copyOf(before);
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	public What what() {
		if (this.text.invitation() != null) {
			return What.INVITE;
		}
		return (this.approval.kind() == ApprovalKind.ROLE_CHANGE) ? What.CHANGE_ROLES : What.LET_IN_AGAIN;
	}

	public String reason() {
		return this.text.reason();
	}

	/** The roles she had when it was asked; a newcomer none. */
	public Set<Role> before() {
		return this.text.before();
	}

	/** The roles she is to have. */
	public Set<Role> roles() {
		return this.approval.person().roles();
	}

	/** Who is invited, if somebody is. */
	public Optional<Invitation> invitation() {
		return Optional.ofNullable(this.text.invitation());
	}

	/** Her subject, if she has one. */
	public Optional<UUID> subject() {
		return Optional.ofNullable(this.approval.person().subject());
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
