package org.durumi.local.demo;

import java.util.stream.Collectors;

import org.durumi.local.LocalDatabase;

/** What {@code demo.json} says: for whoever wants to look inside a running demo. */
final class DemoJson {

	private DemoJson() {
	}

	static String of(String url, String keycloakUrl, LocalDatabase database) {
		String accounts = DemoAccounts.ALL.stream()
			.map((account) -> "    {\"username\": \"%s\", \"password\": \"%s\", \"role\": \"%s\"}"
				.formatted(account.username(), DemoAccounts.PASSWORD, account.role()))
			.collect(Collectors.joining(",\n"));
		return """
				{
				  "url": "%s",
				  "keycloakUrl": "%s",
				  "accounts": [
				%s
				  ],
				  "database": {"url": "%s", "user": "postgres", "password": "%s"}
				}
				""".formatted(url, keycloakUrl, accounts, database.url(), database.superuserPassword());
	}

}
