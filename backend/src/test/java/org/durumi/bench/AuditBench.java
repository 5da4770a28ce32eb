package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.local.LocalDatabase;
import org.durumi.review.AuditFilter;
import org.durumi.review.LogQueries;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a supervisor waits for among a million entries of the log: the first page of each
 * filter of the audit list, her desk, and the accesses at a glance; and how fast the
 * review's rules go through them. One client, everything in memory.
 */
public final class AuditBench {

	private static final int EVENTS = 1_000_000;

	private static final int CASES = 10_000;

	private static final int SIZE = 50;

	private static final int TURNS = 15;

	private static final double MOST_MS = 100;

	private static final double MOST_AT_A_GLANCE_MS = 500;

	private static final int ROUNDS = 20;

	private static final UUID ORGANISATION = UUID.fromString("bbbb0000-0000-4000-8001-000000000000");

	private static final UUID TEAM = UUID.fromString("bbbb0000-0000-4000-8002-000000000000");

	private static final UUID SUPERVISOR = UUID.fromString("bbbb0000-0000-4000-8009-000000000000");

	private static final Pattern TIME = Pattern.compile("(?:Planning|Execution) Time: ([0-9.]+) ms");

	/**
	 * Entries of two years, a tenth about no case; the acts as often as they are done.
	 */
	private static final String LOAD = """
			SET session_replication_role = replica;
			INSERT INTO access.staff (subject, team_id, org_id, display_name, roles)
				VALUES ('%1$s', '%2$s', '%3$s', 'Supervisor', '{SUPERVISOR}');
			CREATE TEMPORARY TABLE some_case AS SELECT row_number() OVER () - 1 AS n, id, owner_id, team_id FROM casework.case_file;
			CREATE INDEX ON some_case (n);
			INSERT INTO audit.event (event_id, occurred_at, txid, node_id, actor_id, actor_org, session_ref, session_seq, acr, action,
					outcome, subject_type, subject_id, case_id, subject_org, subject_team, detail_sha256, leaf_format, leaf_hash)
				SELECT uuidv7(-age), now() - age, '1', 1, c.owner_id, '%3$s', substr(sha256(uuid_send(c.owner_id)), 1, 16), g, 1,
					CASE WHEN g %% 50000 = 7 THEN 'GLASS_BROKEN' WHEN g %% 1000 = 13 THEN 'DENIED'
						WHEN g %% 10 = 0 THEN 'CASE_LIST_READ'
						ELSE (ARRAY['CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'RECORD_CHANGED', 'CONDITIONS_CHECKED'])[1 + g %% 5] END,
					CASE WHEN g %% 1000 = 13 THEN 1 ELSE 0 END, 'CASE_FILE', c.id, CASE WHEN g %% 10 <> 0 THEN c.id END,
					'%3$s', c.team_id, sha256(''), 1, sha256(int4send(g))
				FROM generate_series(1, %4$d) g CROSS JOIN LATERAL (SELECT (%4$d - g) * interval '63 seconds' AS age) a
				JOIN some_case c ON c.n = hashint4(g) & 8191;
			INSERT INTO audit.leaf SELECT row_number() OVER (ORDER BY event_id) - 1, event_id, leaf_hash FROM audit.event;
			INSERT INTO review.sign_off (event_id, reviewer, signed_at, comment)
				SELECT event_id, '%1$s', now(), '\\x00' FROM audit.event WHERE session_seq %% 97 = 0;
			SET session_replication_role = origin""";

	private AuditBench() {
	}

	public static void main(String[] arguments) throws SQLException {
		Bench.quiet();
		Bench.print("Starting PostgreSQL and loading %,d entries of the log …", EVENTS);
		try (LocalDatabase database = LocalDatabase.temporary()) {
			Flyway.configure()
				.dataSource(database.url(), "durumi_migrator", database.password("durumi_migrator"))
				.locations("classpath:db/migration")
				.defaultSchema("public")
				.load()
				.migrate();
			try (Connection superuser = database.connect("postgres");
					Connection application = database.connect("durumi_app")) {
				load(superuser);
				application.setAutoCommit(false);
				NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(
						new SingleConnectionDataSource(application, true));
				rounds(application, jdbc);
				pages(application, jdbc);
			}
		}
	}

	private static void load(Connection superuser) throws SQLException {
		ManyCases.load(superuser, CASES);
		try (Statement statement = superuser.createStatement()) {
			for (String state : List.of("DISABLE", "ENABLE ALWAYS")) {
				for (String trigger : List.of("access.staff TRIGGER audited", "review.sign_off TRIGGER audited",
						"review.sign_off TRIGGER close_flags", "review.sign_off TRIGGER tell_row",
						"review.sign_off TRIGGER row_told", "audit.event TRIGGER stamp",
						"audit.event TRIGGER enqueue")) {
					String[] parts = trigger.split(" ", 2);
					statement.execute("ALTER TABLE " + parts[0] + " " + state + " " + parts[1]);
				}
				if (state.equals("DISABLE")) {
					statement.execute(LOAD.formatted(SUPERVISOR, TEAM, ORGANISATION, EVENTS));
				}
			}
			statement.execute("VACUUM ANALYZE");
		}
	}

