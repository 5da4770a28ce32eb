package org.durumi.review;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;

import org.durumi.audit.AuditEvent;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log as its list shows it: what is in clear.
 *
 * @param action its name; among them some that only the database writes
 * @param actorName of a machine the client it is; absent for a job, and for whoever the
 * reader may not know
 * @param subject what it is about
 * @param subjectName absent where it is about no person, and for whoever the reader may
 * not know
 * @param codeName absent for an entry about no case
 * @param own whether the reader herself acted, or it tells about herself and no case
 * @param reviewed whether somebody has marked it reviewed
 */
public record AuditRow(UUID id, Instant at, UUID actor, @Nullable String actorName, String action,
		AuditEvent.Outcome outcome, String subjectType, UUID subject, @Nullable String subjectName,
		@Nullable CaseId caseId, @Nullable String codeName, @Nullable String compartment, boolean own,
		boolean reviewed) {

	/** Under whose log key its detail lies, if it is about no case. */
	YearMonth month() {
		return YearMonth.from(this.at.atOffset(ZoneOffset.UTC));
	}

}
