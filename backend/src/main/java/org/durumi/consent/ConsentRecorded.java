package org.durumi.consent;

import org.durumi.reference.CaseId;

/**
 * A consent was recorded or withdrawn. Published within the transaction, so a listener's
 * work commits with it or not at all.
 *
 * @param state how the case now stands as to consent to services
 */
public record ConsentRecorded(CaseId caseId, ConsentState state) {
}
