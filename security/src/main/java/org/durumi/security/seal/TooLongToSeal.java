package org.durumi.security.seal;

/** A value is longer than a field may be; what is longer becomes a document. */
public final class TooLongToSeal extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	TooLongToSeal() {
		super("a field holds at most " + Padding.MAX_PLAINTEXT + " bytes");
	}

}
