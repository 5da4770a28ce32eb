package org.durumi.cases;

import org.durumi.reference.CaseId;

/**
 * Knows which cases go to another organisation or are there; the module of handoffs does.
 */
public interface Elsewhere {

	/**
	 * Whether another organisation has the case now. It closes here by that; until it is
	 * given back nobody of ours moves it.
	 */
	boolean has(CaseId caseId);

	/**
	 * Whether the case was asked to go there and is still ours. It is not closed
	 * meanwhile: whoever accepts it accepts an open case.
	 */
	boolean isOnItsWay(CaseId caseId);

}
