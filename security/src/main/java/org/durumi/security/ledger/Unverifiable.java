package org.durumi.security.ledger;

/**
 * An input that is what it should be, but that cannot be verified here, or not in the way
 * that was asked for: which says neither that it holds nor that it does not. The message
 * is a sentence for people.
 */
public final class Unverifiable extends Exception {

	private static final long serialVersionUID = 1L;

	private final String sentence;

	Unverifiable(String sentence) {
		super(sentence);
		this.sentence = sentence;
	}

	/** Why not. */
	public String sentence() {
		return this.sentence;
	}

}
