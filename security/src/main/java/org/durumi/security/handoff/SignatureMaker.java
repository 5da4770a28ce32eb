package org.durumi.security.handoff;

import java.security.MessageDigest;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;

/**
 * Makes signatures with a key of ours: Ed25519 over SHA-512, in the form of version 4
 * that GnuPG reads (RFC 4880 section 5.2.3).
 */
final class SignatureMaker {

	private static final HashKind HASH = HashKind.SHA512;

	private final KeyPacket signer;

	private final PrivateKey key;

	private final Instant now;

	SignatureMaker(KeyPacket signer, PrivateKey key, Instant now) {
		this.signer = signer;
		this.key = key;
		this.now = now;
	}

	/** A digest for data that comes bit by bit. */
	static MessageDigest digest() {
		return HASH.digest();
	}

	/** The body of a signature over the data. */
	byte[] sign(int type, byte[] data, byte[]... more) {
		MessageDigest digest = digest();
		digest.update(data);
		return sign(type, digest, more);
	}

	/**
	 * The body of a signature.
	 * @param digest what went over the data
	 * @param more further statements
	 */
	byte[] sign(int type, MessageDigest digest, byte[]... more) {
		byte[] fingerprint = this.signer.fingerprint().bytes();
		byte[] hashed = Bytes.joined(Subpacket.bytes(Subpacket.CREATED, Bytes.number(this.now.getEpochSecond(), 4)),
				Subpacket.bytes(Subpacket.ISSUER_FINGERPRINT, Bytes.number(PacketSignature.VERSION, 1), fingerprint),
				Bytes.joined(more));
		byte[] unhashed = Subpacket.bytes(Subpacket.ISSUER, this.signer.fingerprint().keyId());
		byte[] head = Bytes.joined(Bytes.number(PacketSignature.VERSION, 1), Bytes.number(type, 1),
				Bytes.number(KeyPacket.EDDSA, 1), Bytes.number(HASH.id(), 1), Bytes.number(hashed.length, 2), hashed);
		digest.update(head);
		digest.update(Bytes.joined(Bytes.number(PacketSignature.VERSION, 1), Bytes.number(0xff, 1),
				Bytes.number(head.length, 4)));
		byte[] signed = digest.digest();
		return Bytes.joined(head, Bytes.number(unhashed.length, 2), unhashed, Arrays.copyOf(signed, 2),
				KeyPacket.sign(this.key, signed));
	}

	/** What stands in front of signed data, so that it can be checked as it is read. */
	byte[] onePass(int type) {
		byte[] head = { 3, (byte) type, (byte) HASH.id(), KeyPacket.EDDSA };
		return Bytes.joined(head, this.signer.fingerprint().keyId(), Bytes.number(1, 1));
	}

}
