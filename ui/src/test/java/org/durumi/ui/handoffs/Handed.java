package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.handoffs.OutcomeCode;
import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;

/** Handoffs in each state, for screens. */
public final class Handed {

	static final UUID ID = UUID.fromString("01940000-0000-7000-8000-00000000beef");

	static final UUID CLINIC = new UUID(0, 2);

	static final Instant NOW = Clock.systemUTC().instant();

	private static final Instant SOON = NOW.plus(Duration.ofHours(5));

	private Handed() {
	}

	public static Handoff at(HandoffState state) {
		return at(state, SOON, null);
	}

	/**
	 * A transfer that the partner had reported the end of, and whose case was taken back.
	 */
	static Handoff takenBack() {
		Handoff ended = at(HandoffState.COMPLETED);
		Handoff.Times times = ended.times();
		return new Handoff(ID, CLINIC, HandoffTemplate.CASE_TRANSFER, Language.KOREAN, HandoffState.COMPLETED, null,
				Set.of(), null, OutcomeCode.DONE,
				new Handoff.Times(times.asked(), times.approved(), times.sealed(), times.collectBy(), null, null,
						times.collected(), times.acknowledgeBy(), times.collected(), times.outcomeBy(),
						times.collected(), null, null, null, null, null, NOW),
				ended.sealed(), 1);
	}

	static Handoff at(HandoffState state, Instant by, Handoff.@Nullable Frozen frozen) {
		boolean sealed = state.compareTo(HandoffState.SEALED) >= 0;
		boolean collected = state.compareTo(HandoffState.COLLECTED) >= 0;
		Instant before = NOW.minus(Duration.ofHours(2));
		return new Handoff(ID, CLINIC, HandoffTemplate.MEDICAL_REFERRAL, Language.KOREAN, state, null,
				(frozen != null) ? Set.of(frozen) : Set.of(), null, null,
				new Handoff.Times(before, sealed ? before : null, sealed ? before : null, sealed ? by : null, null,
						null, collected ? before : null, collected ? by : null, null, by, null, null, null,
						(frozen != null) ? NOW : null, null, null, null),
				sealed ? new Handoff.Sealed(new UUID(0, 8), "00", 262_144) : null, 1);
	}

}
