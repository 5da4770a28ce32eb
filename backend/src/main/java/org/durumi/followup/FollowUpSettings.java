package org.durumi.followup;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long silence may last, and when what ends is asked for again.
 *
 * @param silentAfterDays days without a contact after which a case is silent
 * @param consentDays how many days before a consent ends she is to be asked again, each
 * time a task
 */
@ConfigurationProperties("durumi.follow-up")
record FollowUpSettings(@DefaultValue("90") int silentAfterDays, @DefaultValue( {
		"30", "7" }) List<Integer> consentDays){

	private static final int MOST_DAYS = 365;

	FollowUpSettings {
		if (silentAfterDays < 1) {
			throw new IllegalArgumentException("durumi.follow-up.silent-after-days is at least 1");
		}
		consentDays = List.copyOf(consentDays);
		if (consentDays.isEmpty() || consentDays.stream().anyMatch((days) -> days < 0 || days > MOST_DAYS)) {
			throw new IllegalArgumentException("durumi.follow-up.consent-days are from 0 to " + MOST_DAYS);
		}
	}

}
