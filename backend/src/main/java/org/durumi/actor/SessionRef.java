package org.durumi.actor;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The audit log's name for one session of a person or a job: 16 random bytes, unrelated
 * to the HTTP session's id, so that the log opens no session.
 */
public final class SessionRef {

	private static final SecureRandom RANDOM = new SecureRandom();

	private final byte[] value;

	private SessionRef(byte[] value) {
		this.value = value;
	}

	public static SessionRef random() {
		byte[] value = new byte[16];
		RANDOM.nextBytes(value);
		return new SessionRef(value);
	}

	/** One that was written down as {@link #bytes}. */
	public static SessionRef of(byte[] value) {
		if (value.length != 16) {
			throw new IllegalArgumentException("a session's name is 16 bytes");
		}
		return new SessionRef(value.clone());
	}

	public byte[] bytes() {
		return this.value.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SessionRef ref && Arrays.equals(this.value, ref.value);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.value);
	}

	@Override
	public String toString() {
		return HexFormat.of().formatHex(this.value, 0, 4);
	}

}
