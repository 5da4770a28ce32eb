package org.durumi.access.keycloak;

import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Role;

/**
 * An account as Keycloak has it.
 *
 * @param username what she signs in with
 * @param roles those realm roles that mean something to Durumi
 * @param pending whether she still has to set a password or a second factor of her own
 */
public record KeycloakAccount(UUID subject, String username, boolean enabled, Set<Role> roles, boolean pending) {

	public KeycloakAccount {
		roles = Set.copyOf(roles);
	}

}
