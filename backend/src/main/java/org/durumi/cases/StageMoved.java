package org.durumi.cases;

import java.time.LocalDate;

import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * A case was moved by somebody of ours. Published within the move's transaction, so a
 * listener's work commits with it or not at all. That another organisation took it over
 * is none: the database closes it then, without a key, and settles what is due itself.
 *
 * @param from absent at intake
 * @param on the day it happened
 * @param undoing whether a move was taken back, which then never happened
 */
public record StageMoved(CaseId caseId, @Nullable Stage from, Stage to, LocalDate on, boolean undoing) {
}
