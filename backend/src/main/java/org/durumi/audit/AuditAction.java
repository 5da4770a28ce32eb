package org.durumi.audit;

/**
 * Everything that is written to the audit log. The name is part of the leaf and never
 * changes its meaning.
 */
public enum AuditAction {

	/** A person signed in. */
	SIGNED_IN,
	/** A person showed within her session once more that it is her. */
	STEPPED_UP,
	/**
	 * A sign-in was refused: unknown to Durumi, or the roles disagree, or the session is
	 * another person's.
	 */
	SIGN_IN_REFUSED,
	/** A token was refused that Keycloak did not give, or gave for another sign-in. */
	TOKEN_REFUSED,
	/** Keycloak let somebody not in: a wrong password or factor, or a closed account. */
	KEYCLOAK_SIGN_IN_FAILED,
	/** Keycloak locked an account for a while, because somebody was guessing. */
	KEYCLOAK_LOCKED,
	/** Keycloak refused a request that no sign-in of Durumi's makes. */
	KEYCLOAK_REQUEST_REFUSED,
	/** A person set a password or a second factor of hers. */
	CREDENTIAL_SET,
	/** A password or a second factor of a person's was removed. */
	CREDENTIAL_REMOVED,
	/** Keycloak did what Durumi asked it to do with an account. */
	KEYCLOAK_OBEYED,
	/** Somebody changed something at Keycloak, past Durumi. */
	KEYCLOAK_CHANGED,
	/** Somebody at Keycloak took another person's place. */
	KEYCLOAK_IMPERSONATED,
	/** A session ended: by sign-out, quick exit, time or Keycloak’s word. */
	SESSION_ENDED,

	/** A person ended another session of hers. */
	SESSION_CLOSED,

	/** Keycloak said that sessions of a person are over. */
	SESSIONS_REVOKED,

	/** A session was found over that no node holds any more. */
	SESSION_LAPSED,

	/** A search for duplicates before a new case. */
	DUPLICATE_SEARCHED,
	/** A list that shows code names was read. */
	CASE_LIST_READ,
	/** A case page was opened. */
	CASE_VIEWED,
	/** Fields were revealed to a person. */
	FIELD_REVEALED,
	/** A record was opened for reading or for editing. */
	RECORD_OPENED,
	/** A person was told who can see a case and who has looked at it. */
	CASE_ACCESS_READ,
	/** The conditions of a stage move were read by the application. */
	CONDITIONS_CHECKED,

	/** A case was registered. */
	CASE_REGISTERED,
	/** A case moved to another stage. */
	STAGE_MOVED,
	/** A stage move was refused for want of its conditions. */
	STAGE_REFUSED,
	/** The last stage move was undone. */
	STAGE_UNDONE,
	/** Identity fields were changed. */
	IDENTITY_CHANGED,
	/** Safe-contact rules were changed. */
	SAFE_CONTACT_CHANGED,
	/** A record about a case was added. */
	RECORD_ADDED,
	/** A record about a case was changed. */
	RECORD_CHANGED,
	/** A person began to type something that she has not saved yet. */
	DRAFT_KEPT,

	/** A person opened what she had typed and not saved. */
	DRAFT_OPENED,

	/** A person was assigned to a case, or an assignment ended. */
	ASSIGNED,
	/** A case was handed over to another owner. */
	HANDED_OVER,
	/** A case whose owner does not work on it any more was given to another. */
	REASSIGNED,
	/** A colleague was named to stand in for a person who is away. */
	DEPUTY_ARRANGED,
	/** That ended before its time. */
	DEPUTY_ENDED,
	/** A person broke the glass so as to look into a case that is not hers. */
	GLASS_BROKEN,

	/** An approval was asked for. */
	APPROVAL_REQUESTED,
	/** A second person approved. */
	APPROVED,
	/** A second person rejected. */
	REJECTED,
	/** The asker took the request back. */
	APPROVAL_WITHDRAWN,
	/** An approval was used by the act it allowed. */
	APPROVAL_USED,

	/** A list of cases left Durumi with names; about a case, that it was in one. */
	EXPORTED,
	/** Requests about lists that are to leave Durumi were read. */
	EXPORT_REQUESTS_READ,

	/** The list of staff and partners was read by their administrator. */
	STAFF_LIST_READ,
	/** A person was invited: she has an account and a record of hers. */
	STAFF_INVITED,
	/** A person was shut out of Durumi. */
	STAFF_DISABLED,
	/** A person was let in again. */
	STAFF_ENABLED,
	/** A person got other roles. */
	ROLES_CHANGED,
	/** Requests about who is let in and as what were read. */
	STAFF_REQUESTS_READ,
	/** A person was given a password that is good for one sign-in. */
	PASSWORD_RESET,
	/** A person's second factor was taken away so that she sets up another. */
	FACTOR_RESET,
	/** A partner organisation was added. */
	ORGANISATION_ADDED,

	/** Figures over many cases were read. */
	STATISTICS_READ,

	/** The audit list was read. */
	AUDIT_LIST_READ,
	/** An entry of the audit log was opened. */
	AUDIT_ENTRY_OPENED,
	/** An entry was marked reviewed. */
	AUDIT_REVIEWED,
	/** A reviewer asked whoever acted why. */
	REASON_ASKED,
	/** Whoever acted said why. */
	REASON_GIVEN,
	/** A person read what reviewers ask of her. */
	REASONS_READ,
	/** A reviewer put an entry before the other supervisors. */
	ENTRY_ESCALATED,
	/** The review’s rules put entries on desks, or a sample was drawn. */
	REVIEW_QUEUED,
	/** A person said that she knows the survivor outside her work. */
	TIE_DECLARED,
	/** The log was verified. */
	AUDIT_VERIFIED,

	/** An act was refused for want of a right. */
	DENIED

}
