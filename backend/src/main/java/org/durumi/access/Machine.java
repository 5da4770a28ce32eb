package org.durumi.access;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A client that Keycloak gives tokens to without a person, and that acts for a partner
 * organisation.
 *
 * @param subject Keycloak's account of the client itself
 * @param client its client id there
 * @param organisation whose it is, by our word alone
 */
public record Machine(UUID subject, String client, UUID organisation, boolean active) {

	/** The longest client id, in characters. */
	public static final int MAX_CLIENT = 63;

	private static final Pattern CLIENT = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

	/** Whether a client may have such an id. */
	public static boolean isClient(String id) {
		return CLIENT.matcher(id).matches();
	}

}
