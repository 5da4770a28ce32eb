package org.durumi.security.seal;

/**
 * A sealed value does not open: it was altered, it belongs to another cell, or the key is
 * not its own. The message says no more.
 */
public final class CannotOpen extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CannotOpen() {
		// without cause and stack of the cipher: neither helps, both may tell
		super("a sealed value does not open", null, false, true);
	}

}
