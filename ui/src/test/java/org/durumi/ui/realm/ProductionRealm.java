package org.durumi.ui.realm;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.core.Response;
import org.durumi.local.LocalKeycloak;
import org.durumi.ui.RunningServers;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

import static org.assertj.core.api.Assertions.assertThat;

/** A real Keycloak with {@code deploy/keycloak/realm.json}, shared by these tests. */
final class ProductionRealm {

	static final String PASSWORD = "words-of-her-own-42";

	static final String ADMINISTRATOR = "first.admin";

	private static final RunningServers SERVERS = new RunningServers(LocalKeycloak.Realm.PRODUCTION);

	private ProductionRealm() {
	}

	static RunningServers servers() {
		// its first start brings the realm in
		SERVERS.keycloak().await(Duration.ofMinutes(6));
		return SERVERS;
	}

	/**
	 * Somebody with a password and an app of her own; what she signs in with is her
	 * username.
	 */
	static PhoneApp somebody(Keycloak administrator, String username) {
		String secret = UUID.randomUUID().toString().substring(0, 20);
		UserRepresentation user = new UserRepresentation();
		user.setUsername(username);
		user.setEnabled(true);
		user.setCredentials(List.of(password(PASSWORD), code(secret)));
		try (Response answer = administrator.realm("durumi").users().create(user)) {
			CreatedResponseUtil.getCreatedId(answer);
		}
		return new PhoneApp(secret);
	}

	/** The first administrator, made anew as the deployment's instructions say. */
	static void firstAdministrator(Keycloak administrator, UUID subject) {
		UserRepresentation user = new UserRepresentation();
		user.setId(subject.toString());
		user.setUsername(ADMINISTRATOR);
		user.setEnabled(true);
		user.setRealmRoles(List.of("admin"));
		user.setRequiredActions(List.of("webauthn-register"));
		user.setCredentials(List.of(password(PASSWORD)));
		PartialImportRepresentation people = new PartialImportRepresentation();
		people.setIfResourceExists("OVERWRITE");
		people.setUsers(List.of(user));
		try (Response answer = administrator.realm("durumi").partialImport(people)) {
			assertThat(answer.getStatus()).isEqualTo(200);
		}
	}

	private static CredentialRepresentation password(String value) {
		CredentialRepresentation password = new CredentialRepresentation();
		password.setType(CredentialRepresentation.PASSWORD);
		password.setValue(value);
		return password;
	}

	private static CredentialRepresentation code(String secret) {
		CredentialRepresentation code = new CredentialRepresentation();
		code.setType("otp");
		code.setSecretData("{\"value\":\"%s\"}".formatted(secret));
		code.setCredentialData(
				"{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
		return code;
	}

}
