package org.durumi.people;

import java.util.Optional;

/** How strongly a case speaks for being the same person, strongest first. */
public enum Strength {

	/** The same name in its script, the same sound across scripts, or the same number. */
	SAME,
	/** A slip of the pen apart, or the same by a reading that is a guess. */
	CLOSE,
	/** One is part of the other, as a given name without the family name. */
	PARTIAL;

	static Optional<Strength> stronger(Optional<Strength> one, Optional<Strength> other) {
		if (one.isEmpty() || other.isEmpty()) {
			return one.or(() -> other);
		}
		return (one.get().compareTo(other.get()) <= 0) ? one : other;
	}

}
