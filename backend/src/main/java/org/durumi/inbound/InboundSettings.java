package org.durumi.inbound;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The times of what partners hand to us, and how many of one partner wait at once.
 *
 * @param decideWithin for how long a referral waits for us, 90 days at most; then what it
 * tells is destroyed
 * @param mostWaiting how many of one partner wait undecided at once, 200 at most
 * @param every how often what is too old is looked for
 */
@Validated
@ConfigurationProperties("durumi.inbound")
record InboundSettings(@NotNull @DefaultValue("30d") Duration decideWithin, @DefaultValue("50") int mostWaiting,
		@NotNull @DefaultValue("60s") Duration every) {

	InboundSettings {
		if (decideWithin.compareTo(Duration.ofHours(1)) < 0 || decideWithin.compareTo(Duration.ofDays(90)) > 0) {
			throw new IllegalArgumentException("durumi.inbound.decide-within is between an hour and 90 days");
		}
		if (mostWaiting < 1 || mostWaiting > 200) {
			throw new IllegalArgumentException("durumi.inbound.most-waiting is between 1 and 200");
		}
		if (every.compareTo(Duration.ofMillis(100)) < 0) {
			throw new IllegalArgumentException("durumi.inbound.every is 100 milliseconds at least");
		}
	}

}
