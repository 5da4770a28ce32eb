package org.durumi.consent;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Whether and how far what we know of her may go to one organisation on one day. */
public sealed interface Sharing {

	/**
	 * She consented, for this organisation.
	 *
	 * @param withheld what she keeps back from it
	 */
	record Consented(UUID consent, Set<SharedItem> withheld, @Nullable LocalDate expiresOn) implements Sharing {

		public Consented {
			withheld = Set.copyOf(withheld);
		}

	}

	/** She did not, and a legitimate basis stands in place of her consent. */
	record Basis(UUID consent, Consent.Form form, @Nullable LocalDate expiresOn) implements Sharing {
	}

	/** Neither. */
	record Missing() implements Sharing {
	}

	/** Whoever asks does not hold the compartment that the ledger is in. */
	record Unknown() implements Sharing {
	}

}
