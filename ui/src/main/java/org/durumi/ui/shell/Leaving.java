package org.durumi.ui.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.durumi.access.keycloak.KeycloakSessions;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.jspecify.annotations.Nullable;
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
 * her. The mark stays until she has done so: a session that is only begun may be lost, to
 * an answer that a page of hers was still waiting for.
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
		return request.getRequestURI().equals("/" + Routes.QUICK_EXIT);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (hasTypedHerPassword(request)) {
			if (wantsPage(request)) {
				forget(request, response);
			}
		}
		else if (isMarked(request)) {
			endSession(request);
			if (wantsPage(request)) {
				request.getSession().setAttribute(KeycloakSignIn.PASSWORD_ANEW, true);
			}
		}
		chain.doFilter(request, response);
	}

	/**
	 * The password is asked of whoever sits at this browser next, whoever Keycloak still
	 * knows.
	 */
	static void askForPassword(HttpServletRequest page, HttpServletResponse response, WebProperties properties) {
		page.getSession().setAttribute(KeycloakSignIn.PASSWORD_ANEW, true);
		response.addHeader(HttpHeaders.SET_COOKIE, mark(properties).build().toString());
	}

	private void forget(HttpServletRequest page, HttpServletResponse response) {
		page.getSession().removeAttribute(KeycloakSignIn.PASSWORD_ANEW);
		response.addHeader(HttpHeaders.SET_COOKIE, mark(this.properties).maxAge(Duration.ZERO).build().toString());
	}

	private static ResponseCookie.ResponseCookieBuilder mark(WebProperties properties) {
		return ResponseCookie.from(MARK, "1").path("/").sameSite("Lax").secure(properties.tls());
	}

	/** In this session, which asked her to. */
	private static boolean hasTypedHerPassword(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return person() != null && session != null && session.getAttribute(KeycloakSignIn.PASSWORD_ANEW) != null;
	}

	private static @Nullable OidcUser person() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof OidcUser user) ? user : null;
	}

	/** First the session here, then the one at Keycloak; one of nobody's stays. */
	void endSession(HttpServletRequest request) {
		OidcUser user = person();
		HttpSession session = request.getSession(false);
		if (user == null || session == null) {
			return;
		}
		session.invalidate();
		SecurityContextHolder.clearContext();
		this.keycloak.end(user.getIdToken());
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
