package org.durumi.cases;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which cases a list shows. Empty sets and absent values restrict nothing.
 *
 * @param text part of a code name or a case number; may be empty
 * @param dueBefore only cases with something owed before this day
 */
public record CaseListFilter(Scope scope, Set<Stage> stages, Set<RiskLevel> risks, String text,
		@Nullable LocalDate dueBefore) {

	/** Whose cases; a list always names its scope. */
	public enum Scope {

		/** Those she owns or is assigned to. */
		MINE,
		/** Those of her team. */
		TEAM

	}

	public CaseListFilter {
		stages = Set.copyOf(stages);
		risks = Set.copyOf(risks);
	}

	public static CaseListFilter of(Scope scope) {
		return new CaseListFilter(scope, Set.of(), Set.of(), "", null);
	}

}
