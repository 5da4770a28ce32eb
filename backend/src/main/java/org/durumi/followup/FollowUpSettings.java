package org.durumi.followup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long silence may last.
 *
 * @param silentAfterDays days without a contact after which a case is silent
 */
@ConfigurationProperties("durumi.follow-up")
record FollowUpSettings(@DefaultValue("90") int silentAfterDays) {

	FollowUpSettings {
		if (silentAfterDays < 1) {
			throw new IllegalArgumentException("durumi.follow-up.silent-after-days is at least 1");
		}
	}

}
