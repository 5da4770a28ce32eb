package org.durumi.reference;

/**
 * What a case is divided into. Each compartment has a key of its own per case, and a
 * person without the compartment gets no key.
 */
public enum Compartment {

	/** Clear columns, legal status, tasks, plan dates: no names here. */
	CORE,
	/** Names, birth, sex, origin, contact, family. */
	IDENTITY,
	/** Exploitation, detention, violence, risk. */
	HARM,
	/** Health, assessments, care. */
	HEALTH,
	/** Legs, places, check-ins, needs on the road: no names here. */
	ROUTE,
	/** Brokers and hosts. */
	HELPERS,
	/** Relatives still in the DPRK: the strictest class. */
	RELATIVES_AT_HOME

}
