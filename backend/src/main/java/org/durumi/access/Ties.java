package org.durumi.access;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who knows a survivor outside her work: as a relative, a neighbour, her family's helper.
 * Whoever does says so, and from then on each of her looks at the case is reviewed.
 * <p>
 * Not guaranteed: that everybody says so. Nothing is taken from whoever does: giving the
 * case to a colleague is the supervisor's decision.
 */
@Service
@PreAuthorize("hasAnyRole('CASEWORKER', 'COORDINATOR', 'SUPERVISOR')")
public class Ties {

	private final JdbcClient jdbc;

	private final CaseAccess access;

	private final AuditLog log;

	Ties(JdbcClient jdbc, CaseAccess access, AuditLog log) {
		this.jdbc = jdbc;
		this.access = access;
		this.log = log;
	}

	/** Whether the actor has said so of this case. */
	@NotAudited("Her own word, back to her.")
	@Transactional(readOnly = true)
	public boolean isDeclared(CaseId caseId) {
		return this.jdbc.sql("select count(*) from access.tie where case_id = ? and subject = ?")
			.params(caseId.value(), Actors.require().id())
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Says that the actor knows her; false if she has said so before.
	 * @throws AccessRefused if she cannot see the case
	 */
	@Transactional
	public boolean declare(CaseId caseId) {
		this.access.require(caseId, CaseAct.VIEW);
		if (isDeclared(caseId)) {
			return false;
		}
		this.jdbc.sql("insert into access.tie (case_id, subject) values (?, ?)")
			.params(caseId.value(), Actors.require().id())
			.update();
		this.log.append(new AuditEvent(Ids.next(), AuditAction.TIE_DECLARED, AuditEvent.Outcome.DONE,
				SubjectType.CASE_FILE, caseId.value(), caseId, null, null));
		return true;
	}

}
