package org.durumi.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts together what the review came to in a week that is over, for the supervisor who
 * asks; an event.
 * <p>
 * Guaranteed, by the database: it counts and lists what she may see on her desk and in
 * the log, and nothing else. Not guaranteed: that two supervisors of one team get the
 * same figures: the sample is each one's own, and nobody's own acts are on her desk.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class WeeklyReports {

	/** How many weeks back there are reports. */
	private static final int WEEKS = 12;

	private static final String IN_WEEK = " >= :from and %1$s < :before ";

	private static final String FOUND = """
			select f.rule, count(*) as entries, count(f.closed_at) as reviewed,
				count(*) filter (where f.closed_at > f.due_at) as late,
				count(*) filter (where f.closed_at is null and f.due_at < :now) as overdue,
				percentile_cont(0.5) within group (order by extract(epoch from f.closed_at - f.flagged_at)) as usually,
				max(extract(epoch from f.closed_at - f.flagged_at)) as longest
			from review.flag f where f.flagged_at""" + IN_WEEK.formatted("f.flagged_at") + "group by f.rule";

	private static final String ASKED = """
			select count(*) as asked, count(q.answered_at) as answered,
				percentile_cont(0.5) within group (order by extract(epoch from q.answered_at - q.asked_at)) as usually
			from review.question q where q.asked_of <> :me and q.asked_at""" + IN_WEEK.formatted("q.asked_at");

	private static final String HANDED_ON = """
			select x.escalated_at, e.action, c.code_name, s.display_name,
				exists (select from review.sign_off r where r.event_id = x.event_id) as reviewed
			from review.escalation x join audit.event e on e.event_id = x.event_id
			left join casework.case_file c on c.id = e.case_id left join access.staff s on s.subject = x.escalated_by
			where x.escalated_at""" + IN_WEEK.formatted("x.escalated_at") + "order by x.escalated_at limit 500";

	private static final String BROKEN_GLASS = """
			select e.occurred_at, c.code_name, s.display_name, r.signed_at, r.display_name as reviewer
			from audit.event e left join casework.case_file c on c.id = e.case_id
			left join access.staff s on s.subject = e.actor_id
			left join lateral (
				select o.signed_at, p.display_name from review.sign_off o left join access.staff p on p.subject = o.reviewer
				where o.event_id = e.event_id order by o.signed_at limit 1) r on true
			where e.action = 'GLASS_BROKEN' and e.outcome = 0
			and e.subject_team = any ((select access.desk_teams())::uuid[])
			and e.event_id >= audit.id_at(:from - interval '1 hour') and e.event_id < audit.id_at(:before + interval '1 hour')
			and e.occurred_at"""
			+ IN_WEEK.formatted("e.occurred_at") + "order by e.occurred_at limit 500";

	private final JdbcClient jdbc;

	private final ReviewDesk desk;

	private final AccessCounts counts;

	private final SealedLog log;

	private final ReviewSettings settings;

	private final Clock clock;

	WeeklyReports(JdbcClient jdbc, ReviewDesk desk, AccessCounts counts, SealedLog log, ReviewSettings settings,
			Clock clock) {
		this.jdbc = jdbc;
		this.desk = desk;
		this.counts = counts;
		this.log = log;
		this.settings = settings;
		this.clock = clock;
	}

	/** The Mondays of the weeks of which there is a report, the latest first. */
	public List<LocalDate> weeks() {
		LocalDate monday = LocalDate.ofInstant(this.clock.instant(), this.settings.zone())
			.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
		return Stream.iterate(monday.minusWeeks(1), (week) -> week.minusWeeks(1)).limit(WEEKS).toList();
	}

	/**
	 * The report on a week that is over; empty until the actor has shown recently that it
	 * is her, as for whatever leaves.
	 * @throws IllegalArgumentException if it is none of {@link #weeks()}
	 */
	@Transactional
	public Optional<WeekReport> of(LocalDate monday) {
		if (!weeks().contains(monday)) {
			throw new IllegalArgumentException("no report on the week of " + monday);
		}
		if (!isFactorFresh()) {
			return Optional.empty();
		}
		UUID me = Actors.require().id();
		this.log.append(AuditAction.REVIEW_REPORTED, SubjectType.LIST, me, Detail.of("week", monday));
		return Optional.of(made(me, monday));
	}

	/** Whether the actor has shown recently enough that it is her. */
	public boolean isFactorFresh() {
		return Actors.require().isFresh();
	}

	/** The report on any seven days; the caller writes the event. */
	WeekReport made(UUID me, LocalDate from) {
		ZoneId zone = this.settings.zone();
		Instant now = this.clock.instant();
		Map<String, Object> values = new HashMap<>();
		values.put("me", me);
		values.put("now", now.atOffset(ZoneOffset.UTC));
		values.put("from", start(from, zone));
		values.put("before", start(from.plusWeeks(1), zone));
		return new WeekReport(from, zone, now, reader(me), teams(), found(values), this.desk.load(),
				this.desk.entries(), asked(values), handedOn(values), brokenGlass(values),
				this.counts.of(from, from.plusDays(6)));
	}

	private static OffsetDateTime start(LocalDate day, ZoneId zone) {
		return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
	}

	private String reader(UUID me) {
		return this.jdbc.sql("select display_name from access.staff where subject = ?")
			.param(me)
			.query(String.class)
			.single();
	}

	private List<String> teams() {
		return this.jdbc
			.sql("select name from access.team where id = any ((select access.desk_teams())::uuid[]) order by name")
			.query(String.class)
			.list();
	}

	private Map<ReviewRule, WeekReport.Found> found(Map<String, Object> values) {
		Map<ReviewRule, WeekReport.Found> found = new EnumMap<>(ReviewRule.class);
		this.jdbc.sql(FOUND).params(values).query((row) -> {
			found.put(ReviewRule.valueOf(row.getString("rule")),
					new WeekReport.Found(row.getInt("entries"), row.getInt("reviewed"), row.getInt("late"),
							row.getInt("overdue"), seconds(row, "usually"), seconds(row, "longest")));
		});
		return found;
	}

	private WeekReport.Asked asked(Map<String, Object> values) {
		return this.jdbc.sql(ASKED)
			.params(values)
			.query((row, number) -> new WeekReport.Asked(row.getInt("asked"), row.getInt("answered"),
					seconds(row, "usually")))
			.single();
	}

	private List<WeekReport.HandedOn> handedOn(Map<String, Object> values) {
		return this.jdbc.sql(HANDED_ON)
			.params(values)
			.query((row, number) -> new WeekReport.HandedOn(Entries.instant(row, "escalated_at"),
					Objects.requireNonNull(row.getString("action")), row.getString("code_name"),
					row.getString("display_name"), row.getBoolean("reviewed")))
			.list();
	}

	private List<WeekReport.BrokenGlass> brokenGlass(Map<String, Object> values) {
		return this.jdbc.sql(BROKEN_GLASS).params(values).query((row, number) -> {
			OffsetDateTime reviewed = row.getObject("signed_at", OffsetDateTime.class);
			return new WeekReport.BrokenGlass(Entries.instant(row, "occurred_at"), row.getString("code_name"),
					row.getString("display_name"), (reviewed != null) ? reviewed.toInstant() : null,
					row.getString("reviewer"));
		}).list();
	}

	private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
		double seconds = row.getDouble(column);
		return row.wasNull() ? null : Duration.ofSeconds(Math.round(seconds));
	}

}
