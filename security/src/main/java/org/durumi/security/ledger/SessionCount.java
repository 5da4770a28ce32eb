package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How many entries the server knows that a session has, as the entry that ends it states
 * it: the state of the session's row, in the column that holds the state of a row. The
 * database numbers entries by its own count; whoever takes one out and sets that count
 * back contradicts the server's.
 */
public final class SessionCount {

	private static final byte[] LABEL = "durumi/session-count/v1".getBytes(StandardCharsets.US_ASCII);

	/** How many entries too many are looked for; more are as good as any. */
	static final int BEYOND = 1_000;

	private SessionCount() {
	}

	/** The state of a session that has so many entries. */
	public static byte[] state(byte[] sessionRef, int count) {
		MessageDigest digest = Hashes.sha256();
		digest.update(LABEL);
		digest.update(sessionRef);
		return digest.digest(ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
	}

	/**
	 * The count that a state states; absent if none is found. It costs a hash for each
	 * that is tried, so the number must be one that the session's entries bear out.
	 * @param number the number of the entry that states it: that of the entries before it
	 */
	static OptionalInt of(byte[] state, byte[] sessionRef, int number) {
		// what was under way when the session ended is numbered too and not yet counted
		for (int count = number; count >= 0; count--) {
			if (Arrays.equals(state, state(sessionRef, count))) {
				return OptionalInt.of(count);
			}
		}
		for (int count = number + 1; count - number <= BEYOND; count++) {
			if (Arrays.equals(state, state(sessionRef, count))) {
				return OptionalInt.of(count);
			}
		}
		return OptionalInt.empty();
	}

}
