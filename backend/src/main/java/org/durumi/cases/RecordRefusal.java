package org.durumi.cases;

/** Why a record is not kept. */
public enum RecordRefusal {

	/** The day lies ahead. */
	IN_THE_FUTURE,
	/** The day lies before her birth. */
	BEFORE_BIRTH,
	/** Somebody else has changed the record since it was read. */
	STALE,
	/** It ends before it begins. */
	ENDS_BEFORE_IT_BEGINS,
	/** A place where traffickers hold people is no shelter. */
	NO_SHELTER,
	/** Immigration custody in a third country is a step of the way, not this. */
	IMMIGRATION_CUSTODY,
	/** The steps of a leg do not follow one another. */
	OUT_OF_ORDER,
	/** The day of a task lies behind, or further ahead than anybody plans. */
	UNLIKELY_DAY,
	/** The last review belongs to the end of the five years. */
	TOO_EARLY,
	/** Something that must be said is missing. */
	INCOMPLETE

}
