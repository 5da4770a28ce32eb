package org.durumi.inbound;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A referral to us as everybody sees it who may know of it: its course and its times, and
 * nothing of hers.
 *
 * @param partner who hands her to us
 * @param decideBy until when it waits for us
 * @param declined why we did not take her, if we did not
 * @param decidedAt when it was accepted, declined, withdrawn, or too old
 */
public record Referral(UUID id, UUID partner, Instant receivedAt, Instant decideBy, Urgency urgency,
		ReferralState state, @Nullable NotTaken declined, @Nullable Instant decidedAt) {

	/** Whether it may still be decided. */
	public boolean isWaiting(Instant now) {
		return this.state == ReferralState.RECEIVED && this.decideBy.isAfter(now);
	}

}
