package org.durumi.people;

/** Why a birth is refused. */
public enum BirthRefusal {

	/** A month or day, but no year. */
	YEAR_MISSING,
	/** A day, but no month. */
	MONTH_MISSING,
	/** There is no such date. */
	NO_SUCH_DATE,
	/** It lies ahead. */
	IN_THE_FUTURE,
	/** Nobody is that old. */
	TOO_LONG_AGO,
	/** Not an age of a living person. */
	AGE_IMPOSSIBLE,
	/** The day of the estimate lies ahead. */
	ESTIMATED_IN_THE_FUTURE,
	/** Date and age contradict each other. */
	AGE_CONTRADICTS_DATE

}