	/**
	 * The rules go through the first entries, and then are told to have seen the rest.
	 */
	private static void rounds(Connection application, NamedParameterJdbcTemplate jdbc) throws SQLException {
		String limits = """
				{"zone":"Asia/Seoul","opens":"07:00","closes":"21:00","days":[1,2,3,4,5],"bulkCases":10,"bulkSeconds":600,
				"deniedTimes":5,"deniedSeconds":600,"deepTimes":40,"deepSeconds":3600,"sampleSize":10,"urgentHours":24,
				"usualHours":72,"sampleHours":168}""";
		int looked = 0;
		double time = 0;
		for (int round = 0; round < ROUNDS; round++) {
			act(jdbc, SystemActor.REVIEW_DESK.id());
			List<Map<String, Object>> rows = new ArrayList<>();
			time += Bench
				.milliseconds(() -> rows.addAll(jdbc.queryForList(LogQueries.rounds(), Map.of("limits", limits))));
			looked += ((Number) Objects.requireNonNull(rows.getFirst().get("looked_at"))).intValue();
			application.commit();
		}
		Bench.print("The rules look at %,.0f entries a second (%,d in %.1f s)", looked / time * 1000, looked,
				time / 1000);
	}

	private static void pages(Connection application, NamedParameterJdbcTemplate jdbc) throws SQLException {
		Actor actor = new Actor(SUPERVISOR, ORGANISATION, TEAM, Set.of(Role.SUPERVISOR), SessionRef.random(), 1);
		act(jdbc, SUPERVISOR);
		Map<String, Object> one = jdbc.queryForMap(
				"select case_number, code_name, owner_id from casework.case_file where team_id = :team limit 1",
				Map.of("team", TEAM));
		UUID owner = (UUID) Objects.requireNonNull(one.get("owner_id"));
		String number = (String) Objects.requireNonNull(one.get("case_number"));
		String codeName = (String) Objects.requireNonNull(one.get("code_name"));
		application.rollback();
		Instant longAgo = Instant.now().minus(400, ChronoUnit.DAYS);
		Map<String, AuditFilter> filters = new LinkedHashMap<>();
		filters.put("nothing", AuditFilter.NONE);
		filters.put("a person", filter(owner, "", Set.of(), null, null, false));
		filters.put("a person and an act", filter(owner, "", Set.of("DENIED"), null, null, false));
		filters.put("a case's number", filter(null, number, Set.of(), null, null, false));
		filters.put("a code name", filter(null, codeName, Set.of(), null, null, false));
		filters.put("a rare act", filter(null, "", Set.of("GLASS_BROKEN"), null, null, false));
		filters.put("an act that never was", filter(null, "", Set.of("TOKEN_REFUSED"), null, null, false));
		filters.put("a frequent act", filter(null, "", Set.of("FIELD_REVEALED"), null, null, false));
		filters.put("a day long ago", filter(null, "", Set.of(), longAgo, longAgo.plus(1, ChronoUnit.DAYS), false));
		filters.put("a rare act on a day long ago",
				filter(null, "", Set.of("GLASS_BROKEN"), longAgo, longAgo.plus(1, ChronoUnit.DAYS), false));
		filters.put("not reviewed", filter(null, "", Set.of(), null, null, true));
		filters.put("a rare act not reviewed", filter(null, "", Set.of("GLASS_BROKEN"), null, null, true));
		for (Map.Entry<String, AuditFilter> filter : filters.entrySet()) {
			Map<String, Object> values = new HashMap<>();
			String sql = Actors.runAs(actor, () -> LogQueries.firstPage(filter.getValue(), SIZE, values));
			Bench.goal("  the list by " + filter.getKey(), median(application, jdbc, sql, values), " ms", MOST_MS);
		}
		Map<String, Object> values = new HashMap<>(Map.of("me", SUPERVISOR, "now", OffsetDateTime.now(ZoneOffset.UTC),
				"rule", "", "offset", 0, "limit", SIZE));
		Bench.goal("  the desk", median(application, jdbc, LogQueries.desk(), values), " ms", MOST_MS);
		Map<String, Object> weeks = LogQueries.fourWeeks(SUPERVISOR, LocalDate.now(ZoneOffset.UTC));
		double glance = 0;
		for (String sql : LogQueries.accesses()) {
			glance += median(application, jdbc, sql, weeks);
		}
		Bench.goal("  four weeks at a glance", glance, " ms", MOST_AT_A_GLANCE_MS);
	}

	private static AuditFilter filter(@Nullable UUID actor, String text, Set<String> actions, @Nullable Instant from,
			@Nullable Instant before, boolean unreviewed) {
		return new AuditFilter(actor, text, actions, from, before, unreviewed);
	}

	/** Milliseconds that the database plans and works. */
	private static double median(Connection application, NamedParameterJdbcTemplate jdbc, String sql,
			Map<String, Object> values) throws SQLException {
		List<Double> times = new ArrayList<>();
		for (int turn = 0; turn < TURNS; turn++) {
			act(jdbc, SUPERVISOR);
			double time = 0;
			List<String> plan = jdbc.queryForList("explain (analyze, timing off) " + sql, values, String.class);
			for (String line : plan) {
				Matcher matcher = TIME.matcher(line);
				time += matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
			}
			application.rollback();
			times.add(time);
			if (turn == 0 && System.getProperty("plans") != null) {
				plan.forEach((line) -> Bench.print("%s", line));
			}
		}
		return Bench.median(times);
	}

	private static void act(NamedParameterJdbcTemplate jdbc, UUID actor) {
		jdbc.queryForList("select set_config('durumi.actor', :actor, true), set_config('durumi.acr', '1', true)",
				Map.of("actor", actor.toString()));
	}

}
