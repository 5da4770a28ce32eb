package org.durumi.access;

import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Role;
import org.jspecify.annotations.Nullable;

/**
 * A person who works here or with us, as her colleagues see her.
 *
 * @param subject her Keycloak subject
 * @param team absent for partners
 */
public record StaffMember(UUID subject, UUID organisation, @Nullable UUID team, String name, Set<Role> roles,
		boolean active) {

	public StaffMember {
		roles = Set.copyOf(roles);
	}

	public boolean is(Role role) {
		return this.roles.contains(role);
	}

}
