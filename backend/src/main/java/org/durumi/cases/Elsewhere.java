package org.durumi.cases;

import org.durumi.reference.CaseId;

/** Knows which cases another organisation has taken over; the module of handoffs does. */
public interface Elsewhere {

	/**
	 * Whether another organisation has the case now. A second person agreed to that, so
	 * it takes none to close it here; until it is given back it goes nowhere else.
	 */
	boolean has(CaseId caseId);

}
