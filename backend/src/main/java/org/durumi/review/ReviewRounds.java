package org.durumi.review;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the rules look at what is new in the log, in its order, and draws the weeks'
 * samples. One node does it at a time; another that comes meanwhile leaves it at that.
 */
@Component
class ReviewRounds {

	/** How many entries a round looks at. */
	static final int MOST = 500;

	private final JdbcClient jdbc;

	private final SealedLog log;

	private final String limits;

	ReviewRounds(JdbcClient jdbc, SealedLog log, ReviewSettings settings) {
		this.jdbc = jdbc;
		this.log = log;
		this.limits = JsonMapper.shared().writeValueAsString(settings.limits());
	}

	/** One round; how many entries it looked at. */
	@Transactional
	public int look() {
		Round round = this.jdbc.sql("select looked_at, raised from audit.raise_flags(?::jsonb, ?)")
			.params(this.limits, MOST)
			.query((row, number) -> new Round(row.getInt(1), row.getInt(2)))
			.single();
		tell("rules", round.raised());
		return round.lookedAt();
	}

	/** Draws the sample of each week that is over, once. */
	@Transactional
	public int draw() {
		int drawn = this.jdbc.sql("select audit.draw_samples(?::jsonb)")
			.param(this.limits)
			.query(Integer.class)
			.single();
		tell("sample", drawn);
		return drawn;
	}

	private void tell(String what, int entries) {
		if (entries > 0) {
			Actor job = Actors.require();
			this.log.append(AuditAction.REVIEW_QUEUED, SubjectType.LOG, job.id(), Detail.of(what, entries));
		}
	}

	private record Round(int lookedAt, int raised) {
	}

}
