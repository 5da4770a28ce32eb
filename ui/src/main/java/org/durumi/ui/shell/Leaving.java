package org.durumi.ui.shell;

import java.io.IOException;
import java.util.Arrays;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.durumi.access.keycloak.KeycloakSessions;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of whoever left by quick exit, even when the browser's message about
 * it is late or lost: leaving marks the browser, and whatever comes from a marked browser
 * comes without a session and signs in with her password, though Keycloak may still know
 * her.
 * <p>
 * Not guaranteed: anything against somebody who removes the mark while neither Durumi nor
 * Keycloak has heard that she left; their idle limits then end the sessions.
 */
@Component
class Leaving extends OncePerRequestFilter {

	/** Set by the page's script. */
	private static final String MARK = "durumi-left";

	private final KeycloakSessions keycloak;

	private final WebProperties properties;

	Leaving(KeycloakSessions keycloak, WebProperties properties) {
		this.keycloak = keycloak;
		this.properties = properties;
	}

	/** It runs inside the security chain, not a second time as a filter of its own. */
	@Bean
	static FilterRegistrationBean<Leaving> leavingOnlyInChain(Leaving leaving) {
		FilterRegistrationBean<Leaving> registration = new FilterRegistrationBean<>(leaving);
		registration.setEnabled(false);
		return registration;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().equals("/" + Routes.QUICK_EXIT) || !isMarked(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		endSession(request);
		if (wantsPage(request)) {
			request.getSession().setAttribute(KeycloakSignIn.PASSWORD_ANEW, true);
			response.addHeader(HttpHeaders.SET_COOKIE,
					ResponseCookie.from(MARK)
						.path("/")
						.maxAge(0)
						.sameSite("Lax")
						.secure(this.properties.tls())
						.build()
						.toString());
		}
		chain.doFilter(request, response);
	}

	/** First the session here, then the one at Keycloak. */
	void endSession(HttpServletRequest request) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
		SecurityContextHolder.clearContext();
		if (authentication != null && authentication.getPrincipal() instanceof OidcUser user) {
			this.keycloak.end(user.getIdToken());
		}
	}

	private static boolean isMarked(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		return cookies != null && Arrays.stream(cookies).anyMatch((cookie) -> cookie.getName().equals(MARK));
	}

	static boolean wantsPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return "GET".equals(request.getMethod()) && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
	}

}
