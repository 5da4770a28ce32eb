package org.durumi.api;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of what machines reach.
 *
 * @param audience which a token must have been given for
 * @param requestsAMinute of one client, let in or not, and of one address without a token
 * that counts; as many may come at once
 * @param body the longest that is read
 * @param keys where Keycloak's keys are fetched, where that is not the issuer's own
 * address
 */
@ConfigurationProperties("durumi.api")
record ApiSettings(@DefaultValue("durumi-api") String audience, @DefaultValue("120") int requestsAMinute,
		@DefaultValue("64KB") DataSize body, @Nullable URI keys) {

	ApiSettings {
		if (audience.isBlank() || requestsAMinute < 1 || body.toBytes() < 1024) {
			throw new IllegalArgumentException(
					"durumi.api takes an audience, at least one request a minute, and bodies from 1 KB on");
		}
	}

}
