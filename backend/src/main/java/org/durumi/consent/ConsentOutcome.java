package org.durumi.consent;

import java.util.Set;
import java.util.UUID;

/** How recording or withdrawing a consent ended. */
public sealed interface ConsentOutcome {

	/** It is kept. */
	record Recorded(UUID id, ConsentState state) implements ConsentOutcome {
	}

	/** Nothing was written. */
	record Refused(Set<Reason> reasons) implements ConsentOutcome {

		public Refused {
			reasons = Set.copyOf(reasons);
		}

	}

	/** Why. */
	enum Reason {

		/** The day lies ahead. */
		IN_THE_FUTURE,
		/** The day lies before her birth. */
		BEFORE_BIRTH,
		/** It cannot end before it was given. */
		EXPIRES_BEFORE_GIVEN,
		/** Sharing is consented to for one organisation that is named. */
		RECIPIENT_NEEDED,
		/** A legitimate basis is claimed for a reason. */
		REASON_NEEDED,
		/** It cannot be withdrawn before it was given. */
		WITHDRAWN_BEFORE_GIVEN,
		/** Somebody else has withdrawn or changed it meanwhile. */
		STALE

	}

}
