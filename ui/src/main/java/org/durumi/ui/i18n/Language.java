package org.durumi.ui.i18n;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages Durumi speaks, each named in itself. */
public enum Language {

	ENGLISH(Locale.ENGLISH, "English", ""), KOREAN(Locale.KOREAN, "한국어", "_ko"),
	CHINESE(Locale.SIMPLIFIED_CHINESE, "简体中文", "_zh_CN");

	private final Locale locale;

	private final String ownName;

	private final String suffix;

	Language(Locale locale, String ownName, String suffix) {
		this.locale = locale;
		this.ownName = ownName;
		this.suffix = suffix;
	}

	public Locale locale() {
		return this.locale;
	}

	public String ownName() {
		return this.ownName;
	}

	/** What follows a bundle's name in the name of this language's file. */
	String suffix() {
		return this.suffix;
	}

	/** As in the {@code lang} attribute and in the cookie that keeps the choice. */
	public String tag() {
		return this.locale.toLanguageTag();
	}

	/** The language of a locale; English for one that Durumi does not speak. */
	public static Language of(Locale locale) {
		return Arrays.stream(values())
			.filter((language) -> language.locale.getLanguage().equals(locale.getLanguage()))
			.findFirst()
			.orElse(ENGLISH);
	}

	public static Optional<Language> ofTag(String tag) {
		return Arrays.stream(values()).filter((language) -> language.tag().equals(tag)).findFirst();
	}

	static List<Locale> locales() {
		return Arrays.stream(values()).map(Language::locale).toList();
	}

}
