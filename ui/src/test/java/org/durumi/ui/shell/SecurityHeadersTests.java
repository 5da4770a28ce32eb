package org.durumi.ui.shell;

import java.net.URI;
import java.time.Duration;

import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/** What changes where browsers reach Durumi by HTTPS, which the browser tests do not. */
class SecurityHeadersTests {

	@Test
	void withTlsABrowserIsToldToComeByTlsForTwoYears() {
		assertThat(answer(Tls.class).getHeader("Strict-Transport-Security"))
			.isEqualTo("max-age=63072000 ; includeSubDomains");
	}

	@Test
	void withoutTlsItIsNotToldSo() {
		assertThat(answer(Plain.class).getHeader("Strict-Transport-Security")).isNull();
	}

	@ParameterizedTest
	@ValueSource(classes = { Tls.class, Plain.class })
	void whatIsNoPageMayDoNothing(Class<?> configuration) {
		MockHttpServletResponse answer = answer(configuration);

		assertThat(answer.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
		assertThat(answer.getHeader("Permissions-Policy")).contains("camera=()", "geolocation=()", "microphone=()");
		assertThat(answer.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(answer.getHeader("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
		assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(answer.getHeader("Cache-Control")).contains("no-store");
	}

	@Test
	void withTlsTheCookieIsOneThatNoOtherHostCanSet() {
		var cookie = cookie(true);

		assertThat(cookie.getName()).isEqualTo("__Host-durumi");
		assertThat(cookie.getSecure()).isTrue();
		assertThat(cookie.getPath()).isEqualTo("/");
		assertThat(cookie.getDomain()).isNull();
		assertThat(cookie.getHttpOnly()).isTrue();
		assertThat(cookie.getSameSite()).isEqualTo(SameSite.LAX);
	}

	@Test
	void withoutTlsItHasAnotherNameSinceABrowserWouldRefuseThatOne() {
		assertThat(cookie(false).getName()).isEqualTo("durumi");
		assertThat(cookie(false).getSecure()).isFalse();
	}

	private static org.springframework.boot.web.server.Cookie cookie(boolean tls) {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
		new SessionCookie(new WebProperties(tls, Duration.ofMinutes(15), Duration.ofHours(8), Duration.ofMinutes(2),
				URI.create("https://neutral.example/")))
			.customize(factory);
		return factory.getSettings().getSession().getCookie();
	}

	private static MockHttpServletResponse answer(Class<?> configuration) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		new WebApplicationContextRunner().withUserConfiguration(configuration)
			.run((context) -> context.getBean("springSecurityFilterChain", Filter.class)
				.doFilter(new MockHttpServletRequest("GET", "/anything"), response, new MockFilterChain()));
		return response;
	}

	@EnableWebSecurity
	static class Tls {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.headers((headers) -> SecurityHeaders.apply(headers, true)).build();
		}

	}

	@EnableWebSecurity
	static class Plain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.headers((headers) -> SecurityHeaders.apply(headers, false)).build();
		}

	}

}
