package org.durumi.ui.shell;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

import org.durumi.access.keycloak.KeycloakHealth;
import org.springframework.stereotype.Component;

/** Asks the neighbours whether they are back. */
@Component
class OutageProbe {

	private static final int PATIENCE_SECONDS = 2;

	private final DataSource database;

	private final KeycloakHealth keycloak;

	OutageProbe(DataSource database, KeycloakHealth keycloak) {
		this.database = database;
		this.keycloak = keycloak;
	}

	/** What does not answer now, if anything. */
	Optional<Outage> current() {
		if (!databaseAnswers()) {
			return Optional.of(Outage.DATABASE);
		}
		return this.keycloak.answers() ? Optional.empty() : Optional.of(Outage.SIGN_IN);
	}

	private boolean databaseAnswers() {
		try (Connection connection = this.database.getConnection()) {
			return connection.isValid(PATIENCE_SECONDS);
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
