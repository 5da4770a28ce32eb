package org.durumi.ui.shell;

import java.util.List;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import org.durumi.access.RefusedSignIns;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * Who gets through the door of the screens: sign-in and sign-out by OpenID Connect, the
 * session's limits, the headers. What a person may then do is decided behind it.
 * <p>
 * Any bean of type {@link LogoutHandler} runs at sign-out. Every end of a session,
 * however it comes, is a {@code SessionDestroyedEvent}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
@Import(KeycloakSignIn.class)
class WebSecurity {

	private static final String SIGN_IN = KeycloakSignIn.AUTHORIZATION_PATH + "/" + KeycloakSignIn.REGISTRATION;

	@Bean
	SecurityFilterChain screens(HttpSecurity http, OAuth2AuthorizationRequestResolver requests,
			OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens,
			OAuth2UserService<OidcUserRequest, OidcUser> users, SessionLimits limits, Leaving leaving,
			RefusedSignIns refused, OpenSessions sessions, SessionWatch watch, WebProperties properties,
			ObjectProvider<LogoutHandler> logoutHandlers) throws Exception {
		SignInFailure failure = new SignInFailure(refused);
		BackChannelLogout backChannel = new BackChannelLogout(sessions, watch);
		http.authorizeHttpRequests((authorize) -> authorize.dispatcherTypeMatchers(DispatcherType.ERROR)
			.permitAll()
			.requestMatchers(HttpMethod.GET, "/actuator/health", "/*.css", "/durumi.js", "/durumi.svg", "/favicon.ico",
					"/" + Routes.HANDOFF_KEY_FILE)
			.permitAll()
			.requestMatchers(HttpMethod.POST, "/" + Routes.QUICK_EXIT)
			.permitAll());
		http.requestCache((cache) -> cache.requestCache(savedRequests()));
		http.with(VaadinSecurityConfigurer.vaadin(), (vaadin) -> {
			vaadin.oauth2LoginPage(SIGN_IN, "{baseUrl}/" + Routes.SIGNED_OUT);
			vaadin.addLogoutHandler(SecurityHeaders.clearSiteData());
			logoutHandlers.orderedStream().forEach(vaadin::addLogoutHandler);
		});
		http.oauth2Login(
				(login) -> login.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(requests))
					.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(tokens))
					.userInfoEndpoint((endpoint) -> endpoint.oidcUserService(users))
					.failureHandler(failure)
					.addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
						@Override
						public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
							filter.setAuthenticationFailureHandler(failure);
							return filter;
						}
					}));
		http.oidcLogout((logout) -> logout.backChannel((channel) -> channel.logoutHandler(backChannel)));
		// the session cookie is SameSite=Lax, so another site's POST comes without it
		http.csrf((csrf) -> csrf.ignoringRequestMatchers("/" + Routes.QUICK_EXIT));
		http.headers((headers) -> SecurityHeaders.apply(headers, properties.tls()));
		http.addFilterBefore(limits, SecurityContextHolderFilter.class);
		http.addFilterAfter(leaving, SecurityContextHolderFilter.class);
		return http.build();
	}

	/** Remembers where a person wanted to go, without marking the address. */
	@SuppressWarnings("NullAway") // null switches the mark off; Spring's signature
									// forgets to say so
	private static HttpSessionRequestCache savedRequests() {
		HttpSessionRequestCache cache = new HttpSessionRequestCache();
		cache.setMatchingRequestParameterName(null);
		return cache;
	}

	/** Keeps nothing: sign-in itself writes each session down, for all nodes to see. */
	@Bean
	OidcSessionRegistry noSecondRegistry() {
		return new OidcSessionRegistry() {

			@Override
			public void saveSessionInformation(OidcSessionInformation information) {
				// access.web_session has it since she was let in
			}

			@Override
			public @Nullable OidcSessionInformation removeSessionInformation(String session) {
				return null;
			}

			@Override
			public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
				return List.of();
			}

		};
	}

	/** With the session, so that no token outlives it. */
	@Bean
	OAuth2AuthorizedClientRepository authorizedClients() {
		return new HttpSessionOAuth2AuthorizedClientRepository();
	}

}
