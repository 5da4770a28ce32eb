package org.durumi.followup;

import java.util.Set;

import org.durumi.cases.RecordRefusal;

/** How keeping a task ended. */
public sealed interface TaskOutcome {

	/** It is kept. */
	record Kept() implements TaskOutcome {
	}

	/** Nothing was written. */
	record Refused(Set<RecordRefusal> reasons) implements TaskOutcome {

		public Refused {
			reasons = Set.copyOf(reasons);
		}

	}

}
