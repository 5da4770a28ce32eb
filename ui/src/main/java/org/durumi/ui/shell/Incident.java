package org.durumi.ui.shell;

import java.security.SecureRandom;
import java.util.HexFormat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A failure nobody expected. The person gets a reference, the log gets the same reference
 * with types and places.
 * <p>
 * Guaranteed: no exception's message reaches the log from here, since a message may quote
 * what somebody typed. Not guaranteed: that nobody else logs it.
 *
 * @param reference eight random letters and digits
 */
record Incident(String reference) {

	private static final Logger logger = LoggerFactory.getLogger(Incident.class);

	private static final SecureRandom RANDOM = new SecureRandom();

	static Incident log(Throwable failure) {
		byte[] random = new byte[4];
		RANDOM.nextBytes(random);
		Incident incident = new Incident(HexFormat.of().withUpperCase().formatHex(random));
		logger.error("event=incident reference={} cause={}", incident.reference(), FailurePlaces.describe(failure));
		return incident;
	}

}
