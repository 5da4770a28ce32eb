package org.durumi.access.keycloak;

import java.util.Objects;

import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks whether Keycloak answers now. Its addresses are kept from the first answer, so
 * that knowing them says nothing.
 */
public final class KeycloakHealth {

	private final ClientRegistrationRepository registrations;

	private final RestClient http;

	KeycloakHealth(ClientRegistrationRepository registrations, RestClient http) {
		this.registrations = registrations;
		this.http = http;
	}

	/** Whether the realm gives its keys, asked within {@link OidcProperties#timeout}. */
	public boolean answers() {
		try {
			String keys = Objects.requireNonNull(this.registrations.findByRegistrationId(KeycloakSignIn.REGISTRATION))
				.getProviderDetails()
				.getJwkSetUri();
			this.http.get().uri(Objects.requireNonNull(keys)).retrieve().toBodilessEntity();
			return true;
		}
		catch (RestClientException | KeycloakUnavailable ex) {
			return false;
		}
	}

}
