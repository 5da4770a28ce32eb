package org.durumi.security.handoff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.durumi.security.handoff.PartnerKeyRefused.Reason;

/**
 * Reads a partner's key. It knows the few forms that are accepted and refuses the rest;
 * whatever a signature of the key over itself does not cover is not looked at.
 */
final class PartnerKeyReader {

	private static final int CERTIFIES = 0x01;

	private static final int SIGNS = 0x02;

	private static final int LONGEST_NAME = 200;

	private final Instant now;

	PartnerKeyReader(Instant now) {
		this.now = now;
	}

	/** Ends the reading. */
	static final class Refusal extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient PartnerKeyRefused refused;

		Refusal(Reason reason, String concerns) {
			super(null, null, false, false);
			this.refused = new PartnerKeyRefused(reason, concerns);
		}

	}

	PartnerKeyReading read(byte[] uploaded) {
		try {
			return read(certificate(uploaded));
		}
		catch (NotOpenPgp ex) {
			return new PartnerKeyRefused(Reason.MALFORMED, "");
		}
		catch (Refusal ex) {
			return ex.refused;
		}
	}

	private static Certificate certificate(byte[] uploaded) throws NotOpenPgp, Refusal {
		if (uploaded.length > PartnerKey.LARGEST) {
			throw new Refusal(Reason.TOO_LARGE, Integer.toString(uploaded.length));
		}
		String text = new String(uploaded, StandardCharsets.ISO_8859_1);
		if (text.contains(Armor.begin(Armor.PRIVATE_KEY))) {
			throw new Refusal(Reason.PRIVATE_KEY, "");
		}
		String begin = Armor.begin(Armor.PUBLIC_KEY);
		if (text.indexOf(begin) != text.lastIndexOf(begin)) {
			throw new Refusal(Reason.SEVERAL_KEYS, "");
		}
		List<Packet> packets = packets(uploaded);
		if (packets.stream()
			.anyMatch((packet) -> packet.tag() == Packet.SECRET_KEY || packet.tag() == Packet.SECRET_SUBKEY)) {
			throw new Refusal(Reason.PRIVATE_KEY, "");
		}
		if (packets.stream().filter((packet) -> packet.tag() == Packet.PUBLIC_KEY).count() > 1) {
			throw new Refusal(Reason.SEVERAL_KEYS, "");
		}
		return Certificate.of(packets);
	}

	private static List<Packet> packets(byte[] uploaded) throws NotOpenPgp {
		return Packet.all(Armor.isText(uploaded) ? Armor.block(Armor.PUBLIC_KEY, uploaded) : uploaded);
	}

	private PartnerKey read(Certificate certificate) throws NotOpenPgp, Refusal {
		KeyPacket primary = primary(certificate);
		ByteArrayOutputStream kept = new ByteArrayOutputStream();
		List<PacketSignature> vouching = new ArrayList<>();
		SelfSignatures own = new SelfSignatures(primary, this.now);
		kept.writeBytes(certificate.primary().packet().bytes());
		own.newest(certificate.primary(), PacketSignature.DIRECT).ifPresent((signature) -> {
			vouching.add(signature);
			kept.writeBytes(new Packet(Packet.SIGNATURE, signature.body()).bytes());
		});
		List<String> names = new ArrayList<>();
		for (Certificate.Part userId : certificate.userIds()) {
			own.certification(userId).ifPresent((signature) -> {
				vouching.add(signature);
				names.add(name(userId.packet().body()));
				kept.writeBytes(userId.packet().bytes());
				kept.writeBytes(new Packet(Packet.SIGNATURE, signature.body()).bytes());
			});
		}
		if (names.isEmpty()) {
			throw new Refusal(own.isWeak() ? Reason.WEAK_SIGNATURE : Reason.NOT_SELF_SIGNED,
					primary.fingerprint().hex());
		}
		int flags = flags(vouching, primary);
		Instant expires = expires(vouching, primary);
		PartnerSubkeys subkeys = new PartnerSubkeys(own, expires, this.now);
		for (Certificate.Part subkey : certificate.subkeys()) {
			subkeys.read(subkey);
		}
		vouching.addAll(subkeys.vouching());
		requirePast(vouching, primary);
		KeyPacket encryption = subkeys.encryption();
		kept.writeBytes(subkeys.kept());
		List<PartnerKey.SigningPart> signing = new ArrayList<>(subkeys.signing());
		signing.add(new PartnerKey.SigningPart(primary, (flags & SIGNS) != 0, false, expires));
		return new PartnerKey(kept.toByteArray(), primary, names, subkeys.encryptionExpires(), encryption, signing,
				vouching.stream()
					.flatMap((signature) -> signature.created().stream())
					.max(Comparator.naturalOrder())
					.orElseThrow());
	}

	private static KeyPacket primary(Certificate certificate) throws NotOpenPgp, Refusal {
		byte[] body = certificate.primary().packet().body();
		int version = KeyPacket.version(body);
		if (version != PacketSignature.VERSION) {
			throw new Refusal(Reason.UNREADABLE_VERSION, Integer.toString(version));
		}
		KeyPacket primary = KeyPacket.parse(body);
		// whether the key made the revocation or somebody it named for that: either way
		// she exports a clean one if there is nothing to it
		if (certificate.parts().anyMatch((part) -> !part.signatures(PacketSignature.REVOCATION).isEmpty())) {
			throw new Refusal(Reason.REVOKED, primary.fingerprint().hex());
		}
		return switch (primary.kind()) {
			case ED25519, RSA -> primary;
			case UNFIT -> throw new Refusal(Reason.WEAK_ALGORITHM, primary.algorithm());
			case X25519 -> throw new NotOpenPgp();
		};
	}

	/** What the primary key is for, by the newest word about it. */
	private static int flags(List<PacketSignature> vouching, KeyPacket primary) throws Refusal {
		int flags = vouching.stream()
			.max(Comparator.comparing((signature) -> signature.created().orElseThrow()))
			.orElseThrow()
			.keyFlags();
		if ((flags & CERTIFIES) == 0) {
			throw new Refusal(Reason.WRONG_USAGE, primary.fingerprint().hex());
		}
		return flags;
	}

	/** The earliest of the days that the key gives, so that no older word prolongs it. */
	private Instant expires(List<PacketSignature> vouching, KeyPacket primary) throws Refusal {
		Instant expires = vouching.stream()
			.flatMap((signature) -> signature.keyExpires(primary.created()).stream())
			.min(Comparator.naturalOrder())
			.orElseThrow(() -> new Refusal(Reason.NO_EXPIRY, primary.fingerprint().hex()));
		if (!expires.isAfter(this.now)) {
			throw new Refusal(Reason.EXPIRED, expires.toString());
		}
		if (expires.isAfter(this.now.plus(PartnerKey.LONGEST_VALIDITY))) {
			throw new Refusal(Reason.EXPIRY_TOO_FAR, expires.toString());
		}
		return expires;
	}

	private void requirePast(List<PacketSignature> vouching, KeyPacket primary) throws Refusal {
		Instant latest = this.now.plus(PartnerKey.SKEW);
		if (primary.created().isAfter(latest)
				|| vouching.stream().anyMatch((signature) -> signature.created().orElseThrow().isAfter(latest))) {
			throw new Refusal(Reason.MADE_IN_THE_FUTURE, primary.fingerprint().hex());
		}
	}

	private static String name(byte[] userId) {
		String name = new String(userId, StandardCharsets.UTF_8).replaceAll("\\p{C}", "\ufffd");
		return name.codePoints()
			.limit(LONGEST_NAME)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/** Whether one of the sort is among them that the key made over this. */
	PartnerKey.Revocation revocation(byte[] uploaded, KeyPacket primary, int type, byte[] data) {
		if (uploaded.length > PartnerKey.LARGEST) {
			return PartnerKey.Revocation.NONE;
		}
		try {
			List<PacketSignature> revocations = packets(uploaded).stream()
				.filter((packet) -> packet.tag() == Packet.SIGNATURE)
				.flatMap((packet) -> PacketSignature.readable(packet.body()).stream())
				.filter((signature) -> signature.type() == type)
				.toList();
			if (revocations.isEmpty()) {
				return PartnerKey.Revocation.NONE;
			}
			return revocations.stream().anyMatch((signature) -> primary.verifies(signature, data))
					? PartnerKey.Revocation.REVOKED : PartnerKey.Revocation.NOT_OF_THIS_KEY;
		}
		catch (NotOpenPgp ex) {
			return PartnerKey.Revocation.NONE;
		}
	}

	/** What a key says of itself and its parts. */
	static final class SelfSignatures {

		private final KeyPacket primary;

		private final Instant now;

		private boolean weak;

		SelfSignatures(KeyPacket primary, Instant now) {
			this.primary = primary;
			this.now = now;
		}

		KeyPacket primary() {
			return this.primary;
		}

		/** Whether something was left out only because of its hash. */
		boolean isWeak() {
			return this.weak;
		}

		/** The newest about the part, which stands for all before it. */
		Optional<PacketSignature> newest(Certificate.Part part, int type, byte[]... more) {
			return newest(part.signatures(type), Bytes.joined(this.primary.hashed(), Bytes.joined(more)));
		}

		/** The newest that the name is hers, unless she took it back. */
		Optional<PacketSignature> certification(Certificate.Part userId) {
			byte[] body = userId.packet().body();
			byte[] data = Bytes.joined(this.primary.hashed(), Bytes.number(0xb4, 1), Bytes.number(body.length, 4),
					body);
			boolean taken = userId.signatures(PacketSignature.CERTIFICATION_REVOCATION)
				.stream()
				.anyMatch((signature) -> signature.names(this.primary));
			List<PacketSignature> certifications = userId.signatures()
				.stream()
				.filter((signature) -> signature.type() >= 0x10 && signature.type() <= PacketSignature.CERTIFICATION)
				.toList();
			return taken ? Optional.empty() : newest(certifications, data);
		}

		private Optional<PacketSignature> newest(List<PacketSignature> signatures, byte[] data) {
			List<PacketSignature> own = signatures.stream()
				.filter((signature) -> signature.names(this.primary) && signature.created().isPresent())
				.toList();
			this.weak |= own.stream().anyMatch((signature) -> signature.hash().isEmpty());
			return own.stream()
				.filter((signature) -> !signature.isDemanding() && this.primary.verifies(signature, data))
				.max(Comparator.comparing((signature) -> signature.created().orElseThrow()))
				.filter((signature) -> !signature.isOver(this.now));
		}

	}

}
