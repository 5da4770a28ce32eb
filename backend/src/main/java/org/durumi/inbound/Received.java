package org.durumi.inbound;

import java.time.Instant;
import java.util.UUID;

/**
 * What a partner told of her before we knew her, opened in her case.
 *
 * @param partner who told it
 * @param receivedAt when it came to us
 * @param keptAt when it was taken into the case
 */
public record Received(UUID partner, Instant receivedAt, Instant keptAt, ReferralDraft told) {

	@Override
	public String toString() {
		return "[sealed]";
	}

}
