package org.durumi.people;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Birth as a form takes it in: parts of a date, an estimated age, or both.
 *
 * @param estimatedOn the day the age was estimated; the day of reading if absent
 */
public record BirthEntry(@Nullable Integer year, @Nullable Integer month, @Nullable Integer day, @Nullable Integer age,
		@Nullable LocalDate estimatedOn) {

	// Korean age counts up to two years more
	private static final int TOLERANCE = 2;

	public static final BirthEntry EMPTY = new BirthEntry(null, null, null, null, null);

	/** The entry that reads as the given birth. */
	public static BirthEntry of(@Nullable Birth birth) {
		return switch (birth) {
			case Birth.OnDate date -> new BirthEntry(date.year(), date.month(), date.day(), null, null);
			case Birth.Estimated age -> new BirthEntry(null, null, null, age.age(), age.on());
			case null -> EMPTY;
		};
	}

	/**
	 * Reads the entry, or says what is wrong with it. Of a date and an age the date is
	 * kept.
	 */
	public Reading read(LocalDate today) {
		Set<BirthRefusal> refusals = EnumSet.noneOf(BirthRefusal.class);
		Birth date = date(refusals);
		Birth estimated = estimated(refusals, today);
		for (Birth birth : new Birth[] { date, estimated }) {
			if (birth != null) {
				refusals.addAll(birth.refusals(today));
			}
		}
		if (refusals.isEmpty() && date != null && estimated != null && contradict(date, estimated)) {
			refusals.add(BirthRefusal.AGE_CONTRADICTS_DATE);
		}
		return new Reading((date != null) ? date : estimated, refusals);
	}

	private @Nullable Birth date(Set<BirthRefusal> refusals) {
		if (this.year == null) {
			if (this.month != null || this.day != null) {
				refusals.add(BirthRefusal.YEAR_MISSING);
			}
			return null;
		}
		if (this.month == null && this.day != null) {
			refusals.add(BirthRefusal.MONTH_MISSING);
			return null;
		}
		try {
			return new Birth.OnDate(this.year, this.month, this.day);
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			refusals.add(BirthRefusal.NO_SUCH_DATE);
			return null;
		}
	}

	private @Nullable Birth estimated(Set<BirthRefusal> refusals, LocalDate today) {
		if (this.age == null) {
			return null;
		}
		if (this.age < 0 || this.age > Birth.MAX_AGE) {
			refusals.add(BirthRefusal.AGE_IMPOSSIBLE);
			return null;
		}
		return new Birth.Estimated(this.age, (this.estimatedOn != null) ? this.estimatedOn : today);
	}

	private static boolean contradict(Birth date, Birth estimated) {
		return Period.between(date.latest(), estimated.earliest()).toTotalMonths() > TOLERANCE * 12L
				|| Period.between(estimated.latest(), date.earliest()).toTotalMonths() > TOLERANCE * 12L;
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/**
	 * What was read.
	 *
	 * @param birth absent if nothing was entered, or nothing usable
	 * @param refusals empty if what was entered is possible
	 */
	public record Reading(@Nullable Birth birth, Set<BirthRefusal> refusals) {

		public Reading {
			refusals = Set.copyOf(refusals);
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

}
