package org.durumi.security.handoff;

/**
 * Bytes that are not in the form they should be in. It says no more: whoever made them
 * may be hostile, and the caller turns it into a refusal.
 */
final class NotOpenPgp extends Exception {

	private static final long serialVersionUID = 1L;

	NotOpenPgp() {
		super(null, null, false, false);
	}

}
