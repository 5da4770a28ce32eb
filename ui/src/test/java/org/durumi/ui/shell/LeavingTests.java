package org.durumi.ui.shell;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpSession;
import org.durumi.access.keycloak.KeycloakSessions;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class LeavingTests {

	private final KeycloakSessions keycloak = mock(KeycloakSessions.class);

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void whoLeftUnheardIsSignedOutHereAndAtKeycloakByHerNextPage() throws Exception {
		MockHttpSession session = new MockHttpSession();
		signIn();
		MockHttpServletRequest page = page(session, true);
		filter(page);

		assertThat(session.isInvalid()).isTrue();
		assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
		verify(this.keycloak).end(any());
		assertThat(asksForPassword(page.getSession(false))).isTrue();
	}

	@Test
	void theMarkStaysUntilSheHasTypedHerPassword() throws Exception {
		MockHttpServletRequest first = page(null, true);
		filter(first);
		assertThat(this.response.getHeaders("Set-Cookie")).isEmpty();

		// the session begun for her was replaced in the browser by another
		MockHttpServletRequest second = page(new MockHttpSession(), true);
		filter(second);
		assertThat(asksForPassword(second.getSession(false))).isTrue();

		signIn();
		filter(second);
		assertThat(this.response.getHeader("Set-Cookie")).contains("durumi-left=").contains("Max-Age=0");
		assertThat(asksForPassword(second.getSession(false))).isFalse();
		verify(this.keycloak, never()).end(any());
	}

	@Test
	void aSessionThatIsOnlyBegunStaysSoThatSheCanSignIn() throws Exception {
		MockHttpSession session = new MockHttpSession();
		MockHttpServletRequest callback = page(session, true);
		callback.setRequestURI("/login/oauth2/code/keycloak");
		filter(callback);

		assertThat(session.isInvalid()).isFalse();
	}

	@Test
	void whoSignedInAnewAndLeavesAgainIsSignedOut() throws Exception {
		MockHttpServletRequest page = page(null, true);
		filter(page);
		signIn();
		filter(page);
		MockHttpSession session = (MockHttpSession) Objects.requireNonNull(page.getSession(false));
		MockHttpServletRequest next = page(session, true);
		filter(next);

		assertThat(session.isInvalid()).isTrue();
	}

	@Test
	void nothingIsChangedForWhoDidNotLeave() throws Exception {
		MockHttpSession session = new MockHttpSession();
		signIn();
		filter(page(session, false));

		assertThat(session.isInvalid()).isFalse();
		assertThat(this.response.getHeaderNames()).isEmpty();
		verify(this.keycloak, never()).end(any());
	}

	private static void signIn() {
		OidcIdToken token = new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60),
				Map.of("sub", "somebody"));
		SecurityContextHolder.getContext()
			.setAuthentication(new TestingAuthenticationToken(new DefaultOidcUser(List.of(), token), null));
	}

	private static MockHttpServletRequest page(@Nullable HttpSession session, boolean marked) {
		MockHttpServletRequest page = new MockHttpServletRequest("GET", "/my-day");
		page.addHeader("Accept", "text/html");
		if (session != null) {
			page.setSession(session);
		}
		if (marked) {
			page.setCookies(new Cookie("durumi-left", "1"));
		}
		return page;
	}

	private static boolean asksForPassword(@Nullable HttpSession session) {
		return session != null && session.getAttribute(KeycloakSignIn.PASSWORD_ANEW) != null;
	}

	private void filter(MockHttpServletRequest request) throws Exception {
		WebProperties properties = new WebProperties(false, Duration.ofMinutes(15), Duration.ofHours(8),
				Duration.ofMinutes(2), URI.create("https://www.wikipedia.org/"));
		// the attribute by which a filter runs once a request
		request.clearAttributes();
		new Leaving(this.keycloak, properties).doFilter(request, this.response, new MockFilterChain());
	}

}
