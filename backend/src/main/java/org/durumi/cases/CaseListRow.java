package org.durumi.cases;

import java.time.LocalDate;
import java.util.UUID;

import org.durumi.consent.ConsentState;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/** One case as lists show it: what is in clear, and nothing of hers. */
public record CaseListRow(CaseId id, String caseNumber, String codeName, Stage stage, @Nullable Stage stageBefore,
		int cycle, @Nullable RiskLevel risk, ConsentState consent, UUID owner, UUID team,
		@Nullable LocalDate lastContact, @Nullable LocalDate nextDue, int version) {

}
