package org.durumi.api;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.durumi.inbound.Handed;
import org.durumi.inbound.NotTaken;
import org.durumi.inbound.Referral;
import org.durumi.inbound.ReferralState;
import org.durumi.inbound.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Whom a partner handed to us, as its machine is told: where it is, and nothing of her.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReferralLine(UUID id, ReferralState state, Urgency urgency, Instant receivedAt, Instant decideBy,
		@Nullable Instant decidedAt, @Nullable NotTaken declineCode, String reference) {

	static ReferralLine of(Handed handed) {
		Referral referral = handed.referral();
		return new ReferralLine(referral.id(), referral.state(), referral.urgency(), referral.receivedAt(),
				referral.decideBy(), referral.decidedAt(), referral.declined(), handed.reference());
	}

	@Override
	public String toString() {
		return "[referral]";
	}

}
