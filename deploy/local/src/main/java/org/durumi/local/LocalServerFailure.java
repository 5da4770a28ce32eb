package org.durumi.local;

/**
 * A child process does not start or does not stop. The message is a sentence for people.
 */
public final class LocalServerFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public LocalServerFailure(String sentence) {
		super(sentence);
	}

	public LocalServerFailure(String sentence, Throwable cause) {
		super(sentence, cause);
	}

}
