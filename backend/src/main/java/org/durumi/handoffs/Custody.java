package org.durumi.handoffs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.cases.Elsewhere;
import org.durumi.reference.CaseId;
import org.durumi.reference.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose the cases are. A case has one custodian, which the database keeps: ours until a
 * partner has accepted its transfer, hers until she gives it back.
 * <p>
 * From the acceptance on nobody of ours moves the case. That it closes with us follows
 * within seconds, by the keeper of handoffs, which holds no key of it and opens nothing.
 */
@Component
class Custody implements Elsewhere {

	private final AuditLog log;

	private final JdbcClient jdbc;

	Custody(AuditLog log, JdbcClient jdbc) {
		this.log = log;
		this.jdbc = jdbc;
	}

	@Override
	@NotAudited("Says whose the case is; the move that rests on it is the event.")
	public boolean has(CaseId caseId) {
		return ask("select handoffs.is_elsewhere(?)", caseId);
	}

	@Override
	@NotAudited("Says whose the case is; the move that rests on it is the event.")
	public boolean isOnItsWay(CaseId caseId) {
		return ask("select handoffs.is_on_its_way(?)", caseId);
	}

	@Override
	@NotAudited("Says whose the case is; the move that rests on it is the event.")
	public Optional<Instant> lastBack(CaseId caseId) {
		return this.jdbc.sql("""
				select until from handoffs.transfer where case_id = ? and until is not null
				order by until desc limit 1""")
			.param(caseId.value())
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant);
	}

	private boolean ask(String question, CaseId caseId) {
		return this.jdbc.sql(question).param(caseId.value()).query(Boolean.class).single();
	}

	/** Transfers that were accepted and whose case is still open here, for the keeper. */
	@Transactional(readOnly = true)
	List<UUID> taken(int limit) {
		return this.jdbc.sql("select * from handoffs.taken_and_open() limit ?").param(limit).query(UUID.class).list();
	}

	/** Closes the case of one of them, unless that has been done; an audited event. */
	@Transactional
	void close(UUID transfer) {
		this.jdbc.sql("select casework.close_transferred(?, ?)")
			.params(transfer, Ids.next())
			.query(UUID.class)
			.optional()
			.ifPresent((id) -> this.log.append(new AuditEvent(Ids.next(), AuditAction.CASE_TRANSFERRED,
					AuditEvent.Outcome.DONE, SubjectType.CASE_FILE, id, new CaseId(id), null, null)));
	}

}
