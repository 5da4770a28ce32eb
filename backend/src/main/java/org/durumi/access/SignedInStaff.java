package org.durumi.access;

import java.util.Collection;
import java.util.stream.Collectors;

import org.durumi.actor.Actor;
import org.durumi.actor.ActorPrincipal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/**
 * A person Keycloak has authenticated and Durumi knows. The authorities are Durumi's own
 * roles, not the token's.
 */
final class SignedInStaff extends DefaultOidcUser implements ActorPrincipal {

	private final transient Actor actor;

	private final String displayName;

	SignedInStaff(Actor actor, String displayName, OidcIdToken token) {
		super(authorities(actor), token);
		this.actor = actor;
		this.displayName = displayName;
	}

	@Override
	public Actor actor() {
		return this.actor;
	}

	@Override
	public String displayName() {
		return this.displayName;
	}

	private static Collection<GrantedAuthority> authorities(Actor actor) {
		return actor.roles()
			.stream()
			.map((role) -> new SimpleGrantedAuthority(role.authority()))
			.collect(Collectors.toUnmodifiableSet());
	}

	// equal only to itself: two sessions of one person are two sign-ins
	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	@Override
	public String toString() {
		return this.actor.id().toString();
	}

}
