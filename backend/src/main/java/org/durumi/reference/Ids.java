package org.durumi.reference;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes identifiers before the row is written, so that a sealed field can be bound to its
 * row: UUID version 7 (RFC 9562), ordered by time to the millisecond, else random.
 */
public final class Ids {

	private static final SecureRandom RANDOM = new SecureRandom();

	private Ids() {
	}

	public static UUID next() {
		long millis = System.currentTimeMillis();
		byte[] random = new byte[10];
		RANDOM.nextBytes(random);
		long high = (millis << 16) | 0x7000L | ((random[0] & 0x0FL) << 8) | (random[1] & 0xFFL);
		long low = 0x2L;
		low = (low << 6) | (random[2] & 0x3FL);
		for (int i = 3; i < 10; i++) {
			low = (low << 8) | (random[i] & 0xFFL);
		}
		return new UUID(high, low);
	}

}
