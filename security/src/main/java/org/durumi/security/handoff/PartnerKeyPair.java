package org.durumi.security.handoff;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.XECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key with its private part, as a partner's gpg would make it, for demos and tests,
 * where Durumi plays the partner too. A real partner makes her own, and shows its private
 * part to nobody.
 */
public final class PartnerKeyPair {

	private static final byte[] CERTIFIES_AND_SIGNS = { 0x03 };

	private static final byte[] ENCRYPTS = { 0x0c };

	/**
	 * AES-256, as packages are sealed: gpg warns of a cipher that a key does not name.
	 */
	private static final byte[] CIPHERS = { 9 };

	/** No passphrase. */
	private static final int UNPROTECTED = 0;

	/**
	 * Of Curve25519, its name and the prefix of a point; how session keys are wrapped.
	 */
	private static final byte[] CURVE = HexFormat.of().parseHex("120a2b060104019755010501010740");

	private static final byte[] WRAPPING = HexFormat.of().parseHex("03010807");

	private static final int LENGTH = 32;

	private final byte[] userId;

	private final KeyPair signing;

	private final KeyPair encrypting;

	private final KeyPacket primary;

	private final byte[] subkey;

	private PartnerKeyPair(String name, KeyPair signing, KeyPair encrypting, Instant created) {
		this.userId = name.getBytes(StandardCharsets.UTF_8);
		this.signing = signing;
		this.encrypting = encrypting;
		this.primary = KeyPacket.ed25519(signing.getPublic(), created);
		byte[] encoded = encrypting.getPublic().getEncoded();
		this.subkey = Bytes.joined(Bytes.number(PacketSignature.VERSION, 1),
				Bytes.number(created.truncatedTo(ChronoUnit.SECONDS).getEpochSecond(), 4), CURVE,
				Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length), WRAPPING);
	}

	/** A new key for the partner of this name. */
	public static PartnerKeyPair generate(String name, Instant created) {
		try {
			return new PartnerKeyPair(name, KeyFile.newPair(), KeyPairGenerator.getInstance("X25519").generateKeyPair(),
					created);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot make a key", ex);
		}
	}

	public Fingerprint fingerprint() {
		return this.primary.fingerprint();
	}

	/**
	 * The public key as text. Asked for again, later and for longer, it is the same key,
	 * prolonged.
	 */
	public String publicKey(Instant now, Instant expires) {
		return Armor.of(Armor.PUBLIC_KEY, key(packet(Packet.PUBLIC_KEY, this.primary.body()),
				packet(Packet.PUBLIC_SUBKEY, this.subkey), now, expires));
	}

	/** The private key as text that gpg imports, without a passphrase. */
	public String privateKey(Instant now, Instant expires) {
		byte[] seed = ((EdECPrivateKey) this.signing.getPrivate()).getBytes().orElseThrow();
		byte[] scalar = ((XECPrivateKey) this.encrypting.getPrivate()).getScalar().orElseThrow();
		return Armor.of(Armor.PRIVATE_KEY, key(packet(Packet.SECRET_KEY, secret(this.primary.body(), seed)),
				packet(Packet.SECRET_SUBKEY, secret(this.subkey, clampedAndTurned(scalar))), now, expires));
	}

	/** What revokes the key, as text. */
	public String revocation(Instant now) {
		byte[] reason = Subpacket.bytes(Subpacket.REVOCATION_REASON, Bytes.number(0, 1));
		return Armor.of(Armor.PUBLIC_KEY,
				packet(Packet.SIGNATURE, maker(now).sign(PacketSignature.REVOCATION, this.primary.hashed(), reason)));
	}

	private byte[] key(byte[] primaryPacket, byte[] subkeyPacket, Instant now, Instant expires) {
		byte[] valid = Subpacket.bytes(Subpacket.KEY_EXPIRES,
				Bytes.number(Duration.between(this.primary.created(), expires).toSeconds(), 4));
		byte[] named = Bytes.joined(this.primary.hashed(), Bytes.number(0xb4, 1), Bytes.number(this.userId.length, 4),
				this.userId);
		byte[] both = Bytes.joined(this.primary.hashed(), Bytes.number(0x99, 1), Bytes.number(this.subkey.length, 2),
				this.subkey);
		return Bytes.joined(primaryPacket, packet(Packet.USER_ID, this.userId),
				packet(Packet.SIGNATURE,
						maker(now).sign(PacketSignature.CERTIFICATION, named,
								Subpacket.bytes(Subpacket.KEY_FLAGS, CERTIFIES_AND_SIGNS),
								Subpacket.bytes(Subpacket.PREFERRED_CIPHERS, CIPHERS), valid)),
				subkeyPacket, packet(Packet.SIGNATURE, maker(now).sign(PacketSignature.SUBKEY_BINDING, both,
						Subpacket.bytes(Subpacket.KEY_FLAGS, ENCRYPTS), valid)));
	}

	private SignatureMaker maker(Instant now) {
		return new SignatureMaker(this.primary, this.signing.getPrivate(), now);
	}

	/** A private key in clear (RFC 4880 section 5.5.3), with a sum over its number. */
	private static byte[] secret(byte[] publicBody, byte[] number) {
		byte[] integer = Bytes.integer(number);
		int sum = 0;
		for (byte octet : integer) {
			sum += octet & 0xff;
		}
		return Bytes.joined(publicBody, Bytes.number(UNPROTECTED, 1), integer, Bytes.number(sum & 0xffff, 2));
	}

	/** A scalar as gpg has it: clamped (RFC 7748 section 5), its first byte last. */
	private static byte[] clampedAndTurned(byte[] scalar) {
		byte[] turned = new byte[LENGTH];
		for (int i = 0; i < LENGTH; i++) {
			turned[LENGTH - 1 - i] = scalar[i];
		}
		turned[LENGTH - 1] &= (byte) 0xf8;
		turned[0] = (byte) (turned[0] & 0x7f | 0x40);
		return turned;
	}

	private static byte[] packet(int tag, byte[] body) {
		return new Packet(tag, body).bytes();
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
