package org.durumi.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What entries say stood in fields before and after, sealed as it lies in the log. */
@Component
class ChangedValues {

	private final Vault vault;

	ChangedValues(Vault vault) {
		this.vault = vault;
	}

	/** Whether a detail holds any, and whether the reader may open them. */
	BeforeAndAfter.Access in(@Nullable CaseId caseId, byte @Nullable [] detail) {
		if (caseId == null || detail == null) {
			return BeforeAndAfter.Access.NONE;
		}
		return SealedLog.compartmentOfChange(detail)
			.map((compartment) -> this.vault.keysOf(caseId).holds(compartment) ? BeforeAndAfter.Access.OPENS
					: BeforeAndAfter.Access.NOT_HERS)
			.orElse(BeforeAndAfter.Access.NONE);
	}

	/**
	 * Opens them, an audited event about the case.
	 * @param told what else the entry says, empty if the reader holds no key for that
	 * @throws org.durumi.keys.KeyNotReleased if she does not hold the fields'
	 * compartment, an audited event
	 */
	Optional<BeforeAndAfter> open(AuditRow row, CaseId caseId, byte[] detail, Map<String, String> told) {
		return SealedLog.compartmentOfChange(detail).map((compartment) -> {
			String record = told.get("record");
			// as where the record itself is opened: by its name; what is no record's, by
			// its fields
			String what = (record != null) ? record : told.getOrDefault("fields", row.action());
			Opening opening = this.vault.open(caseId, Purpose.AUDIT_ENTRY, compartment, List.of(what));
			return BeforeAndAfter.of(SealedLog.openChange(row.id(), opening, detail), record);
		});
	}

}
