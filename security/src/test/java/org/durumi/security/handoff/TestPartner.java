package org.durumi.security.handoff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A partner whose key is made byte by byte, so that it can be wrong in ways in which gpg
 * makes none. Untouched it is as good as one of gpg's.
 */
final class TestPartner {

	final KeyPair pair = KeyFile.newPair();

	final KeyPair signingPair = KeyFile.newPair();

	final KeyPacket primary;

	final KeyPacket signing;

	Instant now;

	byte[] userId = "Clinic of the tests".getBytes(StandardCharsets.UTF_8);

	byte[] encryptionBody;

	int primaryFlags = 0x03;

	int encryptionFlags = 0x0c;

	Duration validity = Duration.ofDays(100);

	boolean agrees = true;

	byte[] more = new byte[0];

	TestPartner(Instant now) {
		this.now = now;
		this.primary = KeyPacket.ed25519(this.pair.getPublic(), now);
		this.signing = KeyPacket.ed25519(this.signingPair.getPublic(), now);
		this.encryptionBody = x25519(now, newPoint());
	}

	static byte[] newPoint() {
		try {
			byte[] encoded = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic().getEncoded();
			return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] x25519(Instant created, byte[] point) {
		return Bytes.joined(new byte[] { 4 }, Bytes.number(created.getEpochSecond(), 4),
				HexFormat.of().parseHex("120a2b060104019755010501010740"), point, HexFormat.of().parseHex("03010807"));
	}

	SignatureMaker maker() {
		return new SignatureMaker(this.primary, this.pair.getPrivate(), this.now);
	}

	/** The certificate as it would be uploaded. */
	byte[] certificate() {
		byte[] nameData = Bytes.joined(this.primary.hashed(), new byte[] { (byte) 0xb4 },
				Bytes.number(this.userId.length, 4), this.userId);
		byte[] expiry = this.validity.isZero() ? new byte[0]
				: Subpacket.bytes(Subpacket.KEY_EXPIRES, Bytes.number(this.validity.toSeconds(), 4));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(packet(Packet.PUBLIC_KEY, this.primary.body()));
		out.writeBytes(packet(Packet.USER_ID, this.userId));
		out.writeBytes(packet(Packet.SIGNATURE,
				maker().sign(PacketSignature.CERTIFICATION, nameData, flags(this.primaryFlags), expiry, this.more)));
		if (this.encryptionBody.length > 0) {
			byte[] data = Bytes.joined(this.primary.hashed(), hashed(this.encryptionBody));
			out.writeBytes(packet(Packet.PUBLIC_SUBKEY, this.encryptionBody));
			out.writeBytes(packet(Packet.SIGNATURE,
					maker().sign(PacketSignature.SUBKEY_BINDING, data, flags(this.encryptionFlags))));
		}
		byte[] data = Bytes.joined(this.primary.hashed(), this.signing.hashed());
		byte[] agreement = new SignatureMaker(this.signing, this.signingPair.getPrivate(), this.now)
			.sign(PacketSignature.PRIMARY_BINDING, data);
		out.writeBytes(packet(Packet.PUBLIC_SUBKEY, this.signing.body()));
		out.writeBytes(packet(Packet.SIGNATURE, maker().sign(PacketSignature.SUBKEY_BINDING, data, flags(0x02),
				this.agrees ? Subpacket.bytes(Subpacket.EMBEDDED_SIGNATURE, agreement) : new byte[0])));
		return out.toByteArray();
	}

	PartnerKey key() {
		return (PartnerKey) PartnerKey.read(certificate(), this.now);
	}

	/** The text signed by the signing subkey, as gpg would. */
	byte[] clearsigned(String text) {
		return clearsigned(text, "SHA512", new SignatureMaker(this.signing, this.signingPair.getPrivate(), this.now)
			.sign(PacketSignature.TEXT, canonical(text)));
	}

	static byte[] clearsigned(String text, String hash, byte[] signature) {
		return ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: " + hash + "\n\n" + text
				+ Armor.of(Armor.SIGNATURE, packet(Packet.SIGNATURE, signature)))
			.getBytes(StandardCharsets.US_ASCII);
	}

	static byte[] canonical(String text) {
		return text.strip().replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] flags(int flags) {
		return (flags == 0) ? new byte[0] : Subpacket.bytes(Subpacket.KEY_FLAGS, new byte[] { (byte) flags });
	}

	static byte[] hashed(byte[] body) {
		return Bytes.joined(new byte[] { (byte) 0x99 }, Bytes.number(body.length, 2), body);
	}

	static byte[] packet(int tag, byte[] body) {
		return new Packet(tag, body).bytes();
	}

}
