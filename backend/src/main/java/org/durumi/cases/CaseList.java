package org.durumi.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditedByCaller;
import org.durumi.audit.NotAudited;
import org.durumi.audit.Reading;
import org.durumi.audit.SubjectType;
import org.durumi.consent.ConsentState;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists cases by code name, page by page. Every query names its scope itself, so that row
 * security confirms it from an index instead of looking at each row.
 */
@Service
public class CaseList {

	static final String COLUMNS = """
			select c.id, c.case_number, c.code_name, c.stage, c.stage_before, c.cycle, c.risk_level,
				case when c.consent_until < (statement_timestamp() at time zone 'UTC')::date then 'EXPIRED'
					else c.consent_state end as consent_state,
				c.owner_id, c.team_id, c.last_contact, c.next_due, c.version from casework.case_file c
			""";

	private final JdbcClient jdbc;

	private final SealedLog log;

	CaseList(JdbcClient jdbc, SealedLog log) {
		this.jdbc = jdbc;
		this.log = log;
	}

	/** How a list is sorted. */
	public enum Order {

		NEXT_DUE("c.next_due nulls last, c.id"), CODE_NAME("c.code_name, c.id"),
		LAST_CONTACT("c.last_contact nulls first, c.id"), NEWEST("c.id desc");

		private final String sql;

		Order(String sql) {
			this.sql = sql;
		}

	}

	/** One page by itself, an event. */
	@Transactional
	public List<CaseListRow> page(CaseListFilter filter, Order order, int offset, int limit) {
		return page(new Reading(), filter, order, offset, limit);
	}

	/** One page of a reading. */
	@Transactional
	public List<CaseListRow> page(Reading reading, CaseListFilter filter, Order order, int offset, int limit) {
		if (reading.begins()) {
			this.log.append(AuditAction.CASE_LIST_READ, SubjectType.LIST, Actors.require().id(),
					Detail.of("scope", filter.scope()).and("stages", filter.stages()));
		}
		Map<String, Object> values = new HashMap<>();
		String sql = sql(filter, order, values);
		values.put("offset", offset);
		values.put("limit", limit);
		return this.jdbc.sql(sql).params(values).query((row, number) -> row(row)).list();
	}

	/**
	 * Every case that the actor owns or was assigned to, by code name: none that opened
	 * to her for a while only. No event of its own.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@AuditedByCaller("The export that is asked for or leaves.")
	public List<CaseListRow> workedOn() {
		return this.jdbc.sql(COLUMNS + """
				where c.owner_id = ? or c.id = any ((select access.my_cases(array['ASSIGNED']))::uuid[])
				order by c.code_name""").param(Actors.require().id()).query((row, number) -> row(row)).list();
	}

	/** How many of the filter's cases stand at each stage, whatever stages it names. */
	@Transactional(readOnly = true)
	@NotAudited("Numbers beside a list whose reading is the event.")
	public Map<Stage, Integer> countsByStage(CaseListFilter filter) {
		CaseListFilter anyStage = new CaseListFilter(filter.scope(), Set.of(), filter.risks(), filter.text(),
				filter.dueBefore());
		Map<String, Object> values = new HashMap<>();
		Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
		this.jdbc
			.sql("select c.stage, count(*) from casework.case_file c " + where(anyStage, values) + " group by c.stage")
			.params(values)
			.query((row) -> {
				counts.put(Stage.valueOf(row.getString(1)), row.getInt(2));
			});
		return counts;
	}

	/** One case, if the actor may see it; no event of its own. */
	@Transactional(propagation = Propagation.MANDATORY)
	@AuditedByCaller("The page that is opened, or the act that is done with the case.")
	public Optional<CaseListRow> find(CaseId caseId) {
		return this.jdbc.sql(COLUMNS + "where c.id = ?")
			.param(caseId.value())
			.query((row, number) -> row(row))
			.optional();
	}

	/** When the cycle began that the case is in, by the log of its moves. */
	@Transactional(propagation = Propagation.MANDATORY)
	Instant cycleBegan(CaseId caseId) {
		return this.jdbc.sql("""
				select max(m.recorded_at) from casework.case_file c
				left join casework.stage_move m on m.case_id = c.id and m.cycle < c.cycle where c.id = ?""")
			.param(caseId.value())
			.query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
			.single()
			.map(OffsetDateTime::toInstant)
			.orElse(Instant.EPOCH);
	}

	/**
	 * A page's query; its parameters but {@code offset} and {@code limit} are added.
	 * Which cases the page holds is asked first: the index alone answers that, in order,
	 * and row security with it, where the planner would otherwise fetch and sort a whole
	 * team.
	 */
	static String sql(CaseListFilter filter, Order order, Map<String, Object> values) {
		return COLUMNS + "join (select c.id from casework.case_file c " + where(filter, values) + " order by "
				+ order.sql + " offset :offset limit :limit) page on page.id = c.id order by " + order.sql;
	}

	private static String where(CaseListFilter filter, Map<String, Object> values) {
		StringBuilder where = new StringBuilder("where ").append(filter.scope().condition());
		values.put("me", Actors.require().id());
		if (!filter.stages().isEmpty()) {
			where.append(" and c.stage in (:stages)");
			values.put("stages", filter.stages().stream().map(Stage::name).toList());
		}
		if (!filter.risks().isEmpty()) {
			where.append(" and c.risk_level in (:risks)");
			values.put("risks", filter.risks().stream().map(RiskLevel::name).toList());
		}
		if (!filter.text().isEmpty()) {
			where.append(" and (position(lower(:text) in lower(c.code_name)) > 0"
					+ " or position(upper(:text) in c.case_number) > 0)");
			values.put("text", filter.text());
		}
		if (filter.dueBefore() != null) {
			where.append(" and c.next_due < :due");
			values.put("due", filter.dueBefore());
		}
		return where.toString();
	}

	static CaseListRow row(ResultSet row) throws SQLException {
		return new CaseListRow(new CaseId(uuid(row, "id")), row.getString("case_number"), row.getString("code_name"),
				Stage.valueOf(row.getString("stage")), stage(row.getString("stage_before")), row.getInt("cycle"),
				risk(row.getString("risk_level")), ConsentState.valueOf(row.getString("consent_state")),
				uuid(row, "owner_id"), uuid(row, "team_id"), row.getObject("last_contact", LocalDate.class),
				row.getObject("next_due", LocalDate.class), row.getInt("version"));
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

	private static @Nullable Stage stage(@Nullable String name) {
		return (name != null) ? Stage.valueOf(name) : null;
	}

	private static @Nullable RiskLevel risk(@Nullable String name) {
		return (name != null) ? RiskLevel.valueOf(name) : null;
	}

}
