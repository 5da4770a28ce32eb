package org.durumi.access.keycloak;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Role;
import org.jspecify.annotations.Nullable;

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

	/**
	 * The subject that Keycloak names. Its own accounts have a UUID; one that it borrows
	 * from a directory elsewhere has not, and is nobody here.
	 */
	public static Optional<UUID> subject(@Nullable String id) {
		try {
			return (id != null) ? Optional.of(UUID.fromString(id)) : Optional.empty();
		}
		catch (IllegalArgumentException borrowed) {
			return Optional.empty();
		}
	}

}
