package org.durumi.access.keycloak;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.durumi.access.keycloak.KeycloakEvent.Feed;
import org.durumi.access.keycloak.KeycloakEvent.Kind;
import org.durumi.access.keycloak.KeycloakEvent.Thing;
import org.durumi.audit.NotAudited;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.AuthDetailsRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.springframework.stereotype.Component;

/**
 * What happened at Keycloak, as it keeps it for some days.
 * <p>
 * Not guaranteed: that whoever holds the secret of Durumi's own client there is Durumi.
 */
@Component
public final class KeycloakEvents {

	/** How many are told at a time. */
	public static final int PAGE = 100;

	private static final String OLDEST_FIRST = "asc";

	private static final Map<String, Kind> KINDS = Map.ofEntries(Map.entry("LOGIN_ERROR", Kind.SIGN_IN_FAILED),
			Map.entry("USER_DISABLED_BY_TEMPORARY_LOCKOUT", Kind.LOCKED),
			Map.entry("USER_DISABLED_BY_PERMANENT_LOCKOUT", Kind.LOCKED),
			Map.entry("UPDATE_CREDENTIAL", Kind.CREDENTIAL_SET),
			Map.entry("REMOVE_CREDENTIAL", Kind.CREDENTIAL_REMOVED), Map.entry("IMPERSONATE", Kind.IMPERSONATED),
			Map.entry("CODE_TO_TOKEN_ERROR", Kind.REQUEST_REFUSED),
			Map.entry("CLIENT_LOGIN_ERROR", Kind.REQUEST_REFUSED),
			Map.entry("PUSHED_AUTHORIZATION_REQUEST_ERROR", Kind.REQUEST_REFUSED),
			Map.entry("CLIENT_REGISTER_ERROR", Kind.REQUEST_REFUSED),
			Map.entry("REFRESH_TOKEN_ERROR", Kind.REQUEST_REFUSED),
			Map.entry("TOKEN_EXCHANGE_ERROR", Kind.REQUEST_REFUSED),
			Map.entry("OAUTH2_DEVICE_AUTH_ERROR", Kind.REQUEST_REFUSED));

	private static final Map<String, Thing> THINGS = Map.ofEntries(Map.entry("USER", Thing.ACCOUNT),
			Map.entry("USER_LOGIN_FAILURE", Thing.ACCOUNT), Map.entry("USER_SESSION", Thing.ACCOUNT),
			Map.entry("REALM_ROLE", Thing.ROLES), Map.entry("REALM_ROLE_MAPPING", Thing.ROLES),
			Map.entry("CLIENT_ROLE", Thing.ROLES), Map.entry("CLIENT_ROLE_MAPPING", Thing.ROLES),
			Map.entry("CLIENT", Thing.CLIENT), Map.entry("PROTOCOL_MAPPER", Thing.CLIENT),
			Map.entry("CLIENT_SCOPE", Thing.CLIENT), Map.entry("AUTH_FLOW", Thing.SIGN_IN),
			Map.entry("AUTH_EXECUTION", Thing.SIGN_IN), Map.entry("AUTH_EXECUTION_FLOW", Thing.SIGN_IN),
			Map.entry("AUTHENTICATOR_CONFIG", Thing.SIGN_IN), Map.entry("REQUIRED_ACTION", Thing.SIGN_IN),
			Map.entry("REQUIRED_ACTION_CONFIG", Thing.SIGN_IN), Map.entry("REALM", Thing.REALM));

	private static final Pattern ACCOUNT_PATH = Pattern
		.compile("users/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?");

	private final KeycloakRealm keycloak;

	private volatile @Nullable String ownSubject;

	KeycloakEvents(KeycloakRealm keycloak) {
		this.keycloak = keycloak;
	}

	/**
	 * One page of what happened from a moment on, by Keycloak's clock, oldest first;
	 * fewer than {@link #PAGE} are the last.
	 */
	@NotAudited("The watch writes each of them into the log.")
	public List<KeycloakEvent> page(Feed feed, Instant from, int page) {
		String since = Long.toString(from.toEpochMilli());
		return this.keycloak.ask((realm) -> switch (feed) {
			case USER -> realm
				.getEvents(List.copyOf(KINDS.keySet()), null, null, since, null, null, page * PAGE, PAGE, OLDEST_FIRST)
				.stream()
				.map(KeycloakEvents::event)
				.toList();
			case ADMIN -> {
				String own = ownSubject(realm);
				yield realm
					.getAdminEvents(null, null, null, null, null, null, null, since, null, page * PAGE, PAGE,
							OLDEST_FIRST)
					.stream()
					.map((event) -> event(event, own))
					.toList();
			}
		});
	}

	private String ownSubject(RealmResource realm) {
		String known = this.ownSubject;
		if (known == null) {
			known = realm.users()
				.searchByUsername(this.keycloak.ownAccount(), true)
				.stream()
				.map(UserRepresentation::getId)
				.findFirst()
				.orElseThrow(() -> new KeycloakUnavailable("Keycloak does not know Durumi's own account"));
			this.ownSubject = known;
		}
		return known;
	}

	private static KeycloakEvent event(EventRepresentation event) {
		Kind kind = KINDS.getOrDefault(event.getType(), Kind.REQUEST_REFUSED);
		return new KeycloakEvent(UUID.fromString(event.getId()), Instant.ofEpochMilli(event.getTime()), kind,
				KeycloakAccount.subject(event.getUserId()).orElse(null), null);
	}

	private static KeycloakEvent event(AdminEventRepresentation event, String own) {
		AuthDetailsRepresentation who = event.getAuthDetails();
		Kind kind = (who != null && own.equals(who.getUserId())) ? Kind.CHANGED_BY_DURUMI : Kind.CHANGED_BY_OTHERS;
		String path = event.getResourcePath();
		Matcher account = ACCOUNT_PATH.matcher((path != null) ? path : "");
		return new KeycloakEvent(UUID.fromString(event.getId()), Instant.ofEpochMilli(event.getTime()), kind,
				account.matches() ? KeycloakAccount.subject(account.group(1)).orElse(null) : null,
				THINGS.getOrDefault(event.getResourceType(), Thing.OTHER));
	}

}
