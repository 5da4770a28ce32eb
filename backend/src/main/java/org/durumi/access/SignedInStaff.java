package org.durumi.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * <p>
 * A second factor is fresh for {@link #FRESH} after Keycloak saw it, by the ID token's
 * own {@code acr} and {@code auth_time}; then she goes on at level 1. Not guaranteed:
 * that it was another factor than the password, which is Keycloak's to decide.
 */
final class SignedInStaff extends DefaultOidcUser implements ActorPrincipal {

	/** How long a second factor counts. */
	static final Duration FRESH = Duration.ofMinutes(5);

	/** How far Keycloak's clock may be ahead of ours. */
	private static final Duration SKEW = Duration.ofMinutes(1);

	private final transient Actor actor;

	private final transient Clock clock;

	private final String displayName;

	/**
	 * @param actor at the level that the token gives
	 */
	SignedInStaff(Actor actor, String displayName, OidcIdToken token, Clock clock) {
		super(authorities(actor), token);
		this.actor = actor;
		this.displayName = displayName;
		this.clock = clock;
	}

	@Override
	public Actor actor() {
		return (this.actor.acr() > 1 && !isFresh()) ? this.actor.at(1) : this.actor;
	}

	private boolean isFresh() {
		Instant seen = getIdToken().getAuthenticatedAt();
		Instant now = this.clock.instant();
		return seen != null && seen.isBefore(now.plus(SKEW)) && now.isBefore(seen.plus(FRESH));
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
