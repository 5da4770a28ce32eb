package org.durumi.people;

import java.util.Locale;

/** What is known of who she is, each field sealed and revealed by itself. */
public enum IdentityField implements PersonField {

	/** Her full name in Hangul. */
	HANGUL,
	/** Her full name as the DPRK romanises it. */
	DPRK_ROMANISED,
	/** Her full name in the Revised Romanisation of the Republic of Korea. */
	REVISED_ROMANISED,
	/** The name she was given in China. */
	CHINESE_NAME,
	/** That name in pinyin. */
	PINYIN,
	/** Other names, in any script. */
	ALIASES,
	/** A {@link Birth}. */
	BIRTH,
	/** A {@link org.durumi.reference.Sex}. */
	SEX,
	/** A {@link org.durumi.reference.Province}. */
	PROVINCE_OF_ORIGIN,
	/** {@link org.durumi.reference.Language Languages}, separated by commas. */
	LANGUAGES;

	@Override
	public String column() {
		return name().toLowerCase(Locale.ROOT);
	}

}
