package org.durumi.people;

import java.util.Optional;
import java.util.Set;

/** Compares rough spellings. */
final class Likeness {

	/** Shorter ones are part of everything. */
	private static final int SHORTEST_PART = 4;

	private static final int LONG = 10;

	private Likeness() {
	}

	static Optional<Strength> best(Set<String> some, Set<String> others) {
		Optional<Strength> best = Optional.empty();
		for (String one : some) {
			for (String other : others) {
				best = Strength.stronger(best, of(one, other));
			}
		}
		return best;
	}

	private static Optional<Strength> of(String one, String other) {
		if (one.equals(other)) {
			return Optional.of(Strength.SAME);
		}
		int shorter = Math.min(one.length(), other.length());
		if (shorter >= SHORTEST_PART) {
			// first: a given name alone is often only a letter shorter
			if (one.contains(other) || other.contains(one)) {
				return Optional.of(Strength.PARTIAL);
			}
			if (isWithin(one, other, (shorter >= LONG) ? 2 : 1)) {
				return Optional.of(Strength.CLOSE);
			}
		}
		return Optional.empty();
	}

	/**
	 * Whether so many letters changed, added, left out or swapped make one of the other.
	 */
	static boolean isWithin(String one, String other, int edits) {
		if (Math.abs(one.length() - other.length()) > edits) {
			return false;
		}
		int[] beforePrevious = new int[other.length() + 1];
		int[] previous = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int[] current = new int[other.length() + 1];
			current[0] = i;
			int least = i;
			for (int j = 1; j <= other.length(); j++) {
				int change = (one.charAt(i - 1) != other.charAt(j - 1)) ? 1 : 0;
				current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
				if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
						&& one.charAt(i - 2) == other.charAt(j - 1)) {
					current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
				}
				least = Math.min(least, current[j]);
			}
			if (least > edits) {
				return false;
			}
			beforePrevious = previous;
			previous = current;
		}
		return previous[other.length()] <= edits;
	}

}
