package org.durumi.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the past to invent.
 *
 * @param cases how many cases a start makes sure of; 0 for none
 * @param seed the same seed makes the same cases
 */
@ConfigurationProperties("durumi.sample-data")
record SampleSettings(@DefaultValue("0") int cases, @DefaultValue("20261123") long seed) {
}
