package org.durumi.people;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** When she was born, as exactly as it is known. */
public sealed interface Birth {

	/** Nobody is older than this, in years. */
	int MAX_AGE = 120;

	/** The first day on which she may have been born. */
	LocalDate earliest();

	/** The last day on which she may have been born. */
	LocalDate latest();

	/** As it is sealed; {@link #parse} reads it. */
	String encode();

	/** What stands against it on the given day; empty if it is possible. */
	default Set<BirthRefusal> refusals(LocalDate today) {
		Set<BirthRefusal> refusals = EnumSet.noneOf(BirthRefusal.class);
		if (earliest().isAfter(today)) {
			refusals.add(BirthRefusal.IN_THE_FUTURE);
		}
		if (latest().isBefore(today.minusYears(MAX_AGE + 1L))) {
			refusals.add(BirthRefusal.TOO_LONG_AGO);
		}
		return refusals;
	}

	/**
	 * Reads what {@link #encode} wrote.
	 * @throws IllegalArgumentException if it is something else
	 */
	static Birth parse(String encoded) {
		Matcher estimated = Estimated.FORM.matcher(encoded);
		if (estimated.matches()) {
			return new Estimated(Integer.parseInt(estimated.group(1)), LocalDate.parse(estimated.group(2)));
		}
		Matcher date = OnDate.FORM.matcher(encoded);
		if (!date.matches()) {
			// the text may be hers: it stays out of the message
			throw new IllegalArgumentException("not a birth");
		}
		return new OnDate(Integer.parseInt(date.group(1)), number(date.group(2)), number(date.group(3)));
	}

	private static @Nullable Integer number(@Nullable String digits) {
		return (digits != null) ? Integer.valueOf(digits) : null;
	}

	/**
	 * A date, of which day or day and month may be unknown.
	 */
	record OnDate(int year, @Nullable Integer month, @Nullable Integer day) implements Birth {

		private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

		/**
		 * Checks that there is such a date.
		 * @throws DateTimeException if there is none
		 */
		public OnDate {
			if (year < 1000 || year > 9999 || (month == null && day != null)) {
				throw new IllegalArgumentException("a year, then a month, then a day");
			}
			if (month != null && !YearMonth.of(year, month).isValidDay((day != null) ? day : 1)) {
				throw new DateTimeException("no such day");
			}
		}

		public static OnDate of(LocalDate day) {
			return new OnDate(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
		}

		@Override
		public LocalDate earliest() {
			return LocalDate.of(this.year, (this.month != null) ? this.month : 1, (this.day != null) ? this.day : 1);
		}

		@Override
		public LocalDate latest() {
			if (this.day != null) {
				return earliest();
			}
			return YearMonth.of(this.year, (this.month != null) ? this.month : 12).atEndOfMonth();
		}

		@Override
		public String encode() {
			StringBuilder text = new StringBuilder("%04d".formatted(this.year));
			if (this.month != null) {
				text.append("-%02d".formatted(this.month));
			}
			if (this.day != null) {
				text.append("-%02d".formatted(this.day));
			}
			return text.toString();
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/**
	 * An age that was guessed on a day.
	 */
	record Estimated(int age, LocalDate on) implements Birth {

		private static final Pattern FORM = Pattern.compile("~(\\d{1,3})@(\\d{4}-\\d{2}-\\d{2})");

		public Estimated {
			if (age < 0 || age > MAX_AGE) {
				throw new IllegalArgumentException("an age");
			}
		}

		@Override
		public LocalDate earliest() {
			return this.on.minusYears(this.age + 1L).plusDays(1);
		}

		@Override
		public LocalDate latest() {
			return this.on.minusYears(this.age);
		}

		@Override
		public Set<BirthRefusal> refusals(LocalDate today) {
			Set<BirthRefusal> refusals = Birth.super.refusals(today);
			if (this.on.isAfter(today)) {
				refusals.add(BirthRefusal.ESTIMATED_IN_THE_FUTURE);
			}
			return refusals;
		}

		@Override
		public String encode() {
			return "~" + this.age + "@" + this.on;
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

}
