package org.durumi.sample;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the past to invent.
 *
 * @param cases how many cases a start makes sure of; 0 for none
 * @param seed the same seed makes the same cases
 * @param partnerKeyFile the clinic's key, for demos that hand over; absent for none
 */
@ConfigurationProperties("durumi.sample-data")
record SampleSettings(@DefaultValue("0") int cases, @DefaultValue("20261123") long seed,
		@Nullable Path partnerKeyFile) {
}
