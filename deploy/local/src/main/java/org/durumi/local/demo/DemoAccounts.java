package org.durumi.local.demo;

import java.util.List;

/** The invented people of the demo realm. */
final class DemoAccounts {

	static final String PASSWORD = "durumi-demo-password";

	/** The clinic's machine, as the demo realm has it. */
	static final String CLINIC_CLIENT = "partner-clinic-api";

	static final String CLINIC_SECRET = "durumi-demo-secret-of-the-clinic";

	static final List<Account> ALL = List.of(
			new Account("caseworker-yanji", "caseworker", "registers survivors, works on cases"),
			new Account("caseworker-yanji-2", "caseworker", "her colleague, who stands in for her"),
			new Account("caseworker-seoul", "caseworker", "follows them after arrival"),
			new Account("coordinator", "coordinator", "moves the legs of a passage"),
			new Account("supervisor-yanji", "supervisor", "approves, assigns, reviews the audit log"),
			new Account("supervisor-seoul", "supervisor", "the same in Seoul"),
			new Account("partner-clinic", "partner", "receives handoffs"),
			new Account("partner-shelter", "partner", "receives handoffs"),
			new Account("analyst", "analyst", "statistics"), new Account("admin", "admin", "accounts and deployment"));

	private DemoAccounts() {
	}

	record Account(String username, String role, String does) {
	}

}
