package org.durumi.partners;

import java.util.regex.Pattern;

/**
 * Where an organisation is told by mail that something waits for it: one bare address, in
 * ASCII, of an organisation and not of a person.
 * <p>
 * Guaranteed: nothing in it ends a line or names a second receiver. Not guaranteed: that
 * it is not a person's, which no program can see.
 *
 * @param value such as {@code office@clinic.example}
 */
public record NoticeAddress(String value) {

	/** The longest, in characters (RFC 5321 section 4.5.3.1.3). */
	public static final int MAX = 254;

	/** What the column takes as well. */
	private static final Pattern SHAPE = Pattern
		.compile("[A-Za-z0-9_%+-]+([.][A-Za-z0-9_%+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])+"
				+ "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

	public NoticeAddress {
		if (!isAddress(value)) {
			throw new IllegalArgumentException("no bare mail address");
		}
	}

	/** Whether it is one. */
	public static boolean isAddress(String typed) {
		return typed.length() <= MAX && SHAPE.matcher(typed).matches();
	}

	@Override
	public String toString() {
		return "[address]";
	}

}
