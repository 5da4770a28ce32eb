package org.durumi.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody stands in for a colleague who is away.
 *
 * @param absent who is away
 * @param until when it is over; no more part of it
 */
public record Deputyship(UUID id, UUID absent, UUID deputy, Instant begins, Instant until) {

	/** A moment of its last day, for those who read days. */
	public Instant last() {
		return this.until.minus(Duration.ofSeconds(1));
	}

	public boolean hasBegunAt(Instant now) {
		return !now.isBefore(this.begins);
	}

}
