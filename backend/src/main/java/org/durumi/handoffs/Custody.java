package org.durumi.handoffs;

import org.durumi.audit.NotAudited;
import org.durumi.cases.Elsewhere;
import org.durumi.reference.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose the cases are. A case has one custodian, which the database keeps: ours until a
 * partner has accepted its transfer, hers until she gives it back.
 */
@Component
class Custody implements Elsewhere {

	private final JdbcClient jdbc;

	Custody(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	@NotAudited("Says whose the case is; the move that rests on it is the event.")
	public boolean has(CaseId caseId) {
		return this.jdbc.sql("select handoffs.is_elsewhere(?)").param(caseId.value()).query(Boolean.class).single();
	}

}
