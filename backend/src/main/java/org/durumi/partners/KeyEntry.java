package org.durumi.partners;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.durumi.security.handoff.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A state of a partner's key, for its page.
 *
 * @param fingerprint absent while two people are to compare it: whoever types what she
 * hears must not be able to copy what she sees
 * @param confirmedBy who vouches for its fingerprint
 * @param mayConfirm whether the actor may be one of the two who do, once she has shown
 * that it is her
 */
public record KeyEntry(UUID id, KeyState state, @Nullable Fingerprint fingerprint, String algorithm, Instant expires,
		UUID uploadedBy, Instant uploadedAt, Set<UUID> confirmedBy, boolean mayConfirm) {

	public KeyEntry {
		confirmedBy = Set.copyOf(confirmedBy);
	}

}
