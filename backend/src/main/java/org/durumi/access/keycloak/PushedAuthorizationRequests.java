package org.durumi.access.keycloak;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.durumi.actor.ActorPrincipal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Pushed authorization requests (RFC 9126), which Spring Security does not have: the
 * parameters go to Keycloak from the server, the browser carries a reference only, so
 * nobody between can alter what is asked for.
 * <p>
 * Not guaranteed: that Keycloak honours a wish for a second factor. Whoever needs one
 * reads the level from the ID token afterwards.
 */
final class PushedAuthorizationRequests implements OAuth2AuthorizationRequestResolver {

	private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {
	};

	private final ClientRegistrationRepository registrations;

	private final DefaultOAuth2AuthorizationRequestResolver delegate;

	private final RestClient http;

	PushedAuthorizationRequests(ClientRegistrationRepository registrations, RestClient http) {
		this.registrations = registrations;
		this.delegate = new DefaultOAuth2AuthorizationRequestResolver(registrations, KeycloakSignIn.AUTHORIZATION_PATH);
		this.http = http;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
		return push(this.delegate.resolve(request), request);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
		return push(this.delegate.resolve(request, registrationId), request);
	}

	private @Nullable OAuth2AuthorizationRequest push(@Nullable OAuth2AuthorizationRequest plain,
			HttpServletRequest request) {
		if (plain == null) {
			return null;
		}
		ClientRegistration client = this.registrations.findByRegistrationId(KeycloakSignIn.REGISTRATION);
		if (client == null || !(client.getProviderDetails()
			.getConfigurationMetadata()
			.get("pushed_authorization_request_endpoint") instanceof String endpoint)) {
			throw new KeycloakUnavailable("the identity provider offers no pushed authorization requests");
		}
		String reference = push(endpoint, client, parameters(plain, request));
		String address = UriComponentsBuilder.fromUriString(plain.getAuthorizationUri())
			.queryParam("client_id", "{client}")
			.queryParam("request_uri", "{reference}")
			.encode()
			.buildAndExpand(client.getClientId(), reference)
			.toUriString();
		return OAuth2AuthorizationRequest.from(plain).authorizationRequestUri(address).build();
	}

	private String push(String endpoint, ClientRegistration client, MultiValueMap<String, String> form) {
		try {
			Map<String, Object> answer = this.http.post()
				.uri(endpoint)
				.headers((headers) -> headers.setBasicAuth(client.getClientId(), client.getClientSecret()))
				.contentType(MediaType.APPLICATION_FORM_URLENCODED)
				.body(form)
				.retrieve()
				.body(JSON);
			if (answer != null && answer.get("request_uri") instanceof String reference) {
				return reference;
			}
		}
		catch (RestClientException ex) {
			throw new KeycloakUnavailable("the identity provider did not take the pushed request", ex);
		}
		throw new KeycloakUnavailable("the identity provider gave no reference for the pushed request");
	}

	private static MultiValueMap<String, String> parameters(OAuth2AuthorizationRequest plain,
			HttpServletRequest request) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		UriComponentsBuilder.fromUriString(plain.getAuthorizationRequestUri())
			.build()
			.getQueryParams()
			.forEach((name, values) -> values
				.forEach((value) -> form.add(name, URLDecoder.decode(value, StandardCharsets.UTF_8))));
		if ("aal2".equals(request.getParameter("step"))) {
			form.set("acr_values", "aal2");
		}
		if (request.getParameter("again") != null || asksForPassword(request.getSession(false))) {
			form.set("prompt", "login");
		}
		return form;
	}

	private static boolean asksForPassword(@Nullable HttpSession session) {
		return session != null && session.getAttribute(KeycloakSignIn.PASSWORD_ANEW) != null && !isSignedIn();
	}

	/** Then she has typed it in this session, and a step-up asks for what it takes. */
	private static boolean isSignedIn() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication != null && authentication.getPrincipal() instanceof ActorPrincipal;
	}

}
