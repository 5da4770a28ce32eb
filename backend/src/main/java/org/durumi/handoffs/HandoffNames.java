package org.durumi.handoffs;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is handed over, in words: the same on the page in the package, where it is
 * composed and agreed to, and where a partner reads it. English where a language has none
 * of it.
 */
public final class HandoffNames {

	private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+");

	private final ResourceBundle texts;

	private HandoffNames(ResourceBundle texts) {
		this.texts = texts;
	}

	/** In a language of those that pages are made in. */
	public static HandoffNames in(Locale locale) {
		return new HandoffNames(ResourceBundle.getBundle("handoffs.page", locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
	}

	String template(HandoffTemplate template) {
		return text("template." + template);
	}

	public String section(String section) {
		return text("section." + section);
	}

	public String field(FieldId field) {
		return text("field." + field);
	}

	/** A code in words, also as a part of a value; anything else as it is. */
	public String value(String section, String value) {
		if (value.contains(RegisteredSection.BETWEEN)) {
			return Arrays.stream(value.split(RegisteredSection.BETWEEN, -1))
				.map((part) -> part(section, part))
				.collect(Collectors.joining(RegisteredSection.BETWEEN));
		}
		return Stream.of("value." + section + "." + value, "value." + value)
			.filter((key) -> CODE.matcher(value).matches() && this.texts.containsKey(key))
			.findFirst()
			.map(this.texts::getString)
			.orElse(value);
	}

	/** Beside words of hers, so only what the section itself knows as a code. */
	private String part(String section, String part) {
		String key = "value." + section + "." + part;
		return (CODE.matcher(part).matches() && this.texts.containsKey(key)) ? this.texts.getString(key) : part;
	}

	/** What nobody has named yet is shown by its own name rather than not at all. */
	String text(String key) {
		return this.texts.containsKey(key) ? this.texts.getString(key) : key;
	}

}
