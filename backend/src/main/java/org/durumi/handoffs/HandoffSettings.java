package org.durumi.handoffs;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The times of handoffs.
 *
 * @param collectWithin for how long a sealed package waits to be collected
 * @param readWithin for how long it can be read on screen, 14 days at most
 * @param escalateAfter how long after a reminder the supervisor is told
 * @param every how often what is due is looked for
 */
@Validated
@ConfigurationProperties("durumi.handoffs")
record HandoffSettings(@NotNull @DefaultValue("72h") Duration collectWithin,
		@NotNull @DefaultValue("14d") Duration readWithin, @NotNull @DefaultValue("24h") Duration escalateAfter,
		@NotNull @DefaultValue("2s") Duration every) {

	HandoffSettings {
		if (collectWithin.compareTo(Duration.ofHours(1)) < 0 || collectWithin.compareTo(readWithin) > 0) {
			throw new IllegalArgumentException(
					"durumi.handoffs.collect-within is between an hour and durumi.handoffs.read-within");
		}
		if (readWithin.compareTo(Duration.ofDays(14)) > 0) {
			throw new IllegalArgumentException("durumi.handoffs.read-within is 14 days at most");
		}
	}

}
