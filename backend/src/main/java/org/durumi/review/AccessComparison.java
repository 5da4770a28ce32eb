package org.durumi.review;

import java.time.Clock;
import java.time.LocalDate;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows a supervisor at a glance who of her teams, or at their cases, looks when and at
 * how much, compared with the others; an event.
 * <p>
 * Guaranteed, by the database: she is told of entries that she may read one by one, and
 * of her own nothing. Not guaranteed: that whoever does not stand out did right.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class AccessComparison {

	private final AccessCounts counts;

	private final SealedLog log;

	private final ReviewSettings settings;

	private final Clock clock;

	AccessComparison(AccessCounts counts, SealedLog log, ReviewSettings settings, Clock clock) {
		this.counts = counts;
		this.log = log;
		this.settings = settings;
		this.clock = clock;
	}

	/** How far back it reaches. */
	public enum Reach {

		WEEK(1), FOUR_WEEKS(4);

		private final int weeks;

		Reach(int weeks) {
			this.weeks = weeks;
		}

	}

	/** The days up to and with today, by the office's clock. */
	@Transactional
	public Accesses upToToday(Reach reach) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), this.settings.zone());
		LocalDate from = today.minusWeeks(reach.weeks).plusDays(1);
		this.log.append(AuditAction.ACCESSES_COMPARED, SubjectType.LIST, Actors.require().id(),
				Detail.of("days", from + "/" + today));
		return this.counts.of(from, today);
	}

	/** Whose office hours they are. */
	public ReviewSettings settings() {
		return this.settings;
	}

}
