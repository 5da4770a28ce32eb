package org.durumi.reference;

/** A language a survivor speaks, or one a text was read to her in. */
public enum Language {

	KOREAN, MANDARIN, ENGLISH, RUSSIAN, JAPANESE, THAI, VIETNAMESE, LAO, MONGOLIAN, OTHER

}
