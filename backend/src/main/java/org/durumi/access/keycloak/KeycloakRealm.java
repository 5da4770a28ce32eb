package org.durumi.access.keycloak;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import org.durumi.audit.NotAudited;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The realm as Durumi's own client for accounts reaches it. Every call ends after
 * {@link OidcProperties#timeout}.
 */
@Component
class KeycloakRealm implements DisposableBean {

	private final Keycloak keycloak;

	private final Client http;

	private final String name;

	private final String clientId;

	KeycloakRealm(OidcProperties oidc, AccountsProperties accounts) {
		long millis = oidc.timeout().toMillis();
		this.http = ClientBuilder.newBuilder()
			.connectTimeout(millis, TimeUnit.MILLISECONDS)
			.readTimeout(millis, TimeUnit.MILLISECONDS)
			.build();
		URI issuer = oidc.issuer();
		String path = issuer.getPath();
		this.name = path.substring(path.lastIndexOf('/') + 1);
		this.clientId = accounts.clientId();
		this.keycloak = KeycloakBuilder.builder()
			.serverUrl(issuer.toString().substring(0, issuer.toString().indexOf("/realms/")))
			.realm(this.name)
			.clientId(this.clientId)
			.clientSecret(accounts.clientSecret())
			.grantType(OAuth2Constants.CLIENT_CREDENTIALS)
			.resteasyClient(this.http)
			.build();
	}

	/** The username of Durumi's own account there. */
	String ownAccount() {
		return "service-account-" + this.clientId;
	}

	/**
	 * Asks or tells it something.
	 * @throws KeycloakUnavailable if it did not answer, or not as it should
	 */
	<T> T ask(Function<RealmResource, T> question) {
		try {
			return question.apply(this.keycloak.realm(this.name));
		}
		catch (NotFoundException gone) {
			throw new KeycloakUnavailable("Keycloak knows no such account", gone);
		}
		catch (ProcessingException | WebApplicationException ex) {
			throw new KeycloakUnavailable("Keycloak did not do as it was asked", ex);
		}
	}

	@Override
	@NotAudited("Closes the connection.")
	public void destroy() {
		this.keycloak.close();
		this.http.close();
	}

}
