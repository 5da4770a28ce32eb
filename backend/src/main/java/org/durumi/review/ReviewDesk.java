package org.durumi.review;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.Reading;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The entries that wait for the actor's review, with the reason for which each does and
 * the time by which it should be done. An entry leaves the desk when somebody signs it
 * off, and the desk of whoever hands it on.
 * <p>
 * Guaranteed, by the database: nobody's own acts are on her desk. Not guaranteed: that
 * what is on no desk was right; the rules find what they say, and the sample is one.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class ReviewDesk {

	/** Of what she handed on the other supervisors' eyes are wanted. */
	private static final String WAITING = " from review.flag f where f.closed_at is null and not exists (select"
			+ " from review.escalation x where x.event_id = f.event_id and x.escalated_by = (select access.actor())) ";

	/** A question that waits is told before one that is answered. */
	static final String QUERY = "select " + Entries.COLUMNS + """
			, f.rules, f.figures, f.due_at, f.due_at < :now as overdue,
				(select min(case when q.answered_at is null then 1 else 2 end)
				 from review.question q where q.event_id = e.event_id) as asked
			from (
				select f.event_id, array_agg(f.rule order by f.rule) as rules,
					array_agg(coalesce(f.figure, 0) order by f.rule) as figures, min(f.due_at) as due_at""" + WAITING
			+ """
						group by f.event_id having :rule = '' or bool_or(f.rule = :rule)
						order by min(f.due_at), f.event_id offset :offset limit :limit) f
					join audit.event e on e.event_id = f.event_id
					""" + Entries.NAMES + " order by f.due_at, e.event_id";

	private final JdbcClient jdbc;

	private final SealedLog log;

	private final ReviewSettings settings;

	private final Clock clock;

	ReviewDesk(JdbcClient jdbc, SealedLog log, ReviewSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.log = log;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Why an entry is there.
	 *
	 * @param figure what came over the rule's threshold, absent where there is none
	 */
	public record Reason(ReviewRule rule, @Nullable Integer figure) {
	}

	/** How far a question to whoever acted has come. */
	public enum Asked {

		NOT, WAITING, ANSWERED

	}

	/**
	 * An entry that waits.
	 *
	 * @param due the earliest time by which one of its reasons should be dealt with
	 */
	public record Waiting(AuditRow row, List<Reason> reasons, Instant due, boolean overdue, Asked asked) {

		public Waiting {
			reasons = List.copyOf(reasons);
		}

	}

	/** How many entries wait for one reason, and how many of them too long. */
	public record Load(int open, int overdue) {
	}

	/** When an entry comes here, to be said beside the list. */
	public ReviewSettings settings() {
		return this.settings;
	}

	/** Rules for which nothing waits are absent. */
	@NotAudited("Numbers.")
	@Transactional(readOnly = true)
	public Map<ReviewRule, Load> load() {
		Map<ReviewRule, Load> loads = new EnumMap<>(ReviewRule.class);
		this.jdbc
			.sql("select f.rule, count(*) as open, count(*) filter (where f.due_at < ?) as overdue" + WAITING
					+ "group by f.rule")
			.param(now())
			.query((row) -> {
				loads.put(ReviewRule.valueOf(row.getString("rule")),
						new Load(row.getInt("open"), row.getInt("overdue")));
			});
		return loads;
	}

	/** One page by itself, an event. */
	@Transactional
	public List<Waiting> waiting(@Nullable ReviewRule rule, int offset, int limit) {
		return waiting(new Reading(), rule, offset, limit);
	}

	/** How many entries wait, each once for however many reasons. */
	@NotAudited("Numbers.")
	@Transactional(readOnly = true)
	public Load entries() {
		return this.jdbc.sql("""
				select count(distinct f.event_id) as open,
					count(distinct f.event_id) filter (where f.due_at < ?) as overdue""" + WAITING)
			.param(now())
			.query((row, number) -> new Load(row.getInt("open"), row.getInt("overdue")))
			.single();
	}

	/**
	 * One page of a reading, the most urgent first.
	 * @param rule one rule's, or absent for all
	 */
	@Transactional
	public List<Waiting> waiting(Reading reading, @Nullable ReviewRule rule, int offset, int limit) {
		UUID me = Actors.require().id();
		if (reading.begins()) {
			this.log.append(AuditAction.AUDIT_LIST_READ, SubjectType.LIST, me, Detail.of("list", "desk"));
		}
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("me", me);
		values.put("now", now());
		values.put("rule", (rule != null) ? rule.name() : "");
		values.put("offset", offset);
		values.put("limit", limit);
		return this.jdbc.sql(QUERY).params(values).query((row, number) -> waiting(row)).list();
	}

	/** Why one entry is, or was, on a desk of hers. */
	@NotAudited("Names of rules and numbers, which the list of the desk tells as well.")
	@Transactional(readOnly = true)
	public List<Reason> reasons(UUID event) {
		return this.jdbc.sql("select rule, figure from review.flag where event_id = ? order by rule")
			.param(event)
			.query((row, number) -> new Reason(ReviewRule.valueOf(row.getString("rule")),
					row.getObject("figure", Integer.class)))
			.list();
	}

	private static Waiting waiting(ResultSet row) throws SQLException {
		return new Waiting(Entries.row(row), reasons(row), Entries.instant(row, "due_at"), row.getBoolean("overdue"),
				Asked.values()[row.getInt("asked")]);
	}

	private static List<Reason> reasons(ResultSet row) throws SQLException {
		String[] rules = (String[]) array(row, "rules");
		Integer[] figures = (Integer[]) array(row, "figures");
		List<Reason> reasons = new ArrayList<>();
		for (int i = 0; i < rules.length; i++) {
			reasons.add(new Reason(ReviewRule.valueOf(rules[i]), (figures[i] != 0) ? figures[i] : null));
		}
		return reasons;
	}

	private static Object array(ResultSet row, String column) throws SQLException {
		Array array = Objects.requireNonNull(row.getArray(column));
		return array.getArray();
	}

	private Object now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

}
