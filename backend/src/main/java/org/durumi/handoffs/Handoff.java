package org.durumi.handoffs;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;

/**
 * One handoff as lists and its own timeline show it: its course and its times, and
 * nothing of hers.
 *
 * @param waitsFor why it is not sealed although it was agreed to
 * @param frozen all that it goes nowhere for, which no partner is told
 * @param version what a step names, so that two do not cross
 */
public record Handoff(UUID id, UUID partner, HandoffTemplate template, Language language, HandoffState state,
		@Nullable WaitsFor waitsFor, Set<Frozen> frozen, @Nullable DeclineCode declined, @Nullable OutcomeCode outcome,
		Times times, @Nullable Sealed sealed, int version) {

	public Handoff {
		frozen = Set.copyOf(frozen);
	}

	/**
	 * When it came where, and until when what is owed.
	 *
	 * @param packageGone from when on its file is no longer kept
	 * @param copyGone from when on it can no longer be read on screen, unless that ended
	 * with it
	 * @param takenBack when the case was taken back after its outcome was reported
	 */
	public record Times(@Nullable Instant asked, @Nullable Instant approved, @Nullable Instant sealed,
			@Nullable Instant collectBy, @Nullable Instant packageGone, @Nullable Instant copyGone,
			@Nullable Instant collected, @Nullable Instant acknowledgeBy, @Nullable Instant answered,
			@Nullable Instant outcomeBy, @Nullable Instant completed, @Nullable Instant recallDemanded,
			@Nullable Instant ended, @Nullable Instant frozen, @Nullable Instant chased, @Nullable Instant escalated,
			@Nullable Instant takenBack) {
	}

	/**
	 * The file, without its bytes.
	 *
	 * @param key of the partner's that it was sealed to
	 */
	public record Sealed(UUID key, String sha256, long length) {
	}

	/** What is missing. */
	public enum WaitsFor {

		/** Nothing may be handed to the partner at present. */
		PARTNER,
		/** The partner has no key that two people have compared, or it has expired. */
		PARTNER_KEY,
		/** We have no key to sign with, or it has expired. */
		OUR_KEY,
		/** No checkpoint of the log covers the approval. */
		CHECKPOINT,
		/** What lies ready is not what was agreed to. */
		CONTENT,
		/** Her consent, as it was agreed on, has ended by its date. */
		CONSENT

	}

	/** Why it was stopped. */
	public enum Frozen {

		/** She withdrew her consent, or narrowed it. */
		CONSENT,
		/** She was arrested. */
		ARREST

	}

	/** Whether it goes nowhere for now. */
	public boolean isFrozen() {
		return this.times.frozen() != null;
	}

	public HandoffPurpose purpose() {
		return this.template.purpose();
	}

}
