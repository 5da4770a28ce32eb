package org.durumi.people;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How a change of identity or safe contact ended. */
public sealed interface ChangeOutcome<F extends Enum<F> & PersonField> {

	/**
	 * It is kept.
	 *
	 * @param now the fields as they now stand
	 * @param byOthers fields that somebody else had changed meanwhile, and that were left
	 * as she wrote them
	 */
	record Changed<F extends Enum<F> & PersonField>(Snapshot<F> now, Set<F> byOthers) implements ChangeOutcome<F> {

		public Changed {
			byOthers = Set.copyOf(byOthers);
		}

	}

	/**
	 * Nothing was written: somebody else changed the same fields otherwise.
	 *
	 * @param now the fields as they now stand, to save against next
	 * @param merged every field as it would stand, with mine where both changed it
	 * @param clashes the fields both changed
	 */
	record Conflict<F extends Enum<F> & PersonField>(Snapshot<F> now, Map<F, String> merged,
			Map<F, Clash> clashes) implements ChangeOutcome<F> {

		public Conflict {
			merged = Map.copyOf(merged);
			clashes = Map.copyOf(clashes);
		}

		/** Every field as it stands after a choice. */
		public Map<F, String> keepingTheirs(Set<F> theirs) {
			Map<F, String> resolved = new EnumMap<>(this.merged);
			theirs.forEach((field) -> {
				Clash clash = this.clashes.get(field);
				if (clash != null) {
					resolved.put(field, clash.theirs());
				}
			});
			return resolved;
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** Nothing was written: the birth is not possible. */
	record Refused<F extends Enum<F> & PersonField>(Set<BirthRefusal> reasons) implements ChangeOutcome<F> {

		public Refused {
			reasons = Set.copyOf(reasons);
		}

	}

	/**
	 * One field that two people changed.
	 *
	 * @param before as both saw it
	 */
	record Clash(String before, String mine, String theirs) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

}
