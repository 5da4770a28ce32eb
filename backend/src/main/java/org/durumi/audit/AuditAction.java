package org.durumi.audit;

import org.durumi.audit.Catalogued.Kind;

/**
 * Everything that the application writes to the audit log, with what the catalogue says
 * of it. The name is part of the leaf and never changes its meaning. What the database
 * writes by itself is {@link DatabaseAction}.
 */
public enum AuditAction {

	// coming and going
	SIGNED_IN(Catalogued.of(Kind.SIGN_IN, "A person signed in.", SubjectType.STAFF)),
	STEPPED_UP(Catalogued.of(Kind.SIGN_IN, "A person showed within her session once more that it is her.",
			SubjectType.STAFF)),
	SIGN_IN_REFUSED(Catalogued
		.of(Kind.SIGN_IN,
				"A sign-in was refused: unknown to Durumi, or the roles disagree, or the session is another person’s.",
				SubjectType.STAFF)
		.denied()),
	TOKEN_REFUSED(Catalogued
		.of(Kind.SIGN_IN, "A token was refused that Keycloak did not give, or gave for another sign-in.",
				SubjectType.LOG)
		.denied()),
	MACHINE_SIGNED_IN(Catalogued.of(Kind.SIGN_IN,
			"A machine of a partner’s came with a token; what it does until that expires is one session.",
			SubjectType.MACHINE)),
	MACHINE_REFUSED(Catalogued.of(Kind.SIGN_IN,
			"Tokens that Keycloak gave were refused, so many: of no machine that is registered, or of one shut out.",
			SubjectType.MACHINE)
		.month("count")
		.denied()),
	KEYCLOAK_SIGN_IN_FAILED(Catalogued
		.of(Kind.SIGN_IN, "Keycloak let somebody not in: a wrong password or factor, or a closed account.",
				SubjectType.STAFF, SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	KEYCLOAK_LOCKED(Catalogued
		.of(Kind.SIGN_IN, "Keycloak locked an account for a while, because somebody was guessing.", SubjectType.STAFF,
				SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	KEYCLOAK_REQUEST_REFUSED(Catalogued
		.of(Kind.SIGN_IN, "Keycloak refused a request that no sign-in of Durumi’s makes.", SubjectType.STAFF,
				SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	CREDENTIAL_SET(Catalogued
		.of(Kind.SIGN_IN, "A person set a password or a second factor of hers.", SubjectType.STAFF, SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	CREDENTIAL_REMOVED(Catalogued
		.of(Kind.SIGN_IN, "A password or a second factor of a person’s was removed.", SubjectType.STAFF,
				SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	KEYCLOAK_OBEYED(Catalogued
		.of(Kind.ADMIN, "Keycloak did what Durumi asked it to do with an account.", SubjectType.STAFF, SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	KEYCLOAK_CHANGED(Catalogued
		.of(Kind.ADMIN, "Somebody changed something at Keycloak, past Durumi.", SubjectType.STAFF, SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	KEYCLOAK_IMPERSONATED(Catalogued
		.of(Kind.SIGN_IN, "Somebody at Keycloak took another person’s place.", SubjectType.STAFF, SubjectType.LOG)
		.month("keycloakAt", "until", "count", "changed")),
	SESSION_ENDED(Catalogued.of(Kind.SIGN_IN, "A session ended: by sign-out, quick exit, time or Keycloak’s word.",
			SubjectType.SESSION)),
	SESSION_CLOSED(Catalogued.of(Kind.SIGN_IN, "A person ended another session of hers.", SubjectType.STAFF)),
	SESSIONS_REVOKED(
			Catalogued.of(Kind.SIGN_IN, "Keycloak said that sessions of a person are over.", SubjectType.STAFF)),
	SESSION_LAPSED(Catalogued.of(Kind.JOB, "A session was found over that no node holds any more.", SubjectType.STAFF)),

	// reading
	DUPLICATE_SEARCHED(
			Catalogued.of(Kind.SEARCH, "A search for duplicates was made before a new case.", SubjectType.SEARCH)
				.month("scope", "opened", "matched", "term")),
	CASE_LIST_READ(Catalogued.of(Kind.READ, "A list that shows code names was read.", SubjectType.LIST)
		.month("scope", "stages", "list")),
	CASE_VIEWED(Catalogued.of(Kind.READ, "A case page was opened.", SubjectType.CASE_FILE).core("fields")),
	FIELD_REVEALED(Catalogued.of(Kind.READ, "Fields were revealed to a person.", SubjectType.CASE_FILE).core("fields")),
	RECORD_OPENED(Catalogued.of(Kind.READ, "A record was opened for reading or for editing.", SubjectType.CASE_FILE)
		.core("fields")),
	CASE_ACCESS_READ(Catalogued.of(Kind.READ, "A person was told who can see a case and who has looked at it.",
			SubjectType.CASE_FILE)),
	CONDITIONS_CHECKED(
			Catalogued.of(Kind.READ, "The conditions of an act were read by the application.", SubjectType.CASE_FILE)
				.core("fields")),

	// changing
	CASE_REGISTERED(Catalogued
		.of(Kind.CHANGE, "A case was registered, with who she is and how she may be reached.", SubjectType.CASE_FILE)
		.core("stage", "search")
		.withValues()),
	STAGE_MOVED(Catalogued.of(Kind.CHANGE, "A case moved to another stage.", SubjectType.CASE_FILE).core("from", "to")),
	STAGE_REFUSED(
			Catalogued.of(Kind.DENIAL, "A stage move was refused for want of its conditions.", SubjectType.CASE_FILE)
				.core("from", "to", "missing", "refusals")),
	STAGE_UNDONE(
			Catalogued.of(Kind.CHANGE, "The last stage move was undone.", SubjectType.CASE_FILE).core("from", "to")),
	IDENTITY_CHANGED(Catalogued.of(Kind.CHANGE, "Identity fields were changed.", SubjectType.IDENTITY)
		.core("fields")
		.withValues()),
	SAFE_CONTACT_CHANGED(Catalogued.of(Kind.CHANGE, "Safe-contact rules were changed.", SubjectType.SAFE_CONTACT)
		.core("fields")
		.withValues()),
	RECORD_ADDED(Catalogued.of(Kind.CHANGE, "A record about a case was added.", SubjectType.RECORD)
		.core("record")
		.withValues()),
	RECORD_CHANGED(Catalogued.of(Kind.CHANGE, "A record about a case was changed.", SubjectType.RECORD)
		.core("record", "fields")
		.withValues()),
	CASE_FACT_CHANGED(Catalogued
		.of(Kind.CHANGE,
				"A fact in clear on the case file followed a record: risk, consent, last contact or next due day.",
				SubjectType.CASE_FILE)
		.core("fields")
		.withValues()),
	ACTED_WITHOUT_CONSENT(Catalogued
		.of(Kind.CHANGE, "A person claimed a legitimate basis for acting without the survivor’s consent.",
				SubjectType.RECORD)
		.core("purpose", "basis", "reason")),
	DRAFT_KEPT(Catalogued
		.of(Kind.CHANGE, "A person began to type something that she has not saved yet.", SubjectType.DRAFT)
		.coreOrMonth("form")),
	DRAFT_OPENED(Catalogued
		.of(Kind.READ, "A person opened what she had typed and not saved.", SubjectType.CASE_FILE, SubjectType.DRAFT)
		.coreOrMonth("form", "fields")),
	DRAFTS_LAPSED(Catalogued.of(Kind.JOB, "Drafts that nobody came back for were forgotten.", SubjectType.LOG)
		.month("count")),

	// who works on a case
	ASSIGNED(Catalogued.of(Kind.CHANGE, "A person was assigned to a case, or an assignment ended.", SubjectType.STAFF)
		.core("kind", "begins")),
	HANDED_OVER(Catalogued
		.of(Kind.CHANGE, "A case was handed over to another owner, or a request about it went with it.",
				SubjectType.CASE_FILE, SubjectType.APPROVAL)
		.core("to")
		.withValues()),
	REASSIGNED(Catalogued
		.of(Kind.CHANGE, "A case whose owner does not work on it any more was given to another.", SubjectType.STAFF)
		.core()
		.withValues()),
	DEPUTY_ARRANGED(
			Catalogued.of(Kind.CHANGE, "A colleague was named to stand in for a person who is away.", SubjectType.STAFF)
				.month("deputy", "until")),
	DEPUTY_ENDED(Catalogued.of(Kind.CHANGE, "A colleague’s standing in ended before its time.", SubjectType.STAFF)
		.month("deputy", "until", "untilBefore")),
	GLASS_BROKEN(Catalogued
		.of(Kind.BREAK_GLASS, "A person broke the glass so as to look into a case that is not hers.",
				SubjectType.CASE_FILE)
		.core("reason")),

	// two persons
	APPROVAL_REQUESTED(Catalogued.of(Kind.APPROVAL, "An approval was asked for.", SubjectType.APPROVAL)),
	APPROVED(Catalogued.of(Kind.APPROVAL, "A second person approved.", SubjectType.APPROVAL)),
	REJECTED(Catalogued.of(Kind.APPROVAL, "A second person rejected.", SubjectType.APPROVAL)),
	APPROVAL_WITHDRAWN(Catalogued.of(Kind.APPROVAL,
			"A request was taken back: by the asker, or with the handoff that it is about.", SubjectType.APPROVAL)),
	APPROVAL_USED(Catalogued.of(Kind.APPROVAL, "An approval was used by the act it allowed.", SubjectType.APPROVAL)),

	// leaving Durumi
	EXPORTED(Catalogued
		.of(Kind.EXPORT, "A list of cases left Durumi with names; about a case, that it was in one.",
				SubjectType.APPROVAL)
		.month("scope", "askedBy", "agreedBy", "cases", "opened")),
	AUDIT_EXPORTED(Catalogued
		.of(Kind.EXPORT, "Entries of the audit log, or the proof of one, were let out of Durumi.", SubjectType.LIST,
				SubjectType.AUDIT_EVENT)
		.month("entries", "person", "oneCase", "actions", "compartments", "outcomes", "since", "before", "unreviewed")),
	HANDOFF_COMPOSED(Catalogued
		.of(Kind.CHANGE, "What another organisation is to get of a case was put together or changed.",
				SubjectType.HANDOFF)
		.core("partner", "template", "fields")),
	HANDOFF_PREVIEWED(Catalogued
		.of(Kind.READ, "What would be handed to another organisation was opened to be looked through.",
				SubjectType.CASE_FILE)
		.core("fields")),
	CONSENT_OVERRIDDEN(Catalogued
		.of(Kind.EXPORT, "Something that she has not consented to share was put into a handoff.", SubjectType.HANDOFF)
		.core("partner", "fields")),
	HANDOFF_APPROVED(Catalogued
		.of(Kind.APPROVAL, "A second person agreed that what a handoff holds leaves.", SubjectType.HANDOFF)
		.core("partner", "parts")),
	HANDOFF_SEALED(Catalogued.of(Kind.EXPORT,
			"A package was sealed to another organisation’s key and signed with ours.", SubjectType.HANDOFF)),
	HANDOFF_WAITS(Catalogued.of(Kind.JOB,
			"An approved handoff could not be sealed yet: a key or a checkpoint is missing.", SubjectType.HANDOFF)),
	HANDOFF_RECALLED(
			Catalogued.of(Kind.CHANGE, "A handoff was taken back, or its return demanded.", SubjectType.HANDOFF)
				.core("state")),
	HANDOFF_FROZEN(Catalogued
		.of(Kind.CHANGE, "A handoff was frozen, since consent fell away or she was arrested.", SubjectType.HANDOFF)
		.core("why")),
	HANDOFF_SHORTENED(Catalogued
		.of(Kind.CHANGE, "A newer word of hers ends a handoff earlier than was agreed to.", SubjectType.HANDOFF)
		.core()),
	HANDOFF_RELEASED(
			Catalogued.of(Kind.APPROVAL, "A supervisor let a frozen handoff go on.", SubjectType.HANDOFF).core("why")),
	HANDOFF_LIST_READ(Catalogued
		.of(Kind.READ, "A list of handoffs was read, or its line of one.", SubjectType.LIST, SubjectType.HANDOFF)
		.month("list")),
	HANDOFF_READ(Catalogued.of(Kind.READ,
			"What was handed off was opened: by a second person, or by a member of the organisation that it is for.",
			SubjectType.HANDOFF)
		.core()),
	HANDOFF_TAKEN(Catalogued.of(Kind.EXPORT, "The sealed package of a handoff was taken out of Durumi.",
			SubjectType.HANDOFF)),
	HANDOFF_ANSWERED(Catalogued.of(Kind.CHANGE, "A handoff was accepted, declined or completed.", SubjectType.HANDOFF)
		.month("outcome", "code", "signed")),
	ACKNOWLEDGEMENT_REFUSED(
			Catalogued.of(Kind.DENIAL, "A signed acknowledgement was refused.", SubjectType.HANDOFF).denied()),
	CASE_TRANSFERRED(Catalogued.of(Kind.JOB, "A case was closed, since another organisation took it over.",
			SubjectType.CASE_FILE)),
	CASE_TAKEN_BACK(Catalogued
		.of(Kind.APPROVAL, "A supervisor took a transferred case back without the organisation that had it.",
				SubjectType.HANDOFF)
		.core("state")),
	TRANSFER_END_CHECKED(Catalogued.of(Kind.CHANGE,
			"Somebody of ours asked the organisation that had a transferred case, and it ended as they had reported.",
			SubjectType.HANDOFF)
		.core("code")),
	HANDOFF_WRITTEN(Catalogued
		.of(Kind.CHANGE, "A question, an answer or progress was written about a handoff.", SubjectType.HANDOFF)
		.month("kind")),
	HANDOFF_MESSAGES_READ(Catalogued.of(Kind.READ, "What was written about a handoff was read.", SubjectType.HANDOFF)),
	HANDOFF_ENDED(Catalogued.of(Kind.JOB, "The time of a handoff, of its package or of its copy to read was over.",
			SubjectType.HANDOFF)),
	HANDOFF_OVERDUE(Catalogued.of(Kind.JOB, "An answer or an outcome was owed and did not come.", SubjectType.HANDOFF)),
	REFERRAL_RECEIVED(Catalogued.of(Kind.CHANGE, "A partner handed a survivor to us, into the holding area.",
			SubjectType.REFERRAL)),
	REFERRAL_LIST_READ(Catalogued
		.of(Kind.READ, "A list of survivors whom partners hand to us was read, or its line of one.", SubjectType.LIST,
				SubjectType.REFERRAL)
		.month("list")),
	REFERRAL_OPENED(Catalogued.of(Kind.READ, "What a partner told of a survivor whom she hands to us was opened.",
			SubjectType.REFERRAL)),
	REFERRAL_ACCEPTED(Catalogued
		.of(Kind.CHANGE, "A survivor whom a partner handed to us was taken into a case.", SubjectType.REFERRAL)
		.core("into")),
	REFERRAL_DECLINED(
			Catalogued.of(Kind.CHANGE, "A survivor whom a partner handed to us was not taken.", SubjectType.REFERRAL)
				.month("code")),
	REFERRAL_WITHDRAWN(Catalogued.of(Kind.CHANGE, "A partner took back that she had handed somebody to us.",
			SubjectType.REFERRAL)),
	REFERRAL_EXPIRED(Catalogued.of(Kind.JOB,
			"Nobody decided in time about a survivor whom a partner handed to us; what was told is gone.",
			SubjectType.REFERRAL)),
	PARTNER_TOLD(Catalogued.of(Kind.EXPORT,
			"A partner was told that something waits, without a word about whom: by mail, or by whoever says that she telephoned.",
			SubjectType.HANDOFF)
		.month("kind")),
	PARTNER_NOT_TOLD(Catalogued
		.of(Kind.JOB, "The mail server did not take what a partner was to be told; it is tried again in time.",
				SubjectType.HANDOFF)
		.month("kind")),
	REFERRAL_REFERENCE_FORGOTTEN(Catalogued.of(Kind.JOB,
			"What a partner called a survivor whom she handed to us is gone, long after the decision.",
			SubjectType.REFERRAL)),
	EXPORT_REQUESTS_READ(
			Catalogued.of(Kind.READ, "Requests about lists that are to leave Durumi were read.", SubjectType.LIST)),

	// people
	STAFF_LIST_READ(Catalogued.of(Kind.READ, "The list of staff and partners was read by their administrator.",
			SubjectType.LIST)),
	STAFF_INVITED(Catalogued
		.of(Kind.ADMIN, "A person was invited: she has an account and a record of hers.", SubjectType.STAFF)
		.month("askedBy", "agreedBy", "roles", "rolesBefore")),
	STAFF_DISABLED(Catalogued.of(Kind.ADMIN, "A person was shut out of Durumi.", SubjectType.STAFF)),
	STAFF_ENABLED(Catalogued.of(Kind.ADMIN, "A person was let in again.", SubjectType.STAFF)
		.month("askedBy", "agreedBy", "roles", "rolesBefore")),
	ROLES_CHANGED(Catalogued.of(Kind.ADMIN, "A person got other roles.", SubjectType.STAFF)
		.month("askedBy", "agreedBy", "roles", "rolesBefore")),
	STAFF_REQUESTS_READ(
			Catalogued.of(Kind.READ, "Requests about who is let in and as what were read.", SubjectType.LIST)),
	PASSWORD_RESET(Catalogued.of(Kind.ADMIN, "A person was given a password that is good for one sign-in.",
			SubjectType.STAFF)),
	FACTOR_RESET(Catalogued.of(Kind.ADMIN, "A person’s second factor was taken away so that she sets up another.",
			SubjectType.STAFF)),
	ORGANISATION_ADDED(Catalogued.of(Kind.ADMIN, "A partner organisation was added.", SubjectType.ORGANISATION)),
	MACHINE_REGISTERED(Catalogued.of(Kind.ADMIN, "A machine was registered that acts for a partner organisation.",
			SubjectType.MACHINE)),
	MACHINE_DISABLED(Catalogued.of(Kind.ADMIN, "A machine of a partner’s was shut out.", SubjectType.MACHINE)),
	MACHINE_ENABLED(Catalogued.of(Kind.ADMIN, "A machine of a partner’s was let in again.", SubjectType.MACHINE)),
	PARTNER_CHANGED(Catalogued.of(Kind.ADMIN,
			"What a partner helps with and where was said, where it is told by mail, or whether anything may be handed to it.",
			SubjectType.ORGANISATION)
		.month("functions", "regions", "closed", "addressChanged")),

	// figures
	STATISTICS_READ(Catalogued.of(Kind.READ, "Figures over many cases were read.", SubjectType.LIST)),

	// keys
	ROOT_KEY_OPENED(
			Catalogued.of(Kind.KEY, "A server started and opened the root keyset.", SubjectType.LOG).month("key")),
	CASE_KEYS_MADE(Catalogued
		.of(Kind.KEY, "The keys of a new case were made, one for each compartment.", SubjectType.CASE_FILE)
		.core()),
	LOG_KEY_MADE(Catalogued.of(Kind.KEY, "The log key of a month was made.", SubjectType.LOG)),
	COSIGNER_MADE(
			Catalogued.of(Kind.KEY, "The key was made with which a supervisor cosigns the log.", SubjectType.COSIGNER)),
	PARTNER_KEY_UPLOADED(Catalogued
		.of(Kind.KEY, "A key of a partner’s was brought in, or a later state of one.", SubjectType.PARTNER_KEY)
		.month("later")),
	PARTNER_KEY_REFUSED(
			Catalogued.of(Kind.KEY, "A key that was brought in for a partner was not taken.", SubjectType.ORGANISATION)
				.month("fault", "concerns")),
	PARTNER_KEY_CONFIRMED(Catalogued.of(Kind.KEY,
			"A person typed the fingerprint of a partner’s key as she had heard it, and it is the key’s.",
			SubjectType.PARTNER_KEY)),
	PARTNER_KEY_DIFFERED(Catalogued
		.of(Kind.KEY, "A person typed a fingerprint for a partner’s key that is not the key’s.",
				SubjectType.PARTNER_KEY)
		.denied()),
	PARTNER_KEY_REVOKED(Catalogued
		.of(Kind.KEY, "A key of a partner’s was revoked: nothing is sealed to it.", SubjectType.PARTNER_KEY)
		.month("why")),

	// the log itself
	AUDIT_LIST_READ(Catalogued.of(Kind.REVIEW, "The audit list or the alerts from it were read.", SubjectType.LIST)
		.month("person", "oneCase", "actions", "compartments", "outcomes", "since", "before", "unreviewed", "list")),
	AUDIT_ENTRY_OPENED(Catalogued
		.of(Kind.REVIEW,
				"An entry of the audit log was opened; about a case, what stood there before and after a change.",
				SubjectType.AUDIT_EVENT, SubjectType.CASE_FILE)
		.coreOrMonth("fields")),
	AUDIT_HISTORY_READ(Catalogued.of(Kind.REVIEW,
			"A stretch of what was done about a case, or by a person, was read with what each entry says.",
			SubjectType.CASE_FILE, SubjectType.STAFF)),
	AUDIT_REVIEWED(Catalogued.of(Kind.REVIEW, "An entry was marked reviewed.", SubjectType.AUDIT_EVENT).month()),
	AUDIT_COSIGNED(Catalogued.of(Kind.REVIEW,
			"A supervisor’s key cosigned the log’s newest checkpoint, as she marked an entry reviewed.",
			SubjectType.COSIGNER)),
	COSIGNING_REFUSED(Catalogued
		.of(Kind.REVIEW,
				"A supervisor’s key did not cosign, or a witness did not keep a checkpoint: the log does not go on.",
				SubjectType.COSIGNER, SubjectType.LOG)
		.denied()),
	REASON_ASKED(Catalogued.of(Kind.REVIEW, "A reviewer asked whoever acted why.", SubjectType.AUDIT_EVENT).month()),
	REASON_GIVEN(Catalogued.of(Kind.REVIEW, "Whoever acted said why.", SubjectType.AUDIT_EVENT).month()),
	REASONS_READ(Catalogued
		.of(Kind.REVIEW, "What reviewers asked, what was answered, or why an entry was handed on was read.",
				SubjectType.STAFF, SubjectType.AUDIT_EVENT)
		.month()),
	ENTRY_ESCALATED(
			Catalogued.of(Kind.REVIEW, "A reviewer put an entry before the other supervisors.", SubjectType.AUDIT_EVENT)
				.month()),
	REVIEW_QUEUED(
			Catalogued.of(Kind.JOB, "The review’s rules put entries on desks, or a sample was drawn.", SubjectType.LOG)
				.month("rules", "sample")),
	ACCESSES_COMPARED(
			Catalogued.of(Kind.REVIEW, "Looks into cases were compared by hour, person and case.", SubjectType.LIST)
				.month("days")),
	REVIEW_REPORTED(Catalogued
		.of(Kind.EXPORT, "A report on a week of reviews left Durumi, with code names and names of staff.",
				SubjectType.LIST)
		.month("week")),
	AUDIT_VERIFIED(Catalogued.of(Kind.REVIEW, "The log was verified.", SubjectType.LOG)),
	AUDIT_VERIFICATION_CANCELLED(Catalogued.of(Kind.REVIEW,
			"A verification of the log was told to stop; unless it had ended, it says nothing.", SubjectType.LOG)),

	TIE_DECLARED(Catalogued.of(Kind.CHANGE, "A person said that she knows the survivor outside her work.",
			SubjectType.CASE_FILE)),

	// refusals
	DENIED(Catalogued
		.of(Kind.DENIAL, "An act was refused for want of a right.", SubjectType.CASE_FILE, SubjectType.STAFF,
				SubjectType.APPROVAL, SubjectType.HANDOFF, SubjectType.REFERRAL, SubjectType.ORGANISATION)
		.denied());

	private final Catalogued catalogued;

	AuditAction(Catalogued catalogued) {
		this.catalogued = catalogued;
	}

	/** What the catalogue says of it. */
	public Catalogued catalogued() {
		return this.catalogued;
	}

}
