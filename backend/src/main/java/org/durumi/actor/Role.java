package org.durumi.actor;

/**
 * What a person is in Durumi. A role is a ceiling: which cases she may see is decided by
 * team and assignment, never by the role alone.
 */
public enum Role {

	/** Registers survivors and works on the cases assigned to her. */
	CASEWORKER,
	/** Plans and tracks passages; knows code names only. */
	COORDINATOR,
	/** Leads a team: approves, assigns, reviews the audit log. */
	SUPERVISOR,
	/** A member of another organisation who receives handoffs. */
	PARTNER,
	/** Sees aggregates, never a case. */
	ANALYST,
	/** Runs accounts and deployment, never reads a case. */
	ADMIN;

	/** Spring Security's name for the role. */
	public String authority() {
		return "ROLE_" + name();
	}

}
