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
	/** A task that is done cannot be done again. */
	ALREADY_DONE,
	/** Something that must be said is missing. */
	INCOMPLETE

}
