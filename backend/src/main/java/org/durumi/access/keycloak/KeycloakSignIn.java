package org.durumi.access.keycloak;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The beans of sign-in by Keycloak, imported by whatever has a sign-in: a backend without
 * screens starts without them. Every call to Keycloak ends after
 * {@link OidcProperties#timeout}, and the application starts while Keycloak is down.
 */
@EnableConfigurationProperties(OidcProperties.class)
public class KeycloakSignIn {

	/** The name of the one client registration, part of its paths. */
	public static final String REGISTRATION = "keycloak";

	/** Where sign-in begins, followed by the registration's name. */
	public static final String AUTHORIZATION_PATH = "/oauth2/authorization";

	/**
	 * The session's attribute, of any value, by which a sign-in within it asks for the
	 * password, whoever Keycloak still knows.
	 */
	public static final String PASSWORD_ANEW = KeycloakSignIn.class.getName() + ".passwordAnew";

	private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {
	};

	@Bean
	ClientRegistrationRepository clientRegistrations(OidcProperties properties) {
		return new SupplierClientRegistrationRepository(
				() -> new InMemoryClientRegistrationRepository(discover(properties)));
	}

	@Bean
	OAuth2AuthorizationRequestResolver pushedAuthorizationRequests(ClientRegistrationRepository registrations,
			OidcProperties properties) {
		return new PushedAuthorizationRequests(registrations, http(properties).build());
	}

	@Bean
	OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokenClient(OidcProperties properties) {
		RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
		client.setRestClient(
				http(properties)
					.configureMessageConverters((converters) -> converters.registerDefaults()
						.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
					.build());
		return (request) -> withIdToken(client.getTokenResponse(request));
	}

	/** Spring takes an empty ID token for a fault of its own. */
	private static OAuth2AccessTokenResponse withIdToken(OAuth2AccessTokenResponse answer) {
		if (answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String token
				&& !token.isBlank()) {
			return answer;
		}
		throw new OAuth2AuthorizationException(new OAuth2Error("invalid_id_token"));
	}

	@Bean
	KeycloakSessions keycloakSessions(ClientRegistrationRepository registrations, OidcProperties properties) {
		return new KeycloakSessions(registrations, http(properties).build());
	}

	@Bean
	KeycloakHealth keycloakHealth(ClientRegistrationRepository registrations, OidcProperties properties) {
		return new KeycloakHealth(registrations, http(properties).build());
	}

	private static ClientRegistration discover(OidcProperties properties) {
		try {
			Map<String, Object> metadata = http(properties).build()
				.get()
				.uri(properties.issuer() + "/.well-known/openid-configuration")
				.retrieve()
				.body(JSON);
			if (metadata == null || !properties.issuer().toString().equals(metadata.get("issuer"))) {
				throw new KeycloakUnavailable("the identity provider calls itself by another name");
			}
			return ClientRegistrations.fromOidcConfiguration(Objects.requireNonNull(metadata))
				.registrationId(REGISTRATION)
				.clientId(properties.clientId())
				.clientSecret(properties.clientSecret())
				.scope("openid", "profile")
				.build();
		}
		catch (RestClientException ex) {
			throw new KeycloakUnavailable("the identity provider does not answer", ex);
		}
	}

	private static RestClient.Builder http(OidcProperties properties) {
		HttpClient client = HttpClient.newBuilder().connectTimeout(properties.timeout()).build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
		requests.setReadTimeout(properties.timeout());
		return RestClient.builder().requestFactory(requests);
	}

}
