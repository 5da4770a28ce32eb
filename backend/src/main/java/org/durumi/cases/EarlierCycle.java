package org.durumi.cases;

import org.jspecify.annotations.Nullable;

/**
 * An escape that ended before we knew her; it counts as a cycle.
 *
 * @param crossedInYear absent if she does not know or will not say
 */
public record EarlierCycle(@Nullable Integer crossedInYear, Ending ending) {

	/** How it ended. */
	public enum Ending {

		REPATRIATED, RETURNED, UNKNOWN

	}

}
