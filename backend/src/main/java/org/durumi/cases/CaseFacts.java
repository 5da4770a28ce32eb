package org.durumi.cases;

import java.sql.Types;
import java.time.LocalDate;

import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The few facts in clear that lists sort by, kept up by the modules that record them.
 * They are derived, so they raise no version: nobody's edit conflicts with them. The
 * record that brings one about is the event about the case.
 */
@Service
public class CaseFacts {

	private final JdbcClient jdbc;

	CaseFacts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void assessedAt(CaseId caseId, RiskLevel level) {
		this.jdbc.sql("update casework.case_file set risk_level = ? where id = ?")
			.params(level.name(), caseId.value())
			.update();
	}

	/** The last day on which she was reached, absent when she never was. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void lastContactOn(CaseId caseId, @Nullable LocalDate day) {
		this.jdbc.sql("update casework.case_file set last_contact = :day where id = :id")
			.param("day", day, Types.DATE)
			.param("id", caseId.value())
			.update();
	}

	/** The earliest day on which something is owed, absent when nothing is. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void nextDueOn(CaseId caseId, @Nullable LocalDate day) {
		this.jdbc.sql("update casework.case_file set next_due = :day where id = :id and next_due is distinct from :day")
			.param("day", day, Types.DATE)
			.param("id", caseId.value())
			.update();
	}

}
