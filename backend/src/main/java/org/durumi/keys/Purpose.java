package org.durumi.keys;

import org.durumi.audit.AuditAction;

/** Why sealed fields are opened; each purpose is an event of its own in the log. */
public enum Purpose {

	/** The case page shows what its reader may see at once. */
	CASE_PAGE(AuditAction.CASE_VIEWED),
	/** A person asked for a field or a record. */
	REVEAL(AuditAction.FIELD_REVEALED),
	/** A record is opened to be read or edited. */
	RECORD(AuditAction.RECORD_OPENED),
	/** Somebody goes on with what she had typed and not saved. */
	DRAFT(AuditAction.DRAFT_OPENED),
	/** The application reads what a stage move rests on. */
	CONDITIONS(AuditAction.CONDITIONS_CHECKED),
	/** What is to be handed to another organisation is looked through, or kept. */
	HANDOFF(AuditAction.HANDOFF_PREVIEWED),
	/** Names and phones of a caseload are compared with a search. */
	DUPLICATE_SEARCH(AuditAction.DUPLICATE_SEARCHED),
	/** An entry of the audit log is opened. */
	AUDIT_ENTRY(AuditAction.AUDIT_ENTRY_OPENED);

	private final AuditAction action;

	Purpose(AuditAction action) {
		this.action = action;
	}

	AuditAction action() {
		return this.action;
	}

}
