package org.durumi.ui.shell;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import jakarta.servlet.http.HttpSession;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

class SessionLimitsTests {

	private static final String POLL = "{\"csrfToken\":\"x\",\"rpc\":[{\"type\":\"event\",\"node\":1,\"event\":\"ui-poll\",\"data\":{}}],"
			+ "\"syncId\":3,\"clientId\":2}";

	private final MockHttpSession session = new MockHttpSession();

	private Instant created = Instant.EPOCH;

	@BeforeEach
	void begin() {
		this.created = Instant.ofEpochMilli(this.session.getCreationTime());
	}

	@Test
	void keepsASessionThatActs() throws Exception {
		for (int minute = 0; minute < 60; minute += 14) {
			request("uidl", Duration.ofMinutes(minute));
		}

		assertThat(this.session.isInvalid()).isFalse();
	}

	@Test
	void endsASessionThatIsIdle() throws Exception {
		request("uidl", Duration.ofMinutes(1));
		request("uidl", Duration.ofMinutes(17));

		assertThat(this.session.isInvalid()).isTrue();
	}

	@Test
	void heartbeatsKeepNothingAlive() throws Exception {
		for (int minute = 0; minute <= 16; minute++) {
			if (!this.session.isInvalid()) {
				request("heartbeat", Duration.ofMinutes(minute));
			}
		}

		assertThat(this.session.isInvalid()).isTrue();
	}

	@Test
	void aPageThatOnlyAsksEveryFewSecondsIsIdle() throws Exception {
		for (int minute = 0; minute <= 16; minute++) {
			if (!this.session.isInvalid()) {
				call(Duration.ofMinutes(minute), POLL);
			}
		}

		assertThat(this.session.isInvalid()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"rpc\":[{\"type\":\"event\",\"node\":1,\"event\":\"ui-poll\",\"data\":{}},{\"type\":\"event\",\"node\":9,\"event\":\"click\",\"data\":{}}]}",
			"{\"rpc\":[{\"type\":\"event\",\"node\":9,\"event\":\"click\",\"data\":{\"x\":\"\\\"event\\\":\\\"ui-poll\\\"\"}}]}",
			"no json", "" })
	void aCallThatDoesMoreThanAskIsAnAct(String body) throws Exception {
		for (int minute = 0; minute <= 28; minute += 14) {
			call(Duration.ofMinutes(minute), body);
		}

		assertThat(this.session.isInvalid()).isFalse();
	}

	@Test
	void endsEvenABusySessionAfterEightHours() throws Exception {
		for (int minute = 0; minute <= 480; minute += 10) {
			request("uidl", Duration.ofMinutes(minute));
		}
		assertThat(this.session.isInvalid()).isFalse();

		request("uidl", Duration.ofMinutes(481));

		assertThat(this.session.isInvalid()).isTrue();
	}

	@Test
	void whoseSessionIsOverShowsAnewWhoSheIs() throws Exception {
		MockHttpServletRequest page = page();
		page.setSession(this.session);
		limits(Duration.ofMinutes(16)).doFilter(page, new MockHttpServletResponse(), new MockFilterChain());
		assertThat(this.session.isInvalid()).isTrue();
		assertThat(asksForPassword(page)).isTrue();
	}

	@Test
	void whoseSessionWasEndedElsewhereShowsAnewWhoSheIs() throws Exception {
		MockHttpServletRequest page = page();
		page.setRequestedSessionId("one that is no more");
		limits(Duration.ZERO).doFilter(page, new MockHttpServletResponse(), new MockFilterChain());
		assertThat(asksForPassword(page)).isTrue();
	}

	@Test
	void whoComesForTheFirstTimeIsAskedByKeycloakAlone() throws Exception {
		MockHttpServletRequest page = page();
		limits(Duration.ZERO).doFilter(page, new MockHttpServletResponse(), new MockFilterChain());
		assertThat(page.getSession(false)).isNull();
	}

	@Test
	void theEndIsPutOffByActsButNotForGood() throws Exception {
		request("uidl", Duration.ofMinutes(10));
		assertThat(limits(Duration.ZERO).end(this.session))
			.contains(new SessionLimits.End(this.created.plus(Duration.ofMinutes(25)), false));
		for (int minute = 20; minute <= 470; minute += 10) {
			request("uidl", Duration.ofMinutes(minute));
		}
		assertThat(limits(Duration.ZERO).end(this.session))
			.contains(new SessionLimits.End(this.created.plus(Duration.ofHours(8)), true));
		this.session.invalidate();
		assertThat(limits(Duration.ZERO).end(this.session)).isEmpty();
	}

	private static MockHttpServletRequest page() {
		MockHttpServletRequest page = new MockHttpServletRequest("GET", "/my-day");
		page.addHeader("Accept", "text/html");
		return page;
	}

	private static boolean asksForPassword(MockHttpServletRequest page) {
		HttpSession fresh = page.getSession(false);
		return fresh != null && Boolean.TRUE.equals(fresh.getAttribute(KeycloakSignIn.PASSWORD_ANEW));
	}

	private void call(Duration later, String body) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
		request.setSession(this.session);
		request.setParameter("v-r", "uidl");
		request.setContentType("application/json");
		request.setContent(body.getBytes(StandardCharsets.UTF_8));
		limits(later).doFilter(request, new MockHttpServletResponse(),
				(read, answer) -> assertThat(read.getReader().lines().toList()).isEqualTo(body.lines().toList()));
	}

	private void request(String kind, Duration later) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
		request.setSession(this.session);
		request.setParameter("v-r", kind);
		limits(later).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
	}

	private SessionLimits limits(Duration later) {
		WebProperties properties = new WebProperties(false, Duration.ofMinutes(15), Duration.ofHours(8),
				Duration.ofMinutes(2), URI.create("https://www.wikipedia.org/"));
		Clock clock = Clock.fixed(this.created.plus(later), ZoneOffset.UTC);
		return new SessionLimits(clock, properties);
	}

}
