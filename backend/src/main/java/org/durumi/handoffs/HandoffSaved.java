package org.durumi.handoffs;

import java.util.UUID;

/** How saving a draft ended. */
public sealed interface HandoffSaved {

	/** It is kept. */
	record Kept(UUID id, int version) implements HandoffSaved {
	}

	/** Somebody else has changed it or asked for it meanwhile. */
	record Stale() implements HandoffSaved {
	}

	/** Consent was overridden, which the case's owner alone may do. */
	record NotYoursToOverride() implements HandoffSaved {
	}

}
