package org.durumi.access;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A password that is good for one sign-in: shown once to whoever gives it on, and kept
 * nowhere. Four groups of five characters that are not mistaken for one another, 98 bits.
 */
public final class OneTimePassword {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

	private static final int GROUPS = 4;

	private static final int GROUP = 5;

	private final String text;

	private OneTimePassword(String text) {
		this.text = text;
	}

	public static OneTimePassword random() {
		return new OneTimePassword(
				IntStream.range(0, GROUPS).mapToObj((group) -> group()).collect(Collectors.joining("-")));
	}

	private static String group() {
		return RANDOM.ints(GROUP, 0, ALPHABET.length())
			.mapToObj((place) -> ALPHABET.substring(place, place + 1))
			.collect(Collectors.joining());
	}

	/** As it is typed. */
	public String reveal() {
		return this.text;
	}

	@Override
	public String toString() {
		return "[secret]";
	}

}
