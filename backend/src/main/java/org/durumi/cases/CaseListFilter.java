package org.durumi.cases;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a list shows. Empty sets and absent values restrict nothing.
 *
 * @param text part of a code name or a case number; may be empty. Refused if it is too
 * long or holds control characters
 * @param dueBefore only cases with something owed before this day
 */
public record CaseListFilter(Scope scope, Set<Stage> stages, Set<RiskLevel> risks, String text,
		@Nullable LocalDate dueBefore) {

	/** Whose cases; a list always names its scope. */
	public enum Scope {

		/** Those she owns or is assigned to. */
		MINE("(c.owner_id = :me or c.id = any ((select access.my_cases(array['ASSIGNED', 'PASSAGE', 'BREAK_GLASS']))::uuid[]))"),
		/** Those of the colleagues she deputises for. */
		DEPUTISED("c.id = any ((select access.my_cases(array['DEPUTY']))::uuid[])"),
		/**
		 * Those of her team. She has one at most, and compared with one the index also
		 * gives the order, so that a page ends after its rows.
		 */
		TEAM("c.team_id = (select (access.my_teams())[1])");

		private final String condition;

		Scope(String condition) {
			this.condition = condition;
		}

		/**
		 * The scope in SQL, for a query over {@code casework.case_file c} with a
		 * parameter {@code me}. Row security then confirms it from an index.
		 */
		public String condition() {
			return this.condition;
		}

	}

	/** The most characters of {@link #text()}. */
	private static final int MAX_TEXT = 100;

	public CaseListFilter {
		text = Text.optionalLine(text, MAX_TEXT);
		stages = Set.copyOf(stages);
		risks = Set.copyOf(risks);
	}

	public static CaseListFilter of(Scope scope) {
		return new CaseListFilter(scope, Set.of(), Set.of(), "", null);
	}

}
