package org.durumi.actor;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Whoever acts now: a person known by her Keycloak subject, or one of the
 * {@linkplain SystemActor system's own jobs}.
 *
 * @param id the Keycloak subject, or a system actor's fixed id
 * @param organisation the organisation the actor belongs to; a system actor is its own
 * @param team the team within the organisation, absent for partners and system actors
 * @param roles what Durumi and Keycloak both say the actor is
 * @param session the audit log's name for the session
 * @param acr authentication level: 0 none, 1 password, 2 a fresh strong factor
 */
public record Actor(UUID id, UUID organisation, @Nullable UUID team, Set<Role> roles, SessionRef session, int acr) {

	public Actor {
		roles = Set.copyOf(roles);
		if (acr < 0 || acr > 2) {
			throw new IllegalArgumentException("acr is 0, 1 or 2");
		}
	}

	/** The same actor at another level of authentication. */
	public Actor at(int level) {
		return new Actor(this.id, this.organisation, this.team, this.roles, this.session, level);
	}

	/** Whether she has shown a strong factor within minutes. */
	public boolean isFresh() {
		return this.acr == 2;
	}

	public boolean is(Role role) {
		return this.roles.contains(role);
	}

}
