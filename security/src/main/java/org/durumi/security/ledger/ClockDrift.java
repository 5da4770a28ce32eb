package org.durumi.security.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Notes where the clock that an event's id was made by (UUID version 7, RFC 9562) and the
 * database's, which says when it happened, were far apart. It proves nothing and is no
 * finding: an id is its writer's word, and neither time nor place in the log follow it.
 */
final class ClockDrift {

	private static final Duration TOLERATED = Duration.ofMinutes(10);

	private long ahead;

	private long behind;

	private Duration mostAhead = Duration.ZERO;

	private Duration mostBehind = Duration.ZERO;

	void saw(@Nullable UUID id, @Nullable Instant at) {
		if (id == null || at == null || id.version() != 7) {
			return;
		}
		Duration drift = Duration.between(at, Instant.ofEpochMilli(id.getMostSignificantBits() >>> Short.SIZE));
		if (drift.compareTo(TOLERATED) > 0) {
			this.ahead++;
			this.mostAhead = (drift.compareTo(this.mostAhead) > 0) ? drift : this.mostAhead;
		}
		else if (drift.negated().compareTo(TOLERATED) > 0) {
			this.behind++;
			this.mostBehind = (drift.negated().compareTo(this.mostBehind) > 0) ? drift.negated() : this.mostBehind;
		}
	}

	List<String> notes() {
		List<String> notes = new ArrayList<>();
		if (this.ahead > 0) {
			notes.add(
					"The ids of %d entries are up to %d minutes ahead of the database’s clock: one of the two was wrong."
						.formatted(this.ahead, this.mostAhead.toMinutes()));
		}
		if (this.behind > 0) {
			notes.add(
					"The ids of %d entries are up to %d minutes behind the database’s clock: one of the two was wrong, or they waited."
						.formatted(this.behind, this.mostBehind.toMinutes()));
		}
		return notes;
	}

}
