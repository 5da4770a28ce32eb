package org.durumi.cases;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;

import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.consent.ConsentState;
import org.durumi.keys.Change;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The few facts in clear that lists sort by, kept up by the modules that record them.
 * They are derived, so they raise no version: nobody's edit conflicts with them. One that
 * changes is an event of its own, beside that of the record that brings it about.
 */
@Service
public class CaseFacts {

	private final JdbcClient jdbc;

	private final Vault vault;

	private final SealedLog log;

	CaseFacts(JdbcClient jdbc, Vault vault, SealedLog log) {
		this.jdbc = jdbc;
		this.vault = vault;
		this.log = log;
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void assessedAt(CaseId caseId, RiskLevel level) {
		set(caseId, "risk_level", Types.VARCHAR, level.name());
	}

	/**
	 * Whether she consents to services, by the ledger.
	 * @param until the last day on which that stands, after which lists call it expired;
	 * absent if no day is set
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void consentStands(CaseId caseId, ConsentState state, @Nullable LocalDate until) {
		set(caseId, "consent_state", Types.VARCHAR, state.name());
		set(caseId, "consent_until", Types.DATE, until);
	}

	/** The last day on which she was reached, absent when she never was. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void lastContactOn(CaseId caseId, @Nullable LocalDate day) {
		set(caseId, "last_contact", Types.DATE, day);
	}

	/** The earliest day on which something is owed, absent when nothing is. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void nextDueOn(CaseId caseId, @Nullable LocalDate day) {
		set(caseId, "next_due", Types.DATE, day);
	}

	private void set(CaseId caseId, String column, int type, @Nullable Object value) {
		this.jdbc.sql(
				"update casework.case_file set %1$s = :value where id = :id and %1$s is distinct from :value returning old.%1$s::text"
					.formatted(column))
			.param("value", value, type)
			.param("id", caseId.value())
			.query((row, number) -> Optional.ofNullable(row.getString(1)))
			.optional()
			.ifPresent((before) -> this.log.append(this.vault.keysOf(caseId), Compartment.CORE,
					AuditAction.CASE_FACT_CHANGED, SubjectType.CASE_FILE, caseId.value(), Detail.of("fields", column),
					Change.of(Compartment.CORE, column, before.orElse(null), value)));
	}

}
