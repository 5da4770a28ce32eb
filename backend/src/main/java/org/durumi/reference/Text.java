package org.durumi.reference;

import java.text.Normalizer;
import java.util.Optional;

import org.durumi.reference.TextRefused.Reason;

/**
 * Reads what a person typed: any script, emoji, markup and formulas are text like any
 * other. Refused is only what nobody types on purpose: control characters, broken
 * characters, and more than fits. What passes is trimmed and in Unicode form NFC, so that
 * equal words are equal strings.
 */
public final class Text {

	private Text() {
	}

	/**
	 * Reads one line that must say something.
	 * @param max the most characters (code points)
	 * @throws TextRefused if it is empty, too long, or holds control characters
	 */
	public static String line(String typed, int max) {
		return required(optionalLine(typed, max), max);
	}

	/** As {@link #line}, but it may be empty. */
	public static String optionalLine(String typed, int max) {
		return read(typed, max, false);
	}

	/**
	 * Reads a longer text that must say something; line breaks and tabs may stand in it.
	 * @param max the most characters (code points)
	 * @throws TextRefused if it is empty, too long, or holds other control characters
	 */
	public static String lines(String typed, int max) {
		return required(optionalLines(typed, max), max);
	}

	/** As {@link #lines}, but it may be empty. */
	public static String optionalLines(String typed, int max) {
		return read(typed.replace("\r\n", "\n").replace('\r', '\n'), max, true);
	}

	private static String required(String text, int max) {
		if (text.isEmpty()) {
			throw new TextRefused(Reason.EMPTY, max);
		}
		return text;
	}

	/**
	 * What is wrong with a text that may be empty.
	 * @param max the most characters (code points)
	 * @param breaksAllowed whether line breaks and tabs may stand in it
	 */
	public static Optional<Reason> fault(String typed, int max, boolean breaksAllowed) {
		// normalising is work that grows with the text, so what is far too long ends here
		return (typed.length() > 4L * max + 64) ? Optional.of(Reason.TOO_LONG)
				: faultOfNormal(normal(typed), max, breaksAllowed);
	}

	private static String read(String typed, int max, boolean breaksAllowed) {
		fault(typed, max, breaksAllowed).ifPresent((reason) -> {
			throw new TextRefused(reason, max);
		});
		return normal(typed);
	}

	private static String normal(String typed) {
		return Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
	}

	private static Optional<Reason> faultOfNormal(String text, int max, boolean breaksAllowed) {
		if (text.codePoints().anyMatch((character) -> isRefused(character, breaksAllowed))) {
			return Optional.of(Reason.CONTROL_CHARACTERS);
		}
		return (text.codePointCount(0, text.length()) > max) ? Optional.of(Reason.TOO_LONG) : Optional.empty();
	}

	private static boolean isRefused(int character, boolean breaksAllowed) {
		if (character == '\n' || character == '\t') {
			return !breaksAllowed;
		}
		// half a surrogate pair would be stored as a question mark
		return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
	}

}
