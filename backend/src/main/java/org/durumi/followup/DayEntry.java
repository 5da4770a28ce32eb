package org.durumi.followup;

import java.time.LocalDate;

import org.durumi.cases.Stage;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * A case in somebody's day.
 *
 * @param day the day something is owed, or of the last contact; absent if there was none
 * @param tasks how many tasks are owed by that day; 0 for a silent case
 */
public record DayEntry(CaseId caseId, String codeName, Stage stage, @Nullable LocalDate day, int tasks) {
}
