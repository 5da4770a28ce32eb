package org.durumi.reference;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes identifiers before the row is written, so that a sealed field can be bound to its
 * row: UUID version 7 (RFC 9562), in the order in which one server makes them, else
 * random.
 */
public final class Ids {

	private static final SecureRandom RANDOM = new SecureRandom();

	// milliseconds and a count within one, so that ids made here sort as they were made
	private static final AtomicLong LAST = new AtomicLong();

	private Ids() {
	}

	public static UUID next() {
		long moment = LAST.updateAndGet((last) -> Math.max(last + 1, System.currentTimeMillis() << 12));
		byte[] random = new byte[8];
		RANDOM.nextBytes(random);
		long high = ((moment >>> 12) << 16) | 0x7000L | (moment & 0xFFFL);
		long low = 0x2L;
		low = (low << 6) | (random[0] & 0x3FL);
		for (int i = 1; i < 8; i++) {
			low = (low << 8) | (random[i] & 0xFFL);
		}
		return new UUID(high, low);
	}

}
