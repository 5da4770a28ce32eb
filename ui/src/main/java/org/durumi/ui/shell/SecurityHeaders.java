package org.durumi.ui.shell;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * The headers of every answer. The page's own policy, with its nonce, replaces the one
 * given here, which is for everything that is not a page.
 */
final class SecurityHeaders {

	static final String NO_PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
			+ "form-action 'self'; frame-ancestors 'none'";

	private static final String NO_FEATURES = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
			+ "display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
			+ "usb=(), xr-spatial-tracking=()";

	private SecurityHeaders() {
	}

	static void apply(HeadersConfigurer<HttpSecurity> headers, boolean tls) {
		headers.frameOptions((frame) -> frame.deny());
		headers.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER));
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(NO_PAGE_POLICY));
		headers.permissionsPolicyHeader((permissions) -> permissions.policy(NO_FEATURES));
		headers.crossOriginOpenerPolicy((opener) -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
		headers.crossOriginResourcePolicy((resource) -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
		if (tls) {
			headers.httpStrictTransportSecurity((strict) -> strict.requestMatcher((request) -> true)
				.includeSubDomains(true)
				.maxAgeInSeconds(63_072_000));
		}
		// written late, they never reach Vaadin's page
		headers.withObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
			@Override
			public <O extends HeaderWriterFilter> O postProcess(O filter) {
				filter.setShouldWriteHeadersEagerly(true);
				return filter;
			}
		});
	}

	/**
	 * Empties the browser's cache and stores for Durumi. Cookies stay: the session's is
	 * worthless by then, the others hold the language.
	 */
	static LogoutHandler clearSiteData() {
		return new HeaderWriterLogoutHandler(new StaticHeadersWriter("Clear-Site-Data", "\"cache\", \"storage\""));
	}

}
