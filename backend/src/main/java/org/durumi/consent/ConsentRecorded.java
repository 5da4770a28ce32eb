package org.durumi.consent;

import java.time.LocalDate;
import java.util.UUID;

import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * A consent was recorded or withdrawn. Published within the transaction, so a listener's
 * work commits with it or not at all.
 *
 * @param state how the case now stands as to consent to services
 * @param until the last day on which it stands so; absent if no day is set
 * @param consent which one
 * @param purpose what that one is for
 * @param sharingChanged whether what may go to other organisations may have changed: it
 * is about sharing, or keeps something back
 */
public record ConsentRecorded(CaseId caseId, ConsentState state, @Nullable LocalDate until, UUID consent,
		Consent.Purpose purpose, boolean sharingChanged) {
}
