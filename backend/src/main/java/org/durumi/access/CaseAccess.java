package org.durumi.access;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what the actor may do with a case. A refusal is written to the audit log after
 * the refused transaction has ended.
 * <p>
 * This is one layer of several: row-level security and key release refuse on their own,
 * whatever is decided here.
 */
@Service
public class CaseAccess {

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final AccessMatrix matrix;

	CaseAccess(JdbcClient jdbc, AuditLog log, AccessMatrix matrix) {
		this.jdbc = jdbc;
		this.log = log;
		this.matrix = matrix;
	}

	/** How the actor stands to the case; empty for a case she cannot see. */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Says whether something may be done; doing it is the event, and so is its refusal.")
	public Set<Relation> relationsTo(CaseId id) {
		if (Actors.current().isEmpty()) {
			return Set.of();
		}
		return this.jdbc.sql("select access.relations_to(?)")
			.param(id.value())
			.query((row, number) -> relations(row.getArray(1)))
			.optional()
			.orElseGet(() -> EnumSet.noneOf(Relation.class));
	}

	@NotAudited("Says whether something may be done; doing it is the event, and so is its refusal.")
	public boolean may(CaseId id, CaseAct act) {
		return this.matrix.allows(relationsTo(id), act);
	}

	/**
	 * Lets the act pass or refuses it, in which case the refusal is an audited event.
	 * @throws AccessRefused if the actor may not; the same for a case that does not exist
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Lets pass or refuses; a refusal is an event, and what was let pass writes its own.")
	public void require(CaseId id, CaseAct act) {
		if (!may(id, act)) {
			this.log.appendDenial(AuditEvent.denied(SubjectType.CASE_FILE, id.value(), id));
			throw new AccessRefused(act);
		}
	}

	/**
	 * As {@link #require}, once nobody else moves, hands over or asks about the case, who
	 * then waits for this transaction to end.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Lets pass or refuses; a refusal is an event, and what was let pass writes its own.")
	public void requireAlone(CaseId id, CaseAct act) {
		// the lock first: while it was awaited the case may have gone to somebody else
		this.jdbc.sql("select access.lock_case(?)").param(id.value()).query((row) -> {
		});
		require(id, act);
	}

	private static Set<Relation> relations(@Nullable Array names) throws SQLException {
		Set<Relation> relations = EnumSet.noneOf(Relation.class);
		if (names != null) {
			Arrays.stream((String[]) names.getArray()).map(Relation::valueOf).forEach(relations::add);
		}
		return relations;
	}

}
