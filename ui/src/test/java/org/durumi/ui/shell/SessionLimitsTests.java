package org.durumi.ui.shell;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

class SessionLimitsTests {

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
	void endsEvenABusySessionAfterEightHours() throws Exception {
		for (int minute = 0; minute <= 480; minute += 10) {
			request("uidl", Duration.ofMinutes(minute));
		}
		assertThat(this.session.isInvalid()).isFalse();

		request("uidl", Duration.ofMinutes(481));

		assertThat(this.session.isInvalid()).isTrue();
	}

	private void request(String kind, Duration later) throws Exception {
		WebProperties properties = new WebProperties(false, Duration.ofMinutes(15), Duration.ofHours(8),
				URI.create("https://www.wikipedia.org/"));
		Clock clock = Clock.fixed(this.created.plus(later), ZoneOffset.UTC);
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
		request.setSession(this.session);
		request.setParameter("v-r", kind);
		new SessionLimits(clock, properties).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
	}

}
