package org.durumi.ui.shell;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

import org.durumi.access.keycloak.KeycloakSignIn;
import org.durumi.access.keycloak.KeycloakUnavailable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/** Asks the neighbours whether they are back. */
@Component
class OutageProbe {

	private static final int PATIENCE_SECONDS = 2;

	private final DataSource database;

	private final ClientRegistrationRepository registrations;

	OutageProbe(DataSource database, ClientRegistrationRepository registrations) {
		this.database = database;
		this.registrations = registrations;
	}

	/** What does not answer now, if anything. */
	Optional<Outage> current() {
		if (!databaseAnswers()) {
			return Optional.of(Outage.DATABASE);
		}
		return keycloakKnown() ? Optional.empty() : Optional.of(Outage.SIGN_IN);
	}

	private boolean databaseAnswers() {
		try (Connection connection = this.database.getConnection()) {
			return connection.isValid(PATIENCE_SECONDS);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private boolean keycloakKnown() {
		try {
			return this.registrations.findByRegistrationId(KeycloakSignIn.REGISTRATION) != null;
		}
		catch (KeycloakUnavailable ex) {
			return false;
		}
	}

}
