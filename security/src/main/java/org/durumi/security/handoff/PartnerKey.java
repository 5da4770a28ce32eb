package org.durumi.security.handoff;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A partner organisation's OpenPGP public key, of those that packages are sealed to:
 * Ed25519 with Curve25519, or RSA of at least 3072 bits, valid for a year at most.
 * <p>
 * Guaranteed: whoever made the key holds its private part, and said herself that the
 * subkeys are hers, what they are for and until when. Not guaranteed: who that is. Her
 * name in it was written by whoever made it, so the fingerprint is compared by voice.
 */
public final class PartnerKey implements PartnerKeyReading {

	/** The largest upload that is read, in bytes. */
	public static final int LARGEST = 64 * 1024;

	/** How long a key may be valid from now; a day more than a year, for leap years. */
	public static final Duration LONGEST_VALIDITY = Duration.ofDays(366);

	/** How far clocks may differ. */
	static final Duration SKEW = Duration.ofMinutes(5);

	private final byte[] bytes;

	private final KeyPacket primary;

	private final List<String> claimedNames;

	private final Instant expires;

	private final KeyPacket encryption;

	private final List<SigningPart> signing;

	private final Instant signedAt;

	PartnerKey(byte[] bytes, KeyPacket primary, List<String> claimedNames, Instant expires, KeyPacket encryption,
			List<SigningPart> signing, Instant signedAt) {
		this.bytes = bytes;
		this.primary = primary;
		this.claimedNames = List.copyOf(claimedNames);
		this.expires = expires;
		this.encryption = encryption;
		this.signing = List.copyOf(signing);
		this.signedAt = signedAt;
	}

	/**
	 * A part of the key, and whether it signs.
	 *
	 * @param signs whether it is meant to, and agreed to being of this key
	 */
	record SigningPart(KeyPacket key, boolean signs, boolean revoked, Instant expires) {

	}

	/**
	 * Reads a key as it was uploaded, in text or binary form, or as {@link #bytes} gave
	 * it. No input makes it throw.
	 */
	public static PartnerKeyReading read(byte[] uploaded, Instant now) {
		return new PartnerKeyReader(now).read(uploaded);
	}

	/**
	 * The key with what makes it valid and nothing else, for keeping. Reading it again
	 * later refuses it once it has expired.
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/** The fingerprint of the primary key: who the key's owner is, across rotations. */
	public Fingerprint fingerprint() {
		return this.primary.fingerprint();
	}

	/**
	 * What the key says its owner is called. Not to be trusted: anybody can make a key
	 * with any name in it. Characters that show as none or turn text around are replaced.
	 */
	public List<String> claimedNames() {
		return this.claimedNames;
	}

	/** From when on nothing can be sealed to it. */
	public Instant expires() {
		return this.expires;
	}

	/** Algorithm and size of what packages are sealed to. */
	public String algorithm() {
		return this.encryption.algorithm();
	}

	/** Whether its owner can sign acknowledgements with it at this time. */
	public boolean canSign(Instant now) {
		return this.signing.stream().anyMatch((part) -> part.signs() && !part.revoked() && part.expires().isAfter(now));
	}

	/** How this key, newly uploaded, follows the one that was there before. */
	public Succession succeeds(PartnerKey before) {
		if (!fingerprint().equals(before.fingerprint())) {
			return Succession.ANOTHER_KEY;
		}
		if (Arrays.equals(this.bytes, before.bytes)) {
			return Succession.SAME;
		}
		if (this.signedAt.isBefore(before.signedAt) || revives(before)) {
			return Succession.OLDER;
		}
		return sealsToSame(before) ? Succession.RENEWED : Succession.ROTATED;
	}

	/**
	 * Whether these bytes, in text or binary form, are its owner's word that it is
	 * revoked.
	 */
	public Revocation revokedBy(byte[] uploaded) {
		return new PartnerKeyReader(Instant.EPOCH).revocation(uploaded, this.primary, PacketSignature.REVOCATION,
				this.primary.hashed());
	}

	/**
	 * Whether these bytes, in text or binary form, are its owner's word that what is
	 * sealed to is revoked, and bring no other subkey for that: then nothing can be
	 * sealed to this state of the key any more.
	 */
	public boolean isWithdrawnBy(byte[] uploaded, Instant now) {
		boolean rotated = read(uploaded, now) instanceof PartnerKey key && key.fingerprint().equals(fingerprint())
				&& !sealsToSame(key);
		return !rotated && new PartnerKeyReader(Instant.EPOCH).revocation(uploaded, this.primary,
				PacketSignature.SUBKEY_REVOCATION,
				Bytes.joined(this.primary.hashed(), this.encryption.hashed())) == Revocation.REVOKED;
	}

	/**
	 * Whether it has a part unrevoked that was revoked in the other state: whoever holds
	 * no key can cut a revocation out.
	 */
	public boolean revives(PartnerKey other) {
		return other.signing.stream()
			.filter(SigningPart::revoked)
			.anyMatch((gone) -> part(gone.key().fingerprint()).filter((part) -> !part.revoked()).isPresent());
	}

	private boolean sealsToSame(PartnerKey other) {
		return this.encryption.fingerprint().equals(other.encryption.fingerprint());
	}

	KeyPacket encryption() {
		return this.encryption;
	}

	List<SigningPart> signing() {
		return this.signing;
	}

	Optional<SigningPart> part(Fingerprint of) {
		return this.signing.stream().filter((part) -> part.key().fingerprint().equals(of)).findFirst();
	}

	/** How one key follows another. */
	public enum Succession {

		/** Nothing has changed. */
		SAME,
		/** The same key and subkey, with another expiry, name or subkey to sign with. */
		RENEWED,
		/** The same key with another subkey to seal to: the fingerprint stays. */
		ROTATED,
		/** An earlier state of the same key, which may bring back what was withdrawn. */
		OLDER,
		/** Another fingerprint, which two people compare anew. */
		ANOTHER_KEY

	}

	/** What came of reading a revocation. */
	public enum Revocation {

		/** The key's owner revokes it; nothing may be sealed to it any more. */
		REVOKED,
		/**
		 * A revocation that this key did not make, an altered one, or one by a weak hash.
		 */
		NOT_OF_THIS_KEY,
		/** No revocation, or more than is read. */
		NONE

	}

	@Override
	public String toString() {
		return fingerprint().toString();
	}

}
