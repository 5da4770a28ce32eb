package org.durumi.access;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.keycloak.KeycloakAccount;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets in whom Keycloak has authenticated <em>and</em> Durumi knows under the same
 * subject, active and with the same roles. Any disagreement is a refusal and an audited
 * event: a role given in Keycloak alone opens nothing. The same person within a session
 * of hers steps up; another is refused. What she showed at Keycloak before she was given
 * another password or factor lets nobody in.
 */
@Service
class StaffSignIn implements OAuth2UserService<OidcUserRequest, OidcUser> {

	private final StaffDirectory directory;

	private final WebSessions sessions;

	private final AuditLog log;

	private final RefusedSignIns refused;

	private final TransactionTemplate transaction;

	private final Clock clock;

	StaffSignIn(StaffDirectory directory, WebSessions sessions, AuditLog log, RefusedSignIns refused,
			PlatformTransactionManager transactions, Clock clock) {
		this.refused = refused;
		this.clock = clock;
		this.directory = directory;
		this.sessions = sessions;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	public OidcUser loadUser(OidcUserRequest request) {
		OidcIdToken token = request.getIdToken();
		// who has none that could be in our records is refused as whoever is not in them
		UUID subject = KeycloakAccount.subject(token.getSubject()).orElseGet(SystemActor.ANONYMOUS::id);
		Actor before = before();
		SessionRef session = (before != null) ? before.session() : SessionRef.random();
		Actor unknown = new Actor(subject, subject, null, Set.of(), session, level(token));
		StaffMember member = Actors.runAs(unknown, () -> this.directory.find(subject)).orElse(null);
		if (member == null || !member.active() || !member.roles().equals(rolesIn(token))
				|| (before != null && !before.id().equals(subject))) {
			throw refusal(subject);
		}
		int level = Actors.runAs(unknown, this.directory::factorRestsUntil).isPresent() ? 1 : level(token);
		Actor actor = new Actor(subject, member.organisation(), member.team(), member.roles(), session, level);
		return switch (enter(actor, member, token, before == null)) {
			case IN -> new SignedInStaff(actor, member.name(), token, this.clock);
			case OUT -> throw refusal(subject);
			case AGAIN -> {
				this.refused.ofStaleProof(subject);
				throw new OAuth2AuthenticationException(new OAuth2Error(RefusedSignIns.AGAIN));
			}
		};
	}

	private enum Entry {

		IN,
		/** She was shut out or changed, or her session ended, while she signed in. */
		OUT,
		/** She got another password or factor since she showed that it is her. */
		AGAIN

	}

	private Entry enter(Actor actor, StaffMember member, OidcIdToken token, boolean signsIn) {
		return Actors.runAs(actor, () -> Objects.requireNonNull(this.transaction.execute((status) -> {
			// whoever shuts her out or changes her now waits for this, and then ends it
			if (!this.sessions.staysIn() || !member.equals(this.directory.find(actor.id()).orElse(null))) {
				return Entry.OUT;
			}
			Instant authenticated = token.getAuthenticatedAt();
			if (this.directory.wasResetSince((authenticated != null) ? authenticated : Instant.EPOCH)
					|| actor.isFresh() && this.directory.factorRestsUntil().isPresent()) {
				return Entry.AGAIN;
			}
			if (signsIn) {
				this.log.openSession(actor);
				this.sessions.open(actor, token);
			}
			else if (!this.sessions.renew(actor, token)) {
				return Entry.OUT;
			}
			this.log.append(AuditEvent.done(signsIn ? AuditAction.SIGNED_IN : AuditAction.STEPPED_UP, SubjectType.STAFF,
					actor.id()));
			return Entry.IN;
		})));
	}

	/**
	 * Whose session it is already: who confirms that it is her stays in it, and nobody
	 * else signs in to it, for pages that are open in it were made for her.
	 */
	private static @Nullable Actor before() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof SignedInStaff staff) ? staff.actor()
				: null;
	}

	private OAuth2AuthenticationException refusal(UUID subject) {
		this.refused.of(subject);
		return new OAuth2AuthenticationException(new OAuth2Error(RefusedSignIns.NOT_KNOWN));
	}

	/** Keycloak's realm roles that mean something here. */
	private static Set<Role> rolesIn(OidcIdToken token) {
		List<String> claimed = token.getClaimAsStringList("roles");
		Set<String> names = new HashSet<>();
		if (claimed != null) {
			claimed.forEach((name) -> names.add(name.toUpperCase(Locale.ROOT)));
		}
		Set<Role> roles = EnumSet.noneOf(Role.class);
		for (Role role : Role.values()) {
			if (names.contains(role.name())) {
				roles.add(role);
			}
		}
		return roles;
	}

	/** The authentication level of the ID token, never of the request. */
	private static int level(OidcIdToken token) {
		return "aal2".equals(token.getClaimAsString("acr")) ? 2 : 1;
	}

}
