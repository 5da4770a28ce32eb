package org.durumi.review;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the review of a supervisor's teams came to in a week: what the rules found in it
 * and what became of that until now. It names cases by their code names and staff as far
 * as the reader may know them, and nobody else.
 *
 * @param monday the week's first day
 * @param zone whose week it is
 * @param madeAt until when it says what became of things
 * @param reader whose report it is
 * @param teams the teams whose entries she answers for
 * @param found by rule, what it found; rules that found nothing are absent
 * @param desk what waits on her desk when it is made, whenever it was found
 * @param entries how many entries wait there, each once for however many reasons
 * @param questions what was asked of whoever acted
 * @param handedOn what was put before other supervisors
 * @param brokenGlass who looked, in an emergency, into a case that is not hers
 * @param accesses who looked into how many cases
 */
public record WeekReport(LocalDate monday, ZoneId zone, Instant madeAt, String reader, List<String> teams,
		Map<ReviewRule, Found> found, Map<ReviewRule, ReviewDesk.Load> desk, ReviewDesk.Load entries, Asked questions,
		List<HandedOn> handedOn, List<BrokenGlass> brokenGlass, Accesses accesses) {

	/**
	 * What a rule found in the week.
	 *
	 * @param entries how many entries
	 * @param reviewed how many of them were reviewed since
	 * @param late how many of those after they were due
	 * @param overdue how many were not, although they are due
	 * @param usually the median time until the review, absent before the first
	 * @param longest the longest time until the review, absent before the first
	 */
	public record Found(int entries, int reviewed, int late, int overdue, @Nullable Duration usually,
			@Nullable Duration longest) {
	}

	/**
	 * How many questions there were.
	 *
	 * @param usually the median time until the answer, absent before the first
	 */
	public record Asked(int asked, int answered, @Nullable Duration usually) {
	}

	/**
	 * An entry that a supervisor put before the others.
	 *
	 * @param action of the entry
	 * @param by the supervisor's name, absent for whoever the reader may not know
	 */
	public record HandedOn(Instant at, String action, @Nullable String codeName, @Nullable String by,
			boolean reviewed) {
	}

	/**
	 * An emergency.
	 *
	 * @param by the name, absent for whoever the reader may not know
	 * @param reviewedAt absent while nobody has
	 */
	public record BrokenGlass(Instant at, @Nullable String codeName, @Nullable String by, @Nullable Instant reviewedAt,
			@Nullable String reviewer) {
	}

	public WeekReport {
		teams = List.copyOf(teams);
		found = Map.copyOf(found);
		desk = Map.copyOf(desk);
		handedOn = List.copyOf(handedOn);
		brokenGlass = List.copyOf(brokenGlass);
	}

	/** The week's last day. */
	public LocalDate sunday() {
		return this.monday.plusDays(6);
	}

	@Override
	public String toString() {
		return "[report on the week of %s]".formatted(this.monday);
	}

}
