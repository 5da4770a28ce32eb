package org.durumi.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The numbers in a text, by their digits; with and without country code they are the
 * same.
 */
record PhoneNumbers(List<String> numbers) {

	/** Fewer digits are an extension or a slip. */
	private static final int SHORTEST = 7;

	// China, Korea (South and North), and the countries on the way
	private static final Set<String> COUNTRY_CODES = Set.of("86", "82", "850", "66", "84", "855", "856", "95", "976",
			"7");

	private static final Pattern SEPARATORS = Pattern.compile("[\\n,;/、，；|]+");

	static PhoneNumbers of(String text) {
		return new PhoneNumbers(Stream.of(SEPARATORS.split(text))
			.map(PhoneNumbers::digits)
			.filter((digits) -> digits.length() >= SHORTEST)
			.toList());
	}

	boolean isEmpty() {
		return this.numbers.isEmpty();
	}

	Optional<Strength> likeness(PhoneNumbers other) {
		boolean same = this.numbers.stream()
			.anyMatch((mine) -> other.numbers.stream().anyMatch((theirs) -> isSame(mine, theirs)));
		return same ? Optional.of(Strength.SAME) : Optional.empty();
	}

	private static boolean isSame(String one, String other) {
		String longer = (one.length() >= other.length()) ? one : other;
		String shorter = (one.length() >= other.length()) ? other : one;
		if (!longer.endsWith(shorter)) {
			return false;
		}
		String more = longer.substring(0, longer.length() - shorter.length());
		return more.isEmpty() || COUNTRY_CODES.contains(more) || COUNTRY_CODES.contains(more.replaceFirst("0+$", ""));
	}

	/**
	 * Digits of any script as ASCII, without the zeros that dial a country or a region.
	 */
	private static String digits(String text) {
		StringBuilder digits = new StringBuilder();
		text.codePoints()
			.map((character) -> Character.isDigit(character) ? Character.digit(character, 10) : -1)
			.filter((digit) -> digit >= 0)
			.forEach(digits::append);
		return digits.toString().replaceFirst("^0+", "");
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
