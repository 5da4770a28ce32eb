package org.durumi.review;

import java.time.Clock;
import java.time.Instant;

import org.springframework.stereotype.Component;

/** When this node's last round of the review came to its end. */
@Component
final class ReviewPace {

	private final Clock clock;

	private volatile Instant lastRound;

	ReviewPace(Clock clock) {
		this.clock = clock;
		// a server that has just started is not late yet
		this.lastRound = clock.instant();
	}

	void roundEnded() {
		this.lastRound = this.clock.instant();
	}

	Instant lastRound() {
		return this.lastRound;
	}

}
