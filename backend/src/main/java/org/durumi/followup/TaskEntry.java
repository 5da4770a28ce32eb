package org.durumi.followup;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A task, opened.
 *
 * @param doneOn absent while it is owed
 */
public record TaskEntry(UUID id, int version, LocalDate dueOn, @Nullable LocalDate doneOn, PlanTask task) {

	@Override
	public String toString() {
		return "[sealed]";
	}

}
