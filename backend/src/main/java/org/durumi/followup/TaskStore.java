package org.durumi.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Change;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of tasks: their days in clear, what they are sealed. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class TaskStore {

	private static final String TABLE = "casework.plan_task";

	private static final String DUE_ON = "dueOn";

	private final JdbcClient jdbc;

	private final Vault vault;

	private final SealedLog log;

	private final Clock clock;

	TaskStore(JdbcClient jdbc, Vault vault, SealedLog log, Clock clock) {
		this.jdbc = jdbc;
		this.vault = vault;
		this.log = log;
		this.clock = clock;
	}

	/** One that is done: when and by whom that was recorded. */
	record Done(UUID id, Instant at, UUID by) {
	}

	void add(CaseId caseId, PlanTask task, LocalDate dueOn) {
		CaseKeys keys = this.vault.keysOf(caseId);
		UUID id = Ids.next();
		this.jdbc.sql("insert into " + TABLE
				+ " (id, case_id, compartment, content, recorded_at, recorded_by, due_on) values (?, ?, 'CORE', ?, ?, ?, ?)")
			.params(id, caseId.value(), seal(keys, id, task), now(), Actors.require().id(), dueOn)
			.update();
		this.log.append(keys, Compartment.CORE, AuditAction.RECORD_ADDED, SubjectType.RECORD, id,
				Detail.of("record", PlanTask.KIND.name()), Change.added(Compartment.CORE, parts(task, dueOn, null)));
	}

	/** Whether it was still owed, and unchanged since it was seen. */
	boolean done(CaseId caseId, TaskEntry seen, LocalDate on, PlanTask task) {
		CaseKeys keys = this.vault.keysOf(caseId);
		int changed = this.jdbc
			.sql("update " + TABLE
					+ " set content = ?, done_on = ?, recorded_at = ?, recorded_by = ?, version = version + 1"
					+ " where id = ? and case_id = ? and version = ? and done_on is null")
			.params(seal(keys, seen.id(), task), on, now(), Actors.require().id(), seen.id(), caseId.value(),
					seen.version())
			.update();
		if (changed == 1) {
			tell(keys, seen, Change.between(Compartment.CORE, parts(seen.task(), seen.dueOn(), seen.doneOn()),
					parts(task, seen.dueOn(), on)));
		}
		return changed == 1;
	}

	/** Gives a task of the plan another day; that it is owed has not changed. */
	void move(CaseId caseId, TaskEntry task, LocalDate dueOn) {
		int changed = this.jdbc
			.sql("update " + TABLE + " set due_on = ?, version = version + 1 where id = ? and due_on <> ?")
			.params(dueOn, task.id(), dueOn)
			.update();
		if (changed == 1) {
			tell(this.vault.keysOf(caseId), task, Change.of(Compartment.CORE, DUE_ON, task.dueOn(), dueOn));
		}
	}

	private void tell(CaseKeys keys, TaskEntry task, Change change) {
		this.log.append(keys, Compartment.CORE, AuditAction.RECORD_CHANGED, SubjectType.RECORD, task.id(),
				Detail.of("record", PlanTask.KIND.name()).and("fields", String.join(",", change.fields())), change);
	}

	/** What a task says, the days in clear among it. */
	private static Map<String, String> parts(PlanTask task, LocalDate dueOn, @Nullable LocalDate doneOn) {
		Map<String, String> parts = new LinkedHashMap<>(PlanTask.KIND.parts(task));
		parts.put(DUE_ON, dueOn.toString());
		if (doneOn != null) {
			parts.put("doneOn", doneOn.toString());
		}
		return parts;
	}

	List<TaskEntry> open(Opening opening) {
		if (!opening.holds(Compartment.CORE)) {
			return List.of();
		}
		return this.jdbc
			.sql("select id, version, due_on, done_on, content from " + TABLE
					+ " where case_id = ? order by done_on is not null, due_on, id")
			.param(opening.caseId().value())
			.query((row, number) -> entry(opening, row))
			.list();
	}

	List<Done> done(CaseId caseId) {
		return this.jdbc
			.sql("select id, recorded_at, recorded_by from " + TABLE + " where case_id = ? and done_on is not null")
			.param(caseId.value())
			.query((row, number) -> new Done(uuid(row, "id"),
					Objects.requireNonNull(row.getObject("recorded_at", OffsetDateTime.class)).toInstant(),
					uuid(row, "recorded_by")))
			.list();
	}

	Optional<LocalDate> nextDue(CaseId caseId) {
		return this.jdbc
			.sql("select due_on from " + TABLE + " where case_id = ? and done_on is null order by due_on limit 1")
			.param(caseId.value())
			.query(LocalDate.class)
			.optional();
	}

	private TaskEntry entry(Opening opening, ResultSet row) throws SQLException {
		UUID id = uuid(row, "id");
		return new TaskEntry(id, row.getInt("version"),
				Objects.requireNonNull(row.getObject("due_on", LocalDate.class)),
				row.getObject("done_on", LocalDate.class), opening.open(Compartment.CORE, cell(id, opening.caseId()),
						Sealed.of(row.getBytes("content"), PlanTask.KIND.type())));
	}

	private static byte[] seal(CaseKeys keys, UUID id, PlanTask task) {
		return keys.seal(Compartment.CORE, cell(id, keys.caseId()), PlanTask.KIND.type(), task).ciphertext();
	}

	private static Cell cell(UUID id, CaseId caseId) {
		return new Cell(TABLE, "content", id, caseId.value());
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

}
