package org.durumi.cases;

import java.util.Set;

import org.durumi.reference.CaseId;

/** How a registration ended. */
public sealed interface RegistrationOutcome {

	/** The case is open. */
	record Registered(CaseId caseId, String caseNumber, String codeName) implements RegistrationOutcome {
	}

	/** Nothing was written. */
	record Refused(Set<Reason> reasons) implements RegistrationOutcome {

		public Refused {
			reasons = Set.copyOf(reasons);
		}

	}

	/** Why a case is not opened. */
	enum Reason {

		/** No search for duplicates in the last hour. */
		NO_DUPLICATE_SEARCH,
		/** The day of identification lies ahead. */
		IDENTIFIED_IN_FUTURE,
		/** The day of identification lies before her birth. */
		IDENTIFIED_BEFORE_BIRTH,
		/** A case cannot begin at this stage. */
		NOT_AN_INTAKE_STAGE,
		/** The note on the source is too long or holds control characters. */
		NOTE_UNUSABLE,
		/** More earlier cycles than anybody has lived through, or one in the future. */
		CYCLES_UNLIKELY

	}

}
