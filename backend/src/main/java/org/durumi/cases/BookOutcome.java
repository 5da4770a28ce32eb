package org.durumi.cases;

import java.util.Set;

/** How keeping a record ended. */
public sealed interface BookOutcome<T> {

	/** It is kept. */
	record Kept<T>(BookEntry<T> entry) implements BookOutcome<T> {
	}

	/** Nothing was written. */
	record Refused<T>(Set<RecordRefusal> reasons) implements BookOutcome<T> {

		public Refused {
			reasons = Set.copyOf(reasons);
		}

	}

}
