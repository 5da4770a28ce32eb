package org.durumi.ui.shell;

import java.sql.SQLException;
import java.util.Optional;

import org.durumi.access.keycloak.KeycloakUnavailable;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.client.RestClientException;

/** A neighbour that Durumi cannot work without and that does not answer now. */
enum Outage {

	DATABASE, SIGN_IN;

	private static final int DEEPEST_CAUSE = 20;

	/** The outage behind a failure, if that is what it is. */
	static Optional<Outage> behind(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			Outage outage = of(cause);
			if (outage != null) {
				return Optional.of(outage);
			}
			cause = cause.getCause();
		}
		return Optional.empty();
	}

	private static @Nullable Outage of(Throwable cause) {
		return switch (cause) {
			case KeycloakUnavailable ex -> SIGN_IN;
			case RestClientException ex -> SIGN_IN;
			case CannotCreateTransactionException ex -> DATABASE;
			case DataAccessResourceFailureException ex -> DATABASE;
			case JDBCConnectionException ex -> DATABASE;
			case SQLException ex -> isConnectionLost(ex.getSQLState()) ? DATABASE : null;
			default -> null;
		};
	}

	/** Class 08 is a lost connection, 57P an administrator's shutdown. */
	private static boolean isConnectionLost(@Nullable String state) {
		return state != null && (state.startsWith("08") || state.startsWith("57P"));
	}

}
