package org.durumi.cases;

import java.util.Map;

/** The case list's own SQL, for whoever measures or explains it. */
public final class ListQueries {

	private ListQueries() {
	}

	/**
	 * The first page of a scope as the current actor reads it, the one that is due next
	 * first.
	 * @param values gets the query's parameters
	 */
	public static String firstPage(CaseListFilter.Scope scope, int size, Map<String, Object> values) {
		values.put("offset", 0);
		values.put("limit", size);
		return CaseList.sql(CaseListFilter.of(scope), CaseList.Order.NEXT_DUE, values);
	}

	/**
	 * The same page, plainly, for somebody whose cases are known beforehand in place of
	 * the scope: {@code :me}, {@code :assigned}, {@code :team}.
	 */
	public static String withExplicitWhere(CaseListFilter.Scope scope) {
		return CaseList.COLUMNS + "where " + switch (scope) {
			case MINE -> "(c.owner_id = :me or c.id = any (:assigned))";
			case DEPUTISED -> "c.id = any (:assigned)";
			case TEAM -> "c.team_id = :team";
		} + " order by c.next_due nulls last, c.id offset :offset limit :limit";
	}

}
