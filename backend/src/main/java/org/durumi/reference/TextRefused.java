package org.durumi.reference;

/**
 * A text cannot be taken as it was typed. It carries the reason for the screen to put
 * into words, never the text.
 */
public final class TextRefused extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final int max;

	TextRefused(Reason reason, int max) {
		super(reason.name());
		this.reason = reason;
		this.max = max;
	}

	public Reason reason() {
		return this.reason;
	}

	/** The most characters the text may have. */
	public int max() {
		return this.max;
	}

	/** Why. */
	public enum Reason {

		/** It says nothing, where something is needed. */
		EMPTY,
		/** It is longer than the field holds. */
		TOO_LONG,
		/** It holds control characters or broken ones. */
		CONTROL_CHARACTERS

	}

}
