package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;

/**
 * An organisation of many teams, loaded past the application: each team has
 * {@value #CASEWORKERS} caseworkers, each of whom owns {@value #CASELOAD} cases and is
 * assigned to {@value #ASSIGNED} of a colleague. The cases of one person lie scattered
 * over the table, as time scatters them.
 */
final class ManyCases {

	static final int CASEWORKERS = 20;

	static final int CASELOAD = 100;

	static final int ASSIGNED = 5;

	private static final int OF_A_TEAM = CASEWORKERS * CASELOAD;

	private static final List<String> TABLES = List.of("access.organisation", "access.team", "access.staff",
			"access.assignment", "casework.case_file", "casework.identity");

	private static final String LOAD = """
			INSERT INTO access.organisation VALUES (%1$s, 'Bench', 'OURS');
			INSERT INTO access.team SELECT %2$s, %1$s, 'Team ' || t FROM generate_series(0, %4$d - 1) t;
			INSERT INTO access.staff (subject, team_id, org_id, display_name, roles)
				SELECT %3$s, (SELECT %2$s FROM (SELECT w %% %4$d AS t)), %1$s, 'Caseworker ' || w, '{CASEWORKER}'
				FROM generate_series(0, %5$d - 1) w;
			INSERT INTO casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle,
					risk_level, consent_state, last_contact, next_due)
				SELECT uuidv7(), overlay(translate(lpad(to_hex(n), 8, '0'), '0123456789abcdef', '23456789ABCDEFGH')
						PLACING '-' FROM 5 FOR 0), 'Heron ' || n, %3$s, %2$s, %1$s,
					(ARRAY['IDENTIFIED', 'ASSESSED', 'SHELTERED', 'RESETTLED'])[1 + n %% 4], 1,
					(ARRAY['LOW', 'MEDIUM', 'HIGH', 'EXTREME'])[1 + n %% 4], 'GIVEN',
					date '2026-01-01' - n * 7 %% 90, date '2026-01-01' + n * 7919 %% 700
				FROM generate_series(0, %6$d - 1) n, LATERAL (SELECT n %% %5$d AS w, n %% %4$d AS t);
			INSERT INTO casework.identity
				SELECT gen_random_uuid(), c.id, 'IDENTITY', s, s, s, s, s, s, s, s, s, s
				FROM casework.case_file c, LATERAL (SELECT sha512(uuid_send(c.id)) AS s);
			INSERT INTO access.assignment (case_id, subject, kind)
				SELECT c.id, (SELECT %3$s FROM (SELECT (n + %4$d) %% %5$d AS w)), 'CASE'
				FROM casework.case_file c, LATERAL (SELECT substr(c.code_name, 7)::integer AS n)
				WHERE n / %5$d < %7$d""";

	private final int teams;

	private ManyCases(int teams) {
		this.teams = teams;
	}

	/** Loads as many, a multiple of {@code CASEWORKERS * CASELOAD}. */
	static ManyCases load(Connection superuser, int cases) throws SQLException {
		ManyCases loaded = new ManyCases(cases / OF_A_TEAM);
		// what is loaded past the application leaves no events
		Triggers.without(superuser, TABLES, LOAD.formatted(sql(1, "0"), sql(2, "t"), sql(3, "w"), loaded.teams,
				loaded.teams * CASEWORKERS, cases, ASSIGNED));
		try (Statement statement = superuser.createStatement()) {
			statement.execute("VACUUM ANALYZE");
		}
		return loaded;
	}

	/** Neighbours in number are of different teams. */
	Actor caseworker(int number) {
		return new Actor(id(3, number), id(1, 0), id(2, number % this.teams), Set.of(Role.CASEWORKER),
				SessionRef.random(), 1);
	}

	private static UUID id(int kind, int number) {
		return UUID.fromString("bbbb0000-0000-4000-800%d-%012d".formatted(kind, number));
	}

	private static String sql(int kind, String number) {
		return "('bbbb0000-0000-4000-800%d-' || lpad((%s)::text, 12, '0'))::uuid".formatted(kind, number);
	}

}
