package org.durumi.security.handoff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import org.durumi.security.boot.BootCipher;

/**
 * The organisation's primary key: it says which subkeys packages are signed with, and
 * signs nothing else. It is made and kept away from the server. It does not expire, since
 * partners compared its fingerprint by voice; what ends it is the revocation that is made
 * with it and kept elsewhere still. Each change gives a new state, to be kept instead of
 * the one before.
 */
public final class HandoffPrimary {

	/** The longest a subkey may be valid. */
	public static final Duration LONGEST_VALIDITY = Duration.ofDays(365);

	private static final byte[] CERTIFIES = { 0x01 };

	private static final byte[] SIGNS = { 0x02 };

	/** Reason for revoking (RFC 4880 section 5.2.3.23): none given. */
	private static final int NO_REASON = 0;

	private static final int COMPROMISED = 2;

	private static final Pattern NAME = Pattern.compile("[^\\p{C}<>()]{1,100}");

	private final byte[] certificate;

	private final KeyPacket primary;

	private final PrivateKey key;

	private HandoffPrimary(byte[] certificate, KeyPacket primary, PrivateKey key) {
		this.certificate = certificate;
		this.primary = primary;
		this.key = key;
	}

	/**
	 * A new key for the organisation of this name, which everybody will read in it.
	 * @throws IllegalArgumentException if the name is empty, long, or not plain text
	 */
	public static HandoffPrimary generate(String name, Instant now) {
		if (!NAME.matcher(name).matches() || name.isBlank()) {
			throw new IllegalArgumentException("no name for a key");
		}
		KeyPair pair = KeyFile.newPair();
		KeyPacket primary = KeyPacket.ed25519(pair.getPublic(), now);
		byte[] userId = name.getBytes(StandardCharsets.UTF_8);
		byte[] data = Bytes.joined(primary.hashed(), Bytes.number(0xb4, 1), Bytes.number(userId.length, 4), userId);
		byte[] certification = new SignatureMaker(primary, pair.getPrivate(), now).sign(PacketSignature.CERTIFICATION,
				data, Subpacket.bytes(Subpacket.KEY_FLAGS, CERTIFIES));
		return new HandoffPrimary(Bytes.joined(packet(Packet.PUBLIC_KEY, primary.body()),
				packet(Packet.USER_ID, userId), packet(Packet.SIGNATURE, certification)), primary, pair.getPrivate());
	}

	/** Writes the key, sealed, to a new file only its owner reads. */
	public void toFile(Path file, BootCipher cipher) throws IOException {
		KeyFile.write(file, cipher, KeyFile.Kind.PRIMARY, this.certificate, this.key);
	}

	/**
	 * Reads a key that {@link #toFile} wrote.
	 * @throws org.durumi.security.boot.WrongBootSecret if it does not open with the
	 * secret
	 * @throws IOException if the file is not there or holds something else
	 */
	public static HandoffPrimary fromFile(Path file, BootCipher cipher) throws IOException {
		KeyFile read = KeyFile.read(file, cipher, KeyFile.Kind.PRIMARY);
		return new HandoffPrimary(read.bytes(), read.primary(), read.key());
	}

	/** What partners compare by voice. */
	public Fingerprint fingerprint() {
		return this.primary.fingerprint();
	}

	/** The public key as text, with all subkeys so far. */
	public String publicKey() {
		return Armor.of(Armor.PUBLIC_KEY, this.certificate);
	}

	/**
	 * Makes a new subkey to sign packages with. Those before it stay, so that what they
	 * signed still verifies.
	 * @throws IllegalArgumentException if it would be valid too long, or not at all
	 */
	public Issued issue(Instant now, Duration validity) {
		if (validity.compareTo(LONGEST_VALIDITY) > 0 || validity.compareTo(Duration.ofDays(1)) < 0) {
			throw new IllegalArgumentException("a subkey is valid for a day at least and a year at most");
		}
		KeyPair pair = KeyFile.newPair();
		KeyPacket subkey = KeyPacket.ed25519(pair.getPublic(), now);
		byte[] both = Bytes.joined(this.primary.hashed(), subkey.hashed());
		byte[] agreement = new SignatureMaker(subkey, pair.getPrivate(), now).sign(PacketSignature.PRIMARY_BINDING,
				both);
		byte[] binding = new SignatureMaker(this.primary, this.key, now).sign(PacketSignature.SUBKEY_BINDING, both,
				Subpacket.bytes(Subpacket.KEY_FLAGS, SIGNS),
				Subpacket.bytes(Subpacket.KEY_EXPIRES, Bytes.number(validity.toSeconds(), 4)),
				Subpacket.bytes(Subpacket.EMBEDDED_SIGNATURE, agreement));
		HandoffPrimary grown = new HandoffPrimary(Bytes.joined(this.certificate,
				packet(Packet.PUBLIC_SUBKEY, subkey.body()), packet(Packet.SIGNATURE, binding)), this.primary,
				this.key);
		HandoffKey issued = new HandoffKey(grown.certificate, this.primary, subkey, subkey.created().plus(validity),
				pair.getPrivate());
		return new Issued(grown, issued);
	}

	/**
	 * The key with one of its subkeys revoked because somebody else may have it. Whoever
	 * imports it is warned of all that the subkey signed, whenever it was; gpg ends with
	 * 0 all the same.
	 * @throws IllegalArgumentException if there is no such subkey
	 */
	public HandoffPrimary revoke(Fingerprint subkey, Instant now) {
		byte[] all = new byte[0];
		boolean found = false;
		try {
			for (Packet packet : Packet.all(this.certificate)) {
				all = Bytes.joined(all, packet.bytes());
				if (packet.tag() == Packet.PUBLIC_SUBKEY
						&& KeyPacket.parse(packet.body()).fingerprint().equals(subkey)) {
					byte[] both = Bytes.joined(this.primary.hashed(), KeyPacket.parse(packet.body()).hashed());
					all = Bytes.joined(all, packet(Packet.SIGNATURE,
							revocation(PacketSignature.SUBKEY_REVOCATION, both, COMPROMISED, now)));
					found = true;
				}
			}
		}
		catch (NotOpenPgp ex) {
			throw new IllegalStateException("a certificate of ours that cannot be read", ex);
		}
		if (!found) {
			throw new IllegalArgumentException("no subkey of this key");
		}
		return new HandoffPrimary(all, this.primary, this.key);
	}

	/**
	 * What revokes the whole key, as text that gpg imports. To be kept where neither the
	 * key nor its file is: whoever publishes it ends the key, and can do nothing else.
	 */
	public String revocation(Instant now) {
		return Armor.of(Armor.PUBLIC_KEY, packet(Packet.SIGNATURE,
				revocation(PacketSignature.REVOCATION, this.primary.hashed(), NO_REASON, now)));
	}

	private byte[] revocation(int type, byte[] data, int reason, Instant now) {
		return new SignatureMaker(this.primary, this.key, now).sign(type, data,
				Subpacket.bytes(Subpacket.REVOCATION_REASON, Bytes.number(reason, 1)));
	}

	private static byte[] packet(int tag, byte[] body) {
		return new Packet(tag, body).bytes();
	}

	/**
	 * A subkey, and the primary key that knows it.
	 *
	 * @param primary to be kept away from the server, instead of the one before
	 * @param key for the server
	 */
	public record Issued(HandoffPrimary primary, HandoffKey key) {

	}

	@Override
	public String toString() {
		return "[key]";
	}

}
