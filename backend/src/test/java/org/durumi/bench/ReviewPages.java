package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
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
import org.durumi.audit.AuditEvent.Outcome;
import org.durumi.reference.Compartment;
import org.durumi.review.AuditFilter;
import org.durumi.review.LogQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a supervisor waits for: the first page of the audit list by each filter and by
 * several at once, her desk, and the accesses at a glance; and how fast the review's
 * rules go through the entries. As the application's login under row security; one
 * client, everything in memory.
 */
final class ReviewPages {

	private static final int SIZE = 50;

	private static final int TURNS = 15;

	private static final double MOST_MS = 100;

	private static final double MOST_AT_A_GLANCE_MS = 500;

	private static final int ROUNDS = 20;

	private static final Pattern TIME = Pattern.compile("(?:Planning|Execution) Time: ([0-9.]+) ms");

	private final Connection application;

	private final NamedParameterJdbcTemplate jdbc;

	ReviewPages(Connection application) throws SQLException {
		this.application = application;
		application.setAutoCommit(false);
		this.jdbc = new NamedParameterJdbcTemplate(new SingleConnectionDataSource(application, true));
	}

	/**
	 * The rules go through the first entries, and then are told to have seen the rest.
	 */
	void rounds() throws SQLException {
		String limits = """
				{"zone":"Asia/Seoul","opens":"07:00","closes":"21:00","days":[1,2,3,4,5],"bulkCases":10,"bulkSeconds":600,
				"deniedTimes":5,"deniedSeconds":600,"deepTimes":40,"deepSeconds":3600,"sampleSize":10,"urgentHours":24,
				"usualHours":72,"sampleHours":168}""";
		int looked = 0;
		double time = 0;
		for (int round = 0; round < ROUNDS; round++) {
			act(SystemActor.REVIEW_DESK.id());
			List<Map<String, Object>> rows = new ArrayList<>();
			time += Bench
				.milliseconds(() -> rows.addAll(this.jdbc.queryForList(LogQueries.rounds(), Map.of("limits", limits))));
			looked += ((Number) Objects.requireNonNull(rows.getFirst().get("looked_at"))).intValue();
			this.application.commit();
		}
		Bench.print("The rules look at %,.0f entries a second (%,d in %.1f s)", looked / time * 1000, looked,
				time / 1000);
	}

	void pages() throws SQLException {
		Actor actor = new Actor(LoadedLog.SUPERVISOR, LoadedLog.ORGANISATION, LoadedLog.TEAM, Set.of(Role.SUPERVISOR),
				SessionRef.random(), 1);
		act(LoadedLog.SUPERVISOR);
		Map<String, Object> one = this.jdbc.queryForMap(
				"select case_number, code_name, owner_id from casework.case_file where team_id = :team limit 1",
				Map.of("team", LoadedLog.TEAM));
		UUID owner = (UUID) Objects.requireNonNull(one.get("owner_id"));
		String number = (String) Objects.requireNonNull(one.get("case_number"));
		String codeName = (String) Objects.requireNonNull(one.get("code_name"));
		this.application.rollback();
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
		filters.put("a compartment", touched(Set.of(Compartment.IDENTITY), Set.of()));
		filters.put("a compartment that never was touched", touched(Set.of(Compartment.RELATIVES_AT_HOME), Set.of()));
		filters.put("a rare outcome", touched(Set.of(), Set.of(Outcome.DENIED)));
		filters.put("an outcome that never was", touched(Set.of(), Set.of(Outcome.FAILED)));
		filters.put("a rare outcome in a compartment", touched(Set.of(Compartment.HARM), Set.of(Outcome.DENIED)));
		for (Map.Entry<String, AuditFilter> filter : filters.entrySet()) {
			Map<String, Object> values = new HashMap<>();
			String sql = Actors.runAs(actor, () -> LogQueries.firstPage(filter.getValue(), SIZE, values));
			Bench.goal("  the list by " + filter.getKey(), median(sql, values), " ms", MOST_MS);
		}
		Map<String, Object> values = new HashMap<>(Map.of("me", LoadedLog.SUPERVISOR, "now",
				OffsetDateTime.now(ZoneOffset.UTC), "rule", "", "offset", 0, "limit", SIZE));
		Bench.goal("  the desk", median(LogQueries.desk(), values), " ms", MOST_MS);
		Map<String, Object> weeks = LogQueries.fourWeeks(LoadedLog.SUPERVISOR, LocalDate.now(ZoneOffset.UTC));
		double glance = 0;
		for (String sql : LogQueries.accesses()) {
			glance += median(sql, weeks);
		}
		Bench.goal("  four weeks at a glance", glance, " ms", MOST_AT_A_GLANCE_MS);
	}

	private static AuditFilter touched(Set<Compartment> compartments, Set<Outcome> outcomes) {
		return new AuditFilter(null, "", Set.of(), compartments, outcomes, null, null, false);
	}

	private static AuditFilter filter(@Nullable UUID actor, String text, Set<String> actions, @Nullable Instant from,
			@Nullable Instant before, boolean unreviewed) {
		return new AuditFilter(actor, text, actions, from, before, unreviewed);
	}

	/** Milliseconds that the database plans and works. */
	private double median(String sql, Map<String, Object> values) throws SQLException {
		List<Double> times = new ArrayList<>();
		for (int turn = 0; turn < TURNS; turn++) {
			act(LoadedLog.SUPERVISOR);
			double time = 0;
			List<String> plan = this.jdbc.queryForList("explain (analyze, timing off) " + sql, values, String.class);
			for (String line : plan) {
				Matcher matcher = TIME.matcher(line);
				time += matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
			}
			this.application.rollback();
			times.add(time);
			if (turn == 0 && System.getProperty("plans") != null) {
				plan.forEach((line) -> Bench.print("%s", line));
			}
		}
		return Bench.median(times);
	}

	private void act(UUID actor) {
		this.jdbc.queryForList("select set_config('durumi.actor', :actor, true), set_config('durumi.acr', '1', true)",
				Map.of("actor", actor.toString()));
	}

}
