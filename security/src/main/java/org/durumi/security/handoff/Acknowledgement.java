package org.durumi.security.handoff;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A partner's word about a package, signed with her key.
 * <p>
 * Guaranteed: the holder of her key signed exactly this, about exactly this package,
 * after it was sealed and within the last three days. Not guaranteed: that it was not
 * handed in before; the same one twice says the same twice. Nor which person holds the
 * key.
 *
 * @param code why, or with what outcome, where the outcome has one
 * @param at the time in the text
 * @param signedAt the time in the signature
 * @param signer what signed: her primary key or a subkey
 */
public record Acknowledgement(UUID packageId, Outcome outcome, @Nullable String code, Instant at, Instant signedAt,
		Fingerprint signer) implements AcknowledgementReading {

	/** The largest that is read, in bytes. */
	public static final int LARGEST = 16 * 1024;

	/** How old a signature may be when it is handed in. */
	public static final Duration LONGEST_UNDERWAY = Duration.ofDays(3);

	/** What a partner says. */
	public enum Outcome {

		/** She takes the case, or the service asked of her. */
		ACCEPTED,
		/** She does not; the code says why. */
		DECLINED,
		/** It is done; the code says with what outcome. */
		COMPLETED;

		/** Whether a code goes with it. */
		public boolean hasCode() {
			return this != ACCEPTED;
		}

	}

	/**
	 * The text to sign, for {@code gpg --clearsign}.
	 * @throws IllegalArgumentException if the code is missing, or is not capitals and
	 * underscores, or does not go with the outcome
	 */
	public static String text(SealedPackage sealed, Outcome outcome, @Nullable String code, Instant at) {
		return AcknowledgementText.of(sealed, outcome, code, at);
	}

	/**
	 * Reads an acknowledgement as {@code gpg --clearsign} writes it. No input makes it
	 * throw.
	 * @param sealed what it should be about
	 * @param key of the partner the package was sealed to
	 */
	public static AcknowledgementReading read(byte[] file, SealedPackage sealed, PartnerKey key, Instant now) {
		return new AcknowledgementReader(sealed, key, now).read(file);
	}

}
