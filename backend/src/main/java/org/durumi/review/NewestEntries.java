package org.durumi.review;

import java.util.Map;

/**
 * The query of the audit list: the newest entries of each team, organisation and person
 * of the actor's desk, and of those the newest. Each is taken from an index that has what
 * the list filters by, in the order of the list, so that the rows that are read are those
 * that are shown.
 */
final class NewestEntries {

	/** Up to so many cases are looked at one by one. */
	private static final int FEW_CASES = 100;

	/** What the list shows of all that row security lets through. */
	private static final String ON_DESK = "(e.subject_team = any ((select access.desk_teams())::uuid[])"
			+ " or e.subject_team is null and coalesce(e.subject_org, e.actor_id) = any ((select access.desk_orgs())::uuid[])"
			+ " or e.actor_id = any ((select access.lone_supervisors())::uuid[]) or e.actor_id = :me)";

	private NewestEntries() {
	}

	/**
	 * The query, with {@code :me}, {@code :offset} and {@code :limit}.
	 * @param caseText a code name or part of it, or a case number; empty for every case
	 * @param where further conditions on {@code e}, each begun by {@code and}
	 * @param values to which those of the case are added
	 */
	static String query(String caseText, String where, Map<String, Object> values) {
		String found = "found as (" + ofDesk(where + " and (e.action <> 'EXPORTED' or e.case_id is null)") + ")";
		if (!caseText.isEmpty()) {
			values.put("case", caseText);
			values.put("few", FEW_CASES);
			found = "named as materialized (select array_agg(c.id) as ids, count(*) from casework.case_file c"
					+ " where position(lower(:case) in lower(c.code_name)) > 0 or c.case_number = upper(:case)), "
					+ "found as (" + ofCases(where) + ")";
		}
		return "with " + found + " select " + Entries.COLUMNS
				+ " from (select event_id from found order by event_id desc offset :offset limit :limit) page"
				+ " join audit.event e on e.event_id = page.event_id " + Entries.NAMES + " order by e.event_id desc";
	}

	private static String ofDesk(String where) {
		return newest("(select access.desk_teams())", "e.subject_team = whose.id" + where) + " union "
				+ newest("(select access.desk_orgs())",
						"e.subject_team is null and coalesce(e.subject_org, e.actor_id) = whose.id" + where)
				+ " union "
				+ newest("array_append((select access.lone_supervisors()), :me::uuid)", "e.actor_id = whose.id" + where);
	}

	/** Few cases are gone through one by one; of many, the desk's entries are. */
	private static String ofCases(String where) {
		return newest("(select ids from named where count <= :few)", "e.case_id = whose.id and " + ON_DESK + where)
				// no condition for an index: it would fetch all there is of all of them
				+ " union "
				+ ofDesk(where + " and (e.case_id = any ((select ids from named where count > :few)::uuid[])) is true");
	}

	private static String newest(String ids, String where) {
		return "select newest.event_id from unnest(" + ids + "::uuid[]) as whose (id) cross join lateral ("
				+ "select e.event_id from audit.event e where " + where
				+ " order by e.event_id desc limit :offset + :limit) newest";
	}

}
