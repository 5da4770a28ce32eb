package org.durumi.access.keycloak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.durumi.actor.Role;
import org.durumi.audit.NotAudited;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The accounts that people sign in with: made, closed and reset at Keycloak. Who may ask
 * for that is decided elsewhere.
 * <p>
 * Every call ends after {@link OidcProperties#timeout}. An account says nothing about a
 * person but her username and roles; her name is Durumi's.
 */
@Component
public final class KeycloakAccounts {

	private static final String ITS_CALLER = "The act is its caller's event, and Keycloak's own event of it comes into the log.";

	private static final Logger LOGGER = LoggerFactory.getLogger(KeycloakAccounts.class);

	private static final String UPDATE_PASSWORD = "UPDATE_PASSWORD";

	private static final String CONFIGURE_TOTP = "CONFIGURE_TOTP";

	private static final String REGISTER_SECURITY_KEY = "webauthn-register";

	/** The realm asks them for a security key or passkey, and for nothing else. */
	private static final Set<Role> WITH_SECURITY_KEY = Set.of(Role.SUPERVISOR, Role.ADMIN);

	/** More than an organisation has; Keycloak gives 100 unless told otherwise. */
	private static final int MOST = 10_000;

	private static final int CONFLICT = 409;

	private static final int CREATED = 201;

	private final KeycloakRealm keycloak;

	private final boolean secondFactor;

	KeycloakAccounts(KeycloakRealm keycloak, AccountsProperties accounts) {
		this.keycloak = keycloak;
		this.secondFactor = accounts.secondFactor();
	}

	/** All accounts of people, by subject. */
	@NotAudited(ITS_CALLER)
	public Map<UUID, KeycloakAccount> all() {
		return asking(() -> {
			Map<UUID, Set<Role>> roles = new HashMap<>();
			for (Role role : Role.values()) {
				for (UserRepresentation user : realm().roles().get(name(role)).getUserMembers(0, MOST)) {
					KeycloakAccount.subject(user.getId())
						.ifPresent((subject) -> roles.computeIfAbsent(subject, (id) -> EnumSet.noneOf(Role.class))
							.add(role));
				}
			}
			Map<UUID, KeycloakAccount> accounts = new HashMap<>();
			for (UserRepresentation user : realm().users().list(0, MOST)) {
				if (user.getServiceAccountClientId() == null) {
					KeycloakAccount.subject(user.getId())
						.ifPresent((subject) -> accounts.put(subject,
								new KeycloakAccount(subject, user.getUsername(), Boolean.TRUE.equals(user.isEnabled()),
										roles.getOrDefault(subject, Set.of()), isPending(user))));
				}
			}
			return accounts;
		});
	}

	/**
	 * Makes an account that has to set a password of its own, and a second factor where
	 * one is required, at its first sign-in.
	 * @return its subject, or nothing if the username is taken
	 */
	@NotAudited(ITS_CALLER)
	public Optional<UUID> create(String username, Set<Role> roles, String oneTimePassword) {
		return asking(() -> {
			UserRepresentation user = new UserRepresentation();
			user.setUsername(username);
			user.setEnabled(true);
			user.setRequiredActions(required(roles));
			user.setCredentials(List.of(password(oneTimePassword)));
			try (Response answer = realm().users().create(user)) {
				if (answer.getStatus() == CONFLICT) {
					return Optional.empty();
				}
				if (answer.getStatus() != CREATED) {
					throw new WebApplicationException(answer.getStatus());
				}
				UUID id = UUID.fromString(CreatedResponseUtil.getCreatedId(answer));
				boolean whole = false;
				try {
					realm().users().get(id.toString()).roles().realmLevel().add(representations(roles));
					whole = true;
				}
				finally {
					// or its username would be taken when it is asked for again
					if (!whole) {
						remove(id);
					}
				}
				return Optional.of(id);
			}
		});
	}

	/** Whether there is an account of this username. */
	@NotAudited(ITS_CALLER)
	public boolean isTaken(String username) {
		return asking(() -> !realm().users().searchByUsername(username, true).isEmpty());
	}

	/** Removes an account that nobody has used yet. */
	@NotAudited(ITS_CALLER)
	public void remove(UUID subject) {
		asking(() -> {
			realm().users().delete(subject.toString()).close();
			return true;
		});
	}

	/** Lets nobody sign in with the account, and ends its sessions. */
	@NotAudited(ITS_CALLER)
	public void disable(UUID subject) {
		change(subject, (account, user) -> {
			user.setEnabled(false);
			account.update(user);
			account.logout();
		});
	}

	/** Lets her sign in again. */
	@NotAudited(ITS_CALLER)
	public void enable(UUID subject) {
		change(subject, (account, user) -> {
			user.setEnabled(true);
			account.update(user);
		});
	}

	/**
	 * Gives the account these roles of ours and no others. Broken off, it has too many
	 * rather than too few, and to do it once more completes it.
	 */
	@NotAudited(ITS_CALLER)
	public void changeRoles(UUID subject, Set<Role> roles) {
		change(subject, (account, user) -> {
			List<RoleRepresentation> wanted = representations(roles);
			List<RoleRepresentation> others = representations(EnumSet.complementOf(EnumSet.copyOf(roles)));
			account.roles().realmLevel().add(wanted);
			account.roles().realmLevel().remove(others);
		});
	}

	private List<RoleRepresentation> representations(Set<Role> roles) {
		return roles.stream().map((role) -> realm().roles().get(name(role)).toRepresentation()).toList();
	}

	/** Replaces the password by one that is good for one sign-in. */
	@NotAudited(ITS_CALLER)
	public void resetPassword(UUID subject, String oneTimePassword) {
		change(subject, (account, user) -> {
			account.resetPassword(password(oneTimePassword));
			require(account, user, UPDATE_PASSWORD);
		});
	}

	/**
	 * Removes whatever the account has beside its password, so that she sets up a second
	 * factor anew where one is required.
	 */
	@NotAudited(ITS_CALLER)
	public void resetFactors(UUID subject) {
		change(subject, (account, user) -> {
			for (CredentialRepresentation credential : account.credentials()) {
				if (!CredentialRepresentation.PASSWORD.equals(credential.getType())) {
					account.removeCredential(credential.getId());
				}
			}
			if (this.secondFactor) {
				require(account, user, factorOf(rolesOf(account)));
			}
		});
	}

	/**
	 * Ends the account's sessions at Keycloak. It tells Durumi before it answers, so
	 * whoever asks must hold no row of theirs. Not guaranteed: that it succeeds; what she
	 * showed before a reset lets nobody in either way.
	 */
	@NotAudited(ITS_CALLER)
	public void endSessions(UUID subject) {
		try {
			change(subject, (account, user) -> account.logout());
		}
		catch (KeycloakUnavailable away) {
			LOGGER.warn("event=keycloak_sessions_not_ended subject={}", subject);
		}
	}

	private static void require(UserResource account, UserRepresentation user, String action) {
		List<String> actions = new ArrayList<>(user.getRequiredActions());
		if (!actions.contains(action)) {
			actions.add(action);
		}
		user.setRequiredActions(actions);
		account.update(user);
	}

	private interface Change {

		void to(UserResource account, UserRepresentation user);

	}

	private void change(UUID subject, Change change) {
		UserResource account = realm().users().get(subject.toString());
		UserRepresentation user = asking(account::toRepresentation);
		try {
			asking(() -> {
				change.to(account, user);
				return true;
			});
		}
		catch (KeycloakUnavailable away) {
			throw KeycloakUnavailable.midway(away);
		}
	}

	private <T> T asking(Supplier<T> question) {
		return this.keycloak.ask((realm) -> question.get());
	}

	private RealmResource realm() {
		return this.keycloak.ask((realm) -> realm);
	}

	private List<String> required(Set<Role> roles) {
		return this.secondFactor ? List.of(UPDATE_PASSWORD, factorOf(roles)) : List.of(UPDATE_PASSWORD);
	}

	private static String factorOf(Set<Role> roles) {
		return Collections.disjoint(roles, WITH_SECURITY_KEY) ? CONFIGURE_TOTP : REGISTER_SECURITY_KEY;
	}

	private static Set<Role> rolesOf(UserResource account) {
		Set<String> names = account.roles()
			.realmLevel()
			.listAll()
			.stream()
			.map(RoleRepresentation::getName)
			.collect(Collectors.toSet());
		return Arrays.stream(Role.values()).filter((role) -> names.contains(name(role))).collect(Collectors.toSet());
	}

	private static boolean isPending(UserRepresentation user) {
		return user.getRequiredActions() != null && !user.getRequiredActions().isEmpty();
	}

	private static CredentialRepresentation password(String oneTimePassword) {
		CredentialRepresentation password = new CredentialRepresentation();
		password.setType(CredentialRepresentation.PASSWORD);
		password.setValue(oneTimePassword);
		password.setTemporary(true);
		return password;
	}

	private static String name(Role role) {
		return role.name().toLowerCase(Locale.ROOT);
	}

}
