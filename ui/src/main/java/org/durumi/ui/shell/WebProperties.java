package org.durumi.ui.shell;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Durumi meets browsers.
 *
 * @param tls whether browsers reach Durumi by HTTPS, directly or through a proxy
 * @param idle how long a session lives without an act of the person
 * @param absolute how long a session lives at all
 * @param warning how long before its end a session's person is told
 * @param quickExit where quick exit leads: a page that nobody wonders about
 */
@ConfigurationProperties("durumi.web")
record WebProperties(@DefaultValue("false") boolean tls, @DefaultValue("15m") Duration idle,
		@DefaultValue("8h") Duration absolute, @DefaultValue("2m") Duration warning,
		@DefaultValue("https://www.wikipedia.org/") URI quickExit) {

	WebProperties {
		if (!idle.isPositive() || !absolute.isPositive()) {
			throw new IllegalArgumentException("durumi.web.idle and durumi.web.absolute are longer than nothing");
		}
		if (!warning.isPositive() || warning.compareTo(idle) >= 0 || warning.compareTo(absolute) >= 0) {
			throw new IllegalArgumentException("durumi.web.warning is shorter than idle and absolute");
		}
		if (!"https".equals(quickExit.getScheme())) {
			throw new IllegalArgumentException("durumi.web.quick-exit is an https address");
		}
	}

	/**
	 * The session cookie's name. With TLS the browser itself refuses one from elsewhere.
	 */
	String cookieName() {
		return this.tls ? "__Host-durumi" : "durumi";
	}

}
