package org.durumi.cases;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.keys.Opening;

/**
 * Answers whether conditions hold that rest on another module's records. Each condition
 * has exactly one guard.
 */
public interface StageGuard {

	/** The conditions this guard answers for. */
	Set<Condition> conditions();

	/**
	 * Whether the condition holds for the opening's case. Runs in the mover's transaction
	 * and with the mover's keys; what she cannot open is not met.
	 * @param today the day the move is made
	 */
	boolean isMet(Condition condition, Opening opening, LocalDate today);

}
