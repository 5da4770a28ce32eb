package org.durumi.security.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An OpenPGP public key with what is bound to it (RFC 4880 section 11.1), put in order
 * and not verified. Signatures that cannot be read, such as those of other versions, are
 * left out.
 *
 * @param primary the first packet, a public key of any version
 */
record Certificate(Part primary, List<Part> userIds, List<Part> subkeys) {

	/** A packet and the signatures that follow it. */
	record Part(Packet packet, List<PacketSignature> signatures) {

		List<PacketSignature> signatures(int type) {
			return this.signatures.stream().filter((signature) -> signature.type() == type).toList();
		}

	}

	static Certificate of(List<Packet> packets) throws NotOpenPgp {
		if (packets.isEmpty() || packets.getFirst().tag() != Packet.PUBLIC_KEY) {
			throw new NotOpenPgp();
		}
		Part part = new Part(packets.getFirst(), new ArrayList<>());
		Certificate certificate = new Certificate(part, new ArrayList<>(), new ArrayList<>());
		for (Packet packet : packets.subList(1, packets.size())) {
			switch (packet.tag()) {
				case Packet.SIGNATURE -> PacketSignature.readable(packet.body()).ifPresent(part.signatures()::add);
				case Packet.USER_ID, Packet.PUBLIC_SUBKEY, Packet.USER_ATTRIBUTE -> {
					part = new Part(packet, new ArrayList<>());
					certificate.add(part);
				}
				default -> throw new NotOpenPgp();
			}
		}
		return certificate;
	}

	Stream<Part> parts() {
		return Stream.of(List.of(this.primary), this.userIds, this.subkeys).flatMap(List::stream);
	}

	private void add(Part part) {
		switch (part.packet().tag()) {
			case Packet.USER_ID -> this.userIds.add(part);
			case Packet.PUBLIC_SUBKEY -> this.subkeys.add(part);
			default -> {
				// a photograph is nothing to us
			}
		}
	}

}
