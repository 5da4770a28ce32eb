package org.durumi.cases;

import java.util.List;
import java.util.UUID;

import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;

/**
 * What it takes to open a case.
 *
 * @param searchId the duplicate search that was made for her
 * @param stage where she was found, or received from another organisation
 */
public record Registration(UUID searchId, IdentityDraft identity, SafeContactDraft safeContact, Intake intake,
		Stage stage, List<EarlierCycle> earlierCycles) {

	/** More is a slip of the keyboard. */
	public static final int MAX_EARLIER_CYCLES = 20;

	public Registration {
		earlierCycles = List.copyOf(earlierCycles);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
