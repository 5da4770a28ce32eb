package org.durumi.api;

import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffState;
import org.jspecify.annotations.Nullable;

/** How words of a request are understood, and where a handoff stands is told. */
final class Words {

	private Words() {
	}

	/**
	 * A word by its name alone, never by its place.
	 * @throws Refusal if there is none of the name
	 */
	static <E extends Enum<E>> E choice(Class<E> type, @Nullable String name) {
		for (E value : type.getEnumConstants()) {
			if (value.name().equals(name)) {
				return value;
			}
		}
		throw new Refusal(ApiProblem.MALFORMED);
	}

	/** Why something does not follow from where a handoff is. */
	static ApiProblem why(Handoff seen) {
		if (seen.isFrozen()) {
			return ApiProblem.SUSPENDED;
		}
		return (seen.state() == HandoffState.SEALED) ? ApiProblem.NOT_COLLECTED : ApiProblem.TOO_LATE;
	}

}
