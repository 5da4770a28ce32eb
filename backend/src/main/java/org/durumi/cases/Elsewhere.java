package org.durumi.cases;

import java.time.Instant;
import java.util.Optional;

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

	/**
	 * When the case was last back, or a transfer of it last came to nothing; absent if it
	 * never was to go. What was settled for that is not settled for another closing.
	 */
	Optional<Instant> lastBack(CaseId caseId);

}
