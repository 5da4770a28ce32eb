package org.durumi.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.actor.SystemActor;
import org.durumi.reference.CaseId;
import org.durumi.review.Accesses.Measure;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts who looked into how many cases, in the database, over some days of the teams
 * whose entries the actor answers for. Row security decides what is counted besides; the
 * caller writes the event.
 */
@Component
final class AccessCounts {

	/** How many cases are named. */
	static final int CASES = 12;

	/**
	 * A case that changed hands may be another team's: its entries stay where they were.
	 */
	private static final String LOOKS = """
			with act as materialized (
				select e.actor_id, e.case_id, e.action, e.outcome, e.occurred_at at time zone :zone as at
				from audit.event e
				where e.subject_team = any ((select access.desk_teams())::uuid[]) and e.actor_id <> :me
				and e.event_id >= audit.id_at(:from - interval '1 hour') and e.event_id < audit.id_at(:before + interval '1 hour')
				and e.occurred_at >= :from and e.occurred_at < :before
				and (e.outcome = 1 or e.outcome = 0 and e.case_id is not null
					and e.action in ('CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'AUDIT_ENTRY_OPENED'))
			)
			""";

	static final String PEOPLE = LOOKS
			+ """
					, figure as (
						select a.actor_id, count(distinct a.case_id) filter (where a.outcome = 0) as cases,
							count(*) filter (where a.outcome = 0 and a.action <> 'CASE_VIEWED') as opened,
							count(*) filter (where a.outcome = 1) as refused,
							count(*) filter (where a.outcome = 0 and (a.at::time < :opens or a.at::time >= :closes
								or extract(isodow from a.at)::integer <> all (:days::integer[]))) as out_of_hours
						from act a where a.actor_id <> all (:jobs::uuid[]) group by a.actor_id
					), hour as (
						select a.actor_id, extract(hour from a.at)::integer as hour, count(*) as looks
						from act a where a.outcome = 0 group by 1, 2
					)
					select f.actor_id, s.display_name, coalesce(s.team_id = any ((select access.desk_teams())::uuid[]), false) as of_team,
						f.cases, f.opened, f.refused, f.out_of_hours, h.hour, h.looks
					from figure f left join hour h on h.actor_id = f.actor_id left join access.staff s on s.subject = f.actor_id
					order by s.display_name nulls last, f.actor_id""";

	static final String OF_CASES = LOOKS + """
			, each as (
				select a.case_id, a.actor_id, count(*) as times from act a where a.outcome = 0 group by 1, 2
			), per as (
				select e.case_id, sum(e.times) as looks, count(*) as people from each e group by 1
			), typical as (
				select count(*) as cases, percentile_cont(0.5) within group (order by p.people) as people,
					percentile_cont(0.5) within group (order by p.looks) as looks from per p
			), most as (
				select p.* from per p order by p.people desc, p.looks desc, p.case_id limit :cases
			)
			select m.case_id, c.code_name, e.actor_id, s.display_name, e.times, t.cases, t.people as typical_people,
				t.looks as typical_looks
			from most m join each e on e.case_id = m.case_id cross join typical t
			left join casework.case_file c on c.id = m.case_id left join access.staff s on s.subject = e.actor_id
			order by m.people desc, m.looks desc, m.case_id, e.times desc, s.display_name nulls last""";

	private final JdbcClient jdbc;

	private final ReviewSettings settings;

	AccessCounts(JdbcClient jdbc, ReviewSettings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
	}

	/** The counts of these days, both included, by the office's clock. */
	Accesses of(LocalDate from, LocalDate to) {
		Map<String, Object> values = values(Actors.require().id(), from, to, this.settings);
		Map<UUID, Row> people = new LinkedHashMap<>();
		this.jdbc.sql(PEOPLE).params(values).query((row) -> {
			people.computeIfAbsent(Entries.uuid(row, "actor_id"), (id) -> new Row()).add(row);
		});
		Cases cases = new Cases();
		this.jdbc.sql(OF_CASES).params(values).query((row) -> {
			cases.add(row);
		});
		return new Accesses(from, to, this.settings.zone(),
				people.entrySet().stream().map((one) -> one.getValue().person(one.getKey())).toList(), cases.list(),
				cases.count, cases.typicalPeople, cases.typicalLooks);
	}

	static Map<String, Object> values(UUID me, LocalDate from, LocalDate to, ReviewSettings settings) {
		ZoneId zone = settings.zone();
		Map<String, Object> values = new HashMap<>();
		values.put("me", me);
		values.put("zone", zone.getId());
		values.put("from", from.atStartOfDay(zone).withZoneSameInstant(ZoneOffset.UTC).toOffsetDateTime());
		values.put("before", to.plusDays(1).atStartOfDay(zone).withZoneSameInstant(ZoneOffset.UTC).toOffsetDateTime());
		values.put("opens", settings.opens());
		values.put("closes", settings.closes());
		values.put("days", settings.days().stream().map((day) -> day.getValue()).toArray(Integer[]::new));
		values.put("jobs", Arrays.stream(SystemActor.values()).map(SystemActor::id).toArray(UUID[]::new));
		values.put("cases", CASES);
		return values;
	}

	/** A person, as her rows come. */
	private static final class Row {

		private final Integer[] byHour = Collections.nCopies(24, 0).toArray(Integer[]::new);

		private final Map<Measure, Integer> figures = new EnumMap<>(Measure.class);

		private @Nullable String name;

		private boolean ofTeam;

		private void add(ResultSet row) throws SQLException {
			this.name = row.getString("display_name");
			this.ofTeam = row.getBoolean("of_team");
			this.figures.put(Measure.CASES, row.getInt("cases"));
			this.figures.put(Measure.OPENED, row.getInt("opened"));
			this.figures.put(Measure.REFUSED, row.getInt("refused"));
			this.figures.put(Measure.OUT_OF_HOURS, row.getInt("out_of_hours"));
			Integer hour = row.getObject("hour", Integer.class);
			if (hour != null) {
				this.byHour[hour] = row.getInt("looks");
			}
		}

		private Accesses.Person person(UUID id) {
			return new Accesses.Person(id, this.name, this.ofTeam, List.of(this.byHour), this.figures);
		}

	}

	/** The cases, as their rows come, and what is usual of all. */
	private static final class Cases {

		private final Map<CaseId, List<Accesses.By>> by = new LinkedHashMap<>();

		private final Map<CaseId, String> names = new HashMap<>();

		private int count;

		private double typicalPeople;

		private double typicalLooks;

		private void add(ResultSet row) throws SQLException {
			CaseId id = new CaseId(Entries.uuid(row, "case_id"));
			String codeName = row.getString("code_name");
			if (codeName != null) {
				this.names.put(id, codeName);
			}
			this.by.computeIfAbsent(id, (key) -> new ArrayList<>())
				.add(new Accesses.By(Entries.uuid(row, "actor_id"), row.getString("display_name"),
						row.getInt("times")));
			this.count = row.getInt("cases");
			this.typicalPeople = row.getDouble("typical_people");
			this.typicalLooks = row.getDouble("typical_looks");
		}

		private List<Accesses.OnCase> list() {
			return this.by.entrySet()
				.stream()
				.map((one) -> new Accesses.OnCase(one.getKey(), this.names.get(one.getKey()), one.getValue()))
				.toList();
		}

	}

}
