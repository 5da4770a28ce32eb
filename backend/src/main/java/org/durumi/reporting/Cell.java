package org.durumi.reporting;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One value of a figure.
 *
 * @param quarter the first day of its quarter, absent where a figure has none
 * @param name what is counted: a stage, a level, a state, a team's id, a cycle,
 * {@code NEW} or {@code EARLIER}
 * @param value absent where it is withheld
 * @param small whether it is withheld because it lies under 5 itself; one that is
 * withheld beside it is not
 */
public record Cell(Figure figure, @Nullable LocalDate quarter, String name, @Nullable Integer value, boolean small) {

	public boolean withheld() {
		return this.value == null;
	}

}
