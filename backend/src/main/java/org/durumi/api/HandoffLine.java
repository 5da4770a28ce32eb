package org.durumi.api;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.durumi.handoffs.DeclineCode;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffPurpose;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.handoffs.OutcomeCode;
import org.jspecify.annotations.Nullable;

/**
 * A handoff as a machine is told of it: its course and nothing of hers. That it was
 * stopped is said, why it was is not.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HandoffLine(UUID id, HandoffPurpose purpose, HandoffTemplate template, String language, HandoffState state,
		boolean suspended, Instant sealedAt, @Nullable Instant collectBy, @Nullable Instant collectedAt,
		@Nullable Instant acknowledgeBy, @Nullable Instant answeredAt, @Nullable DeclineCode declineCode,
		@Nullable Instant outcomeBy, @Nullable Instant completedAt, @Nullable OutcomeCode outcomeCode,
		@Nullable Instant recallDemandedAt, @Nullable Instant takenBackAt, @Nullable Instant endedAt, Sealed sealed) {

	/** The file, without its bytes. */
	record Sealed(String sha256, long length) {
	}

	static HandoffLine of(Handoff handoff) {
		Handoff.Times times = handoff.times();
		Handoff.Sealed sealed = Objects.requireNonNull(handoff.sealed());
		return new HandoffLine(handoff.id(), handoff.purpose(), handoff.template(), handoff.language().name(),
				handoff.state(), handoff.isFrozen(), Objects.requireNonNull(times.sealed()), times.collectBy(),
				times.collected(), times.acknowledgeBy(), times.answered(), handoff.declined(), times.outcomeBy(),
				times.completed(), handoff.outcome(), times.recallDemanded(), times.takenBack(), times.ended(),
				new Sealed(sealed.sha256(), sealed.length()));
	}

}
