package org.durumi.security.ledger;

/**
 * A text, file or directory that is not in its format. The message is a sentence for
 * people. It quotes nothing of the input but numbers, since the input may be hostile.
 */
public final class Malformed extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String sentence;

	Malformed(String sentence) {
		super(sentence);
		this.sentence = sentence;
	}

	Malformed(String sentence, Throwable cause) {
		super(sentence, cause);
		this.sentence = sentence;
	}

	/** What is wrong. */
	public String sentence() {
		return this.sentence;
	}

}
