package org.durumi.cases;

import java.util.Set;

/** How a stage move ended. */
public sealed interface MoveOutcome {

	/**
	 * The case has moved.
	 *
	 * @param version the case's version now
	 */
	record Moved(Stage from, Stage to, int version) implements MoveOutcome {
	}

	/**
	 * Nothing has changed.
	 *
	 * @param missing the conditions that do not hold, each fixed somewhere
	 * @param refusals what else stands against it
	 */
	record Refused(Set<Condition> missing, Set<Refusal> refusals) implements MoveOutcome {

		public Refused {
			missing = Set.copyOf(missing);
			refusals = Set.copyOf(refusals);
		}

		static Refused because(Refusal refusal) {
			return new Refused(Set.of(), Set.of(refusal));
		}

	}

}
