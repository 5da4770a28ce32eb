package org.durumi.security.handoff;

/** A package that is larger than any is; whoever composes one counts before. */
public final class TooLargeToHandOver extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	TooLargeToHandOver() {
		super("a package holds at most " + SizeClass.MOST + " bytes");
	}

}
