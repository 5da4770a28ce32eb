package org.durumi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;

/** The roles that Durumi's database needs before its first migration. */
public final class DatabaseRoles {

	/** The roles that log in; the owners cannot. */
	public static final List<String> LOGINS = List.of("durumi_migrator", "durumi_app", "durumi_sequencer",
			"durumi_verifier");

	private DatabaseRoles() {
	}

	/**
	 * Makes the roles that are not there yet, and sets the passwords of those that log
	 * in.
	 * @param superuser a connection to Durumi's database as its cluster's superuser
	 * @param passwords the password of each role, which must hold no quote
	 */
	public static void prepare(Connection superuser, UnaryOperator<String> passwords) throws IOException, SQLException {
		try (Statement statement = superuser.createStatement();
				InputStream roles = DatabaseRoles.class.getResourceAsStream("/roles.sql")) {
			if (roles == null) {
				throw new IllegalStateException("roles.sql is not packaged");
			}
			statement.execute(new String(roles.readAllBytes(), StandardCharsets.UTF_8));
			for (String login : LOGINS) {
				statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(login, passwords.apply(login)));
			}
		}
	}

}
