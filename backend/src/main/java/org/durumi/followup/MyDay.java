package org.durumi.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.Stage;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what a day asks of a person, from dates in clear. */
@Service
public class MyDay {

	private final JdbcClient jdbc;

	private final SealedLog log;

	private final FollowUpSettings settings;

	private final Clock clock;

	MyDay(JdbcClient jdbc, SealedLog log, FollowUpSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.log = log;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Reads the day, which is an event like any list of cases.
	 * @param zone where she is
	 */
	@Transactional
	public Day read(CaseListFilter.Scope scope, ZoneId zone) {
		this.log.append(AuditAction.CASE_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("scope", scope).and("list", "day"));
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), zone);
		return new Day(due(scope, LocalDate.EPOCH, today.minusDays(1)), due(scope, today, today),
				due(scope, today.plusDays(1), today.plusDays(6)), silent(scope, today));
	}

	private List<DayEntry> due(CaseListFilter.Scope scope, LocalDate from, LocalDate to) {
		return this.jdbc
			.sql("select c.id, c.code_name, c.stage, min(t.due_on) as day, count(*) as tasks from casework.plan_task t"
					+ " join casework.case_file c on c.id = t.case_id where t.done_on is null"
					+ " and t.due_on between :from and :to and c.stage not in ('CLOSED', 'DECEASED') and "
					+ scope.condition() + " group by c.id, c.code_name, c.stage order by day, c.id limit :limit")
			.param("from", from)
			.param("to", to)
			.param("me", Actors.require().id())
			.param("limit", Day.LONGEST)
			.query((row, number) -> entry(row))
			.list();
	}

	private List<DayEntry> silent(CaseListFilter.Scope scope, LocalDate today) {
		return this.jdbc
			.sql("select id, code_name, stage, last_contact as day, 0 as tasks from (select c.*, coalesce(c.last_contact,"
					+ " (select min(m.recorded_at)::date from casework.stage_move m where m.case_id = c.id)) as since"
					+ " from casework.case_file c where c.stage not in ('CLOSED', 'DECEASED', 'REPATRIATED') and "
					+ scope.condition() + ") quiet where since < :silentSince order by since, id limit :limit")
			.param("silentSince", today.minusDays(this.settings.silentAfterDays()))
			.param("me", Actors.require().id())
			.param("limit", Day.LONGEST)
			.query((row, number) -> entry(row))
			.list();
	}

	private static DayEntry entry(ResultSet row) throws SQLException {
		return new DayEntry(new CaseId(Objects.requireNonNull(row.getObject("id", UUID.class))),
				row.getString("code_name"), Stage.valueOf(row.getString("stage")),
				row.getObject("day", LocalDate.class), row.getInt("tasks"));
	}

}
