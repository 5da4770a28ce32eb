package org.durumi.access.keycloak;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Ends a person's single sign-on session at Keycloak from the server, without her
 * browser.
 * <p>
 * Guaranteed: the attempt never throws, since whoever leaves in haste must not see an
 * error. Not guaranteed: that it succeeds while Keycloak is down; its own idle limit then
 * ends the session.
 */
public final class KeycloakSessions {

	private static final Logger logger = LoggerFactory.getLogger(KeycloakSessions.class);

	private final ClientRegistrationRepository registrations;

	private final RestClient http;

	KeycloakSessions(ClientRegistrationRepository registrations, RestClient http) {
		this.registrations = registrations;
		this.http = http;
	}

	/** Ends the session that the token was given in. */
	public void end(OidcIdToken token) {
		try {
			ClientRegistration client = this.registrations.findByRegistrationId(KeycloakSignIn.REGISTRATION);
			if (client != null && client.getProviderDetails()
				.getConfigurationMetadata()
				.get("end_session_endpoint") instanceof String endpoint) {
				MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
				form.set("id_token_hint", token.getTokenValue());
				form.set("client_id", client.getClientId());
				this.http.post().uri(endpoint).body(form).retrieve().toBodilessEntity();
			}
		}
		catch (RestClientException | KeycloakUnavailable ex) {
			logger.warn("event=keycloak_session_not_ended cause={}", ex.getClass().getSimpleName());
		}
	}

}
