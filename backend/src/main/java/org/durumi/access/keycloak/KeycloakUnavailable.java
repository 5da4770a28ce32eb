package org.durumi.access.keycloak;

/**
 * Keycloak did not answer, or not as it should. Says nothing about the person who wanted
 * to sign in; trying again later may help.
 */
public final class KeycloakUnavailable extends RuntimeException {

	KeycloakUnavailable(String message) {
		super(message);
	}

	KeycloakUnavailable(String message, Throwable cause) {
		super(message, cause);
	}

}
