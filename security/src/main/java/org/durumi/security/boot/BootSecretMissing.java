package org.durumi.security.boot;

/**
 * There is no usable boot secret. The message is a sentence for whoever starts the
 * server.
 */
public final class BootSecretMissing extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public BootSecretMissing(String sentence) {
		super(sentence);
	}

}
