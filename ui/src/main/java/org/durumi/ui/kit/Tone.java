package org.durumi.ui.kit;

import java.util.Locale;

/** How much attention something asks for. Each tone has a shape as well as a colour. */
public enum Tone {

	/** Plain information. */
	NEUTRAL("○"),
	/** Where one is. */
	CURRENT("●"),
	/** Done, in order. */
	GOOD("✓"),
	/** To be looked at soon. */
	ATTENTION("▲"),
	/** To be acted on now. */
	DANGER("◆");

	private final String shape;

	Tone(String shape) {
		this.shape = shape;
	}

	String shape() {
		return this.shape;
	}

	String className() {
		return "tone-" + name().toLowerCase(Locale.ROOT);
	}

}
