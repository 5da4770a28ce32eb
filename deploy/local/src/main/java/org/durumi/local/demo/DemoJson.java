package org.durumi.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.durumi.local.LocalDatabase;

/** What {@code demo.json} says: for whoever wants to look inside a running demo. */
final class DemoJson {

	private DemoJson() {
	}

	static String of(String url, String keycloakUrl, LocalDatabase database, Path partnerSecret) throws IOException {
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
				  "database": {"url": "%s", "user": "postgres", "password": "%s"},
				  "partnerClinic": {
				    "note": "A secret key of this demo alone: gpg imports it and opens what is handed to the clinic.",
				    "secretKeyFile": "%s",
				    "secretKey": "%s",
				    "api": {
				      "note": "A client and its secret of this demo alone; the guide for partners fetches a package with them.",
				      "url": "%s/api/v1",
				      "tokenUrl": "%s/realms/durumi/protocol/openid-connect/token",
				      "clientId": "%s",
				      "clientSecret": "%s"
				    }
				  }
				}
				"""
			.formatted(url, keycloakUrl, accounts, database.url(), database.superuserPassword(),
					partnerSecret.toString().replace("\\", "\\\\").replace("\"", "\\\""),
					Files.readString(partnerSecret).replace("\n", "\\n"), url, keycloakUrl, DemoAccounts.CLINIC_CLIENT,
					DemoAccounts.CLINIC_SECRET);
	}

}
