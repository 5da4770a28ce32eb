package org.durumi.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.durumi.audit.NotAudited;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells a supervisor whether the review's rules keep up with the log: an empty desk says
 * nothing while they do not.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class ReviewLag {

	/** The rules look every few seconds; this long without a round is too long. */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** As many wait at once only when the rules do not keep up. */
	private static final int MANY = 4 * ReviewRounds.MOST;

	private final JdbcClient jdbc;

	private final ReviewPace pace;

	private final ReviewSettings settings;

	private final Clock clock;

	ReviewLag(JdbcClient jdbc, ReviewPace pace, ReviewSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.pace = pace;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * How far the rules are.
	 *
	 * @param waiting entries that they have not looked at
	 * @param astray whether they would go on from a place that is not in the log
	 * @param lastRound when this node's last round ended, or the node started
	 * @param late whether no round has ended for too long
	 * @param many whether more entries wait than should
	 */
	public record State(int waiting, boolean astray, Instant lastRound, boolean late, boolean many) {

		/** Whether the desk may lack what it should show. */
		public boolean isBehind() {
			return this.astray || this.late || this.many;
		}

	}

	@NotAudited("A number and a time.")
	@Transactional(readOnly = true)
	public State state() {
		int waiting = this.jdbc.sql("select coalesce(audit.not_looked_at(), 0)").query(Integer.class).single();
		Instant lastRound = this.pace.lastRound();
		Duration since = Duration.between(lastRound, this.clock.instant());
		return new State(Math.max(waiting, 0), waiting < 0, lastRound,
				since.compareTo(PATIENCE.plus(this.settings.every())) > 0, waiting > MANY);
	}

}
