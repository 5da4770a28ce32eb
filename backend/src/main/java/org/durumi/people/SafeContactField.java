package org.durumi.people;

import java.util.Locale;

/** How she may be reached, each field sealed and revealed by itself. */
public enum SafeContactField implements PersonField {

	/** A number, or what she is called in a messenger. */
	PHONE,
	/** A {@link Channel}. */
	CHANNEL,
	/** When it is safe to call. */
	SAFE_TIMES,
	/** The word by which she knows us. */
	CODE_WORD,
	/** What must never be said to whoever answers. */
	NEVER_SAY;

	@Override
	public String column() {
		return name().toLowerCase(Locale.ROOT);
	}

}
