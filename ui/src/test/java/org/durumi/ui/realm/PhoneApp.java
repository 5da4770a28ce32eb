package org.durumi.ui.realm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static org.awaitility.Awaitility.await;

/**
 * The app on somebody's phone that shows one-time codes (RFC 6238: SHA-1, six digits,
 * half a minute each).
 */
final class PhoneApp {

	private static final long PERIOD = 30;

	private final String secret;

	private long shown;

	/**
	 * Set up.
	 * @param secret as Keycloak's page holds it, in its own letters
	 */
	PhoneApp(String secret) {
		this.secret = secret;
	}

	/**
	 * A code that it has not shown before; Keycloak takes one of the next half minute.
	 */
	String next() {
		long period = Math.max(now(), this.shown + 1);
		await().atMost(Duration.ofSeconds(2 * PERIOD)).until(() -> now() >= period - 1);
		this.shown = period;
		return code(period);
	}

	/** The last code once more. */
	String again() {
		return code(this.shown);
	}

	/** Six digits that are no code of these minutes. */
	String wrong() {
		String right = code(now());
		return "%06d".formatted((Integer.parseInt(right) + 123_457) % 1_000_000);
	}

	private static long now() {
		return Instant.now().getEpochSecond() / PERIOD;
	}

	private String code(long period) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
			int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xF, Integer.BYTES).getInt() & 0x7FFF_FFFF;
			return "%06d".formatted(number % 1_000_000);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
