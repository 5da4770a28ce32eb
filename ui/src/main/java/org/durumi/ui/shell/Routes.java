package org.durumi.ui.shell;

/** The paths that more than one feature needs to know. */
public final class Routes {

	/** Where casework begins, for caseworkers, coordinators and supervisors. */
	public static final String MY_DAY = "my-day";

	/** The list of cases; a case's own page is below it. */
	public static final String CASES = "cases";

	/** Requests for a second person. */
	public static final String APPROVALS = "approvals";

	/** Breaking the glass. */
	public static final String EMERGENCY = "emergency";

	/** What was handed to partners; one handoff's page is below it. */
	public static final String HANDOFFS = "handoffs";

	/** Asks a list for what somebody should look at. */
	public static final String DUE = "due";

	/** What partners get; one handoff's page is below it. */
	public static final String INBOX = "inbox";

	/** Whom a partner hands to us, as she sees it. */
	public static final String HANDED = "handed";

	/** Whom partners hand to us and who waits; one referral's page is below it. */
	public static final String REFERRALS = "referrals";

	/** Registering somebody whom a partner hands to us; which one stands below it. */
	public static final String REGISTER_REFERRED = CASES + "/new/from";

	/** A supervisor's team. */
	public static final String TEAM = "team";

	/** A caseworker's own absence. */
	public static final String ABSENCE = "absence";

	/** The list of one's cases, with names, out of Durumi. */
	public static final String EXPORT = "export";

	/** The review of the audit log. */
	public static final String AUDIT = "audit";

	/** What was done about one case, or by one person. */
	public static final String AUDIT_HISTORY = "audit-history";

	/** What waits for a supervisor's review. */
	public static final String REVIEW_DESK = "review-desk";

	/** Who looks into cases when and how much. */
	public static final String REVIEW_GLANCE = "review-glance";

	/** What reviewers ask a person about what she did. */
	public static final String REASONS = "reasons";

	/** What should alarm an administrator. */
	public static final String ALERTS = "alerts";

	/** Staff and partners, for administrators. */
	public static final String STAFF = "staff";

	/** Partner organisations and their keys; a partner's own page is below it. */
	public static final String PARTNERS = "partners";

	/** The key that packages are signed with, for everybody. */
	public static final String HANDOFF_KEY = "handoff-key";

	/**
	 * The same for programs. In the directory of keys that are found by a mail address,
	 * under a name that none of those has, since an organisation here has no address.
	 */
	public static final String HANDOFF_KEY_FILE = ".well-known/openpgpkey/handoff-key.asc";

	/** Figures over many cases, for analysts. */
	public static final String STATISTICS = "statistics";

	/** Partners' machines, for administrators. */
	public static final String MACHINES = "machines";

	/** The roles, explained. */
	public static final String ROLES = "roles";

	/** A person's own sessions. */
	public static final String MY_SESSIONS = "my-sessions";

	/** Where everybody else lands. */
	static final String WELCOME = "welcome";

	static final String SIGNED_OUT = "signed-out";

	static final String SIGN_IN_REFUSED = "sign-in-refused";

	static final String SIGN_IN_FAILED = "sign-in-failed";

	static final String UNAVAILABLE = "unavailable";

	/** Ends the session at once, on POST. */
	static final String QUICK_EXIT = "quick-exit";

	private Routes() {
	}

}
