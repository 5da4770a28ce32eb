package org.durumi.access.keycloak;

/**
 * Keycloak did not answer, or not as it should. Says nothing about the person who wanted
 * to sign in; trying again later may help.
 */
public final class KeycloakUnavailable extends RuntimeException {

	private final boolean mayHaveActed;

	KeycloakUnavailable(String message) {
		super(message);
		this.mayHaveActed = false;
	}

	KeycloakUnavailable(String message, Throwable cause) {
		this(message, cause, false);
	}

	private KeycloakUnavailable(String message, Throwable cause, boolean mayHaveActed) {
		super(message, cause);
		this.mayHaveActed = mayHaveActed;
	}

	/** Of something that had begun. */
	static KeycloakUnavailable midway(KeycloakUnavailable cause) {
		return new KeycloakUnavailable("Keycloak did not do to the end what it was asked", cause, true);
	}

	/** Whether it may have done what it was asked, or a part of it. */
	public boolean mayHaveActed() {
		return this.mayHaveActed;
	}

}
