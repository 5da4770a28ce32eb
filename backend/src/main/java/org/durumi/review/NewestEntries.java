package org.durumi.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

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
			+ " or e.event_id = any ((select access.escalated_events())::uuid[])"
			+ " or e.actor_id = any ((select access.lone_supervisors())::uuid[]) or e.actor_id = :me)";

	/**
	 * An entry is told of at most so long after its id was made: the database was away.
	 */
	private static final Duration LATE = Duration.ofDays(7);

	/** By so much may an application's clock be ahead of the database's. */
	private static final Duration AHEAD = Duration.ofDays(1);

	private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

	private NewestEntries() {
	}

	/**
	 * Where in the list entries of the filter's days can stand: their ids begin with the
	 * time at which they were made (RFC 9562, section 5.7). The days themselves are
	 * another condition.
	 */
	static String within(AuditFilter filter, Map<String, Object> values) {
		StringBuilder within = new StringBuilder();
		if (filter.from() != null) {
			within.append(" and e.event_id >= :idFrom");
			values.put("idFrom", idAt(filter.from(), LATE.negated()));
		}
		if (filter.before() != null) {
			within.append(" and e.event_id < :idBefore");
			values.put("idBefore", idAt(filter.before(), AHEAD));
		}
		return within.toString();
	}

	private static UUID idAt(Instant moment, Duration later) {
		Instant at = moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isAfter(LAST) ? LAST : moment;
		long milliseconds = Math.clamp(at.plus(later).toEpochMilli(), 0, LAST.toEpochMilli());
		return new UUID(milliseconds << 16, 0);
	}

	/**
	 * The query, with {@code :me}, {@code :offset} and {@code :limit}.
	 * @param caseText a code name or part of it, or a case number; empty for every case
	 * @param where further conditions on {@code e}, each begun by {@code and}
	 * @param values to which those of the case are added
	 */
	static String query(String caseText, String where, Map<String, Object> values) {
		String found = "found as (" + ofDesk("%s", where + " and (e.action <> 'EXPORTED' or e.case_id is null)") + ")";
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

	/**
	 * Those of each team, organisation and person, and what was handed on, if they are to
	 * be gone through.
	 */
	private static String ofDesk(String ifAtAll, String where) {
		return newest(ifAtAll.formatted("(select access.desk_teams())"), "e.subject_team = whose.id" + where)
				+ " union "
				+ newest(ifAtAll.formatted("(select access.desk_orgs())"),
						"e.subject_team is null and coalesce(e.subject_org, e.actor_id) = whose.id" + where)
				+ " union "
				+ newest(ifAtAll.formatted("(select access.escalated_events())"), "e.event_id = whose.id" + where)
				+ " union " + newest(ifAtAll.formatted("array_append((select access.lone_supervisors()), :me::uuid)"),
						"e.actor_id = whose.id" + where);
	}

	/** Few cases are gone through one by one; of many, the desk's entries are. */
	private static String ofCases(String where) {
		return newest("(select ids from named where count <= :few)", "e.case_id = whose.id and " + ON_DESK + where)
				+ " union " + ofDesk("(case when (select count from named) > :few then %s end)",
						// no condition for an index: it would fetch all there is of all
						// of
						// them
						where + " and (e.case_id = any ((select ids from named)::uuid[])) is true");
	}

	private static String newest(String ids, String where) {
		return "select newest.event_id from unnest(" + ids + "::uuid[]) as whose (id) cross join lateral ("
				+ "select e.event_id from audit.event e where " + where
				+ " order by e.event_id desc limit :offset + :limit) newest";
	}

}
