package org.durumi.audit;

/** What kind of thing an event's subject id names. */
public enum SubjectType {

	CASE_FILE, IDENTITY, SAFE_CONTACT, RECORD, DRAFT, STAGE_MOVE, APPROVAL, STAFF, ORGANISATION, SESSION, AUDIT_EVENT,
	SEARCH, LIST, LOG, COSIGNER, PARTNER_KEY, HANDOFF, MACHINE, REFERRAL

}
