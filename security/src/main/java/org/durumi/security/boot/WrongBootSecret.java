package org.durumi.security.boot;

/**
 * A value does not open with the boot secret: the secret is another one, or the value was
 * altered.
 */
public final class WrongBootSecret extends RuntimeException {

	private static final long serialVersionUID = 1L;

	WrongBootSecret() {
		super("The boot secret does not open the configuration: it is another secret, or the value was altered.");
	}

}
