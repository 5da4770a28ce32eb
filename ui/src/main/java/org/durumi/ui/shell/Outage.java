package org.durumi.ui.shell;

import java.sql.SQLException;
import java.util.Optional;

import org.durumi.access.keycloak.KeycloakUnavailable;
import org.hibernate.TransactionException;
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

	/**
	 * Whether the connection was lost on the way to or from a commit: the act may have
	 * been kept, and nobody here knows. Done again, it might be there twice.
	 */
	static boolean mayBeKept(Throwable failure) {
		Throwable cause = failure;
		boolean committing = false;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (cause instanceof CannotCreateTransactionException) {
				return false;
			}
			committing |= cause instanceof TransactionException;
			if (committing && cause instanceof SQLException ex && isSilence(ex.getSQLState())) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
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

	/** Class 57P is an administrator's shutdown: PostgreSQL itself says what it ends. */
	private static boolean isConnectionLost(@Nullable String state) {
		return isSilence(state) || (state != null && state.startsWith("57P"));
	}

	/** Class 08: no answer came. */
	private static boolean isSilence(@Nullable String state) {
		return state != null && state.startsWith("08");
	}

}
