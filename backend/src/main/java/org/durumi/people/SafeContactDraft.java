package org.durumi.people;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * How she may be reached without being endangered, in clear, while somebody writes it
 * down. Any field may be empty.
 */
public record SafeContactDraft(String phone, @Nullable Channel channel, String safeTimes, String codeWord,
		String neverSay) {

	/** The longest line, in characters. */
	public static final int MAX_LINE = 120;

	/** The longest rule about what never to say, in characters. */
	public static final int MAX_RULE = 500;

	/** Nothing known yet. */
	public static final SafeContactDraft EMPTY = new SafeContactDraft("", null, "", "", "");

	/**
	 * Reads what was typed.
	 * @throws org.durumi.reference.TextRefused if a text cannot be taken as it is
	 */
	public SafeContactDraft {
		phone = Text.optionalLine(phone, MAX_LINE);
		safeTimes = Text.optionalLine(safeTimes, MAX_LINE);
		codeWord = Text.optionalLine(codeWord, MAX_LINE);
		neverSay = Text.optionalLines(neverSay, MAX_RULE);
	}

	/** Reads the fields as they are sealed. */
	public static SafeContactDraft of(Map<SafeContactField, String> values) {
		return new SafeContactDraft(value(values, SafeContactField.PHONE),
				Optional.of(value(values, SafeContactField.CHANNEL))
					.filter((name) -> !name.isEmpty())
					.map(Channel::valueOf)
					.orElse(null),
				value(values, SafeContactField.SAFE_TIMES), value(values, SafeContactField.CODE_WORD),
				value(values, SafeContactField.NEVER_SAY));
	}

	/** The fields as they are sealed, empty ones included. */
	public Map<SafeContactField, String> values() {
		Map<SafeContactField, String> values = new EnumMap<>(SafeContactField.class);
		values.put(SafeContactField.PHONE, this.phone);
		values.put(SafeContactField.CHANNEL, (this.channel != null) ? this.channel.name() : "");
		values.put(SafeContactField.SAFE_TIMES, this.safeTimes);
		values.put(SafeContactField.CODE_WORD, this.codeWord);
		values.put(SafeContactField.NEVER_SAY, this.neverSay);
		return values;
	}

	private static String value(Map<SafeContactField, String> values, SafeContactField field) {
		return values.getOrDefault(field, "");
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
