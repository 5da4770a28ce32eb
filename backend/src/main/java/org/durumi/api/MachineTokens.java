package org.durumi.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.access.MachineSignIn;
import org.durumi.access.keycloak.KeycloakAccount;
import org.durumi.actor.ActorPrincipal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Finds out which machine a token of Keycloak's is of, by {@link MachineSignIn}. Who asks
 * too often is refused before that, whether registered or not.
 */
final class MachineTokens implements Converter<Jwt, AbstractAuthenticationToken> {

	private final MachineSignIn machines;

	private final MachineRefusals refusals;

	private final Buckets<Bearer> bearers;

	MachineTokens(MachineSignIn machines, MachineRefusals refusals, int aMinute) {
		this.machines = machines;
		this.refusals = refusals;
		this.bearers = new Buckets<>(aMinute);
	}

	/** Whom a token was given to, and on whose behalf. */
	private record Bearer(String client, UUID subject) {
	}

	/** The token is in order, and its bearer has to wait. */
	static final class TooOften extends AuthenticationException {

		private final transient Duration pause;

		TooOften(Duration pause) {
			super("too often");
			this.pause = pause;
		}

		Duration pause() {
			return this.pause;
		}

	}

	/** The token is in order, and its bearer is no machine of a partner's. */
	static final class Refused extends AuthenticationException {

		Refused() {
			super("not registered");
		}

	}

	@Override
	public AbstractAuthenticationToken convert(Jwt token) {
		String id = token.getId();
		String client = token.getClaimAsString("azp");
		Optional<UUID> subject = KeycloakAccount.subject(token.getSubject());
		Instant expires = token.getExpiresAt();
		// an ID or refresh token is of another type
		if (id == null || client == null || subject.isEmpty() || expires == null
				|| !"Bearer".equals(token.getClaimAsString("typ"))) {
			throw new InvalidBearerTokenException("incomplete");
		}
		this.bearers.ask(new Bearer(client, subject.get())).ifPresent((pause) -> {
			throw new TooOften(pause);
		});
		Optional<ActorPrincipal> machine = this.machines
			.enter(new MachineSignIn.Token(id, client, subject.get(), expires));
		if (machine.isEmpty()) {
			this.refusals.tell(client, subject.get());
			throw new Refused();
		}
		return new SignedIn(machine.get());
	}

	/** A machine that was let in for one request. */
	static final class SignedIn extends AbstractAuthenticationToken {

		private final transient ActorPrincipal machine;

		SignedIn(ActorPrincipal machine) {
			super(machine.actor()
				.roles()
				.stream()
				.map((role) -> new SimpleGrantedAuthority(role.authority()))
				.toList());
			this.machine = machine;
			setAuthenticated(true);
		}

		@Override
		public Object getCredentials() {
			return "";
		}

		@Override
		public ActorPrincipal getPrincipal() {
			return this.machine;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(this.machine);
		}

	}

}
