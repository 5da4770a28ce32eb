package org.durumi.handoffs;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.durumi.partners.NoticeAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How partners are told by mail. The server is {@code spring.mail.host}; without it no
 * mail is sent.
 *
 * @param from the address that mails come from; needed where there is a server
 * @param portal where partners sign in, if the mails shall say so; whoever reads a mail
 * learns it
 * @param requireTls whether nothing is sent before the connection is encrypted
 * @param pause how long after a first failure it is tried again; twice as long after each
 * further one, six hours at most
 */
@Validated
@ConfigurationProperties("durumi.mail")
record MailSettings(@Nullable String from, @Nullable URI portal, @DefaultValue("true") boolean requireTls,
		@NotNull @DefaultValue("2m") Duration pause) {

	private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

	MailSettings {
		if (from != null && !NoticeAddress.isAddress(from)) {
			throw new IllegalArgumentException("durumi.mail.from is one bare mail address");
		}
		if (portal != null && (!"https".equals(portal.getScheme()) || portal.getRawQuery() != null)) {
			throw new IllegalArgumentException("durumi.mail.portal is an https address without a query");
		}
		if (!pause.isPositive()) {
			throw new IllegalArgumentException("durumi.mail.pause is longer than nothing");
		}
	}

	/** How long to wait after so many tries. */
	Duration pauseAfter(int tries) {
		Duration grown = this.pause.multipliedBy(1L << Math.min(tries - 1, 16));
		return (grown.compareTo(LONGEST_PAUSE) < 0) ? grown : LONGEST_PAUSE;
	}

}
