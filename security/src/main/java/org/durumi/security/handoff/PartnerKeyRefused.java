package org.durumi.security.handoff;

/**
 * Why an uploaded key is not one that packages are sealed to.
 *
 * @param concerns which key, algorithm, version, day or number it is about, in digits and
 * names of algorithms only: nothing of what people write into keys. Empty if there is
 * nothing to name
 */
public record PartnerKeyRefused(Reason reason, String concerns) implements PartnerKeyReading {

	/** The reasons. */
	public enum Reason {

		/** More than is read. */
		TOO_LARGE,
		/** No OpenPGP public key, or a damaged one. */
		MALFORMED,
		/**
		 * Her private key: she should not have shown it to anybody, and makes another.
		 */
		PRIVATE_KEY,
		/** More than one key. */
		SEVERAL_KEYS,
		/** A version of the format that GnuPG, or this program, does not read. */
		UNREADABLE_VERSION,
		/** An algorithm or a size that is too weak, or is not one of the few accepted. */
		WEAK_ALGORITHM,
		/** The key vouches for itself only by a weak hash, such as SHA-1. */
		WEAK_SIGNATURE,
		/** Nothing shows that name or subkey belong to the key, or not so any more. */
		NOT_SELF_SIGNED,
		/** Made later than now, by its own word: a clock is wrong. */
		MADE_IN_THE_FUTURE,
		/** The key, or the subkey that encrypts. */
		EXPIRED,
		/** The key, or the subkey that encrypts. */
		REVOKED,
		/** It would be good for ever. */
		NO_EXPIRY,
		/** It would be good for more than a year. */
		EXPIRY_TOO_FAR,
		/** There is no subkey that encrypts. */
		NO_ENCRYPTION_KEY,
		/**
		 * The key does not say what it is for, or its subkey for encryption is for other
		 * things as well.
		 */
		WRONG_USAGE

	}

}
