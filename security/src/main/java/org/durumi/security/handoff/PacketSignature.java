package org.durumi.security.handoff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A signature of version 4 (RFC 4880 section 5.2.3), read and not verified.
 *
 * @param hashedPart its beginning, which is signed with the data
 * @param digestStart the first two bytes of what was signed
 * @param material the numbers of the signature
 */
record PacketSignature(byte[] body, int type, int keyAlgorithm, int hashAlgorithm, byte[] hashedPart,
		List<Subpacket> hashed, List<Subpacket> unhashed, byte[] digestStart, byte[] material) {

	static final int TEXT = 0x01;

	static final int BINARY = 0x00;

	static final int CERTIFICATION = 0x13;

	static final int SUBKEY_BINDING = 0x18;

	static final int PRIMARY_BINDING = 0x19;

	static final int DIRECT = 0x1f;

	static final int REVOCATION = 0x20;

	static final int SUBKEY_REVOCATION = 0x28;

	static final int CERTIFICATION_REVOCATION = 0x30;

	static final int VERSION = 4;

	/** Seconds that no number of four bytes outweighs. */
	private static final long BEFORE_EVERYTHING = -(1L << 33);

	static PacketSignature parse(byte[] body) throws NotOpenPgp {
		Octets octets = new Octets(body);
		if (octets.one() != VERSION) {
			throw new NotOpenPgp();
		}
		int type = octets.one();
		int keyAlgorithm = octets.one();
		int hashAlgorithm = octets.one();
		byte[] hashed = octets.take(octets.two());
		byte[] unhashed = octets.take(octets.two());
		byte[] digestStart = octets.take(2);
		return new PacketSignature(body, type, keyAlgorithm, hashAlgorithm, Arrays.copyOf(body, 6 + hashed.length),
				Subpacket.all(hashed), Subpacket.all(unhashed), digestStart, octets.rest());
	}

	/** The hash algorithm, empty if it is weak or unknown. */
	Optional<HashKind> hash() {
		return HashKind.of(this.hashAlgorithm);
	}

	/** What is signed behind the data. */
	byte[] trailer() {
		return Bytes.joined(this.hashedPart, Bytes.number(VERSION, 1), Bytes.number(0xff, 1),
				Bytes.number(this.hashedPart.length, 4));
	}

	/** When it was made, if it says so exactly once, in its signed part. */
	Optional<Instant> created() {
		List<Subpacket> times = of(Subpacket.CREATED);
		return Optional.of(times)
			.filter((each) -> each.size() == 1)
			.map((each) -> seconds(each.getFirst()))
			.filter((seconds) -> seconds >= 0)
			.map(Instant::ofEpochSecond);
	}

	/** Whether it is over at this time, by its own word; what cannot be read is. */
	boolean isOver(Instant now) {
		Optional<Instant> created = created();
		return created.isEmpty() || of(Subpacket.SIGNATURE_EXPIRES).stream().anyMatch((expiry) -> {
			long after = seconds(expiry);
			return after != 0 && !created.get().plusSeconds(after).isAfter(now);
		});
	}

	/** When a key made at that time expires by this signature; empty if never. */
	Optional<Instant> keyExpires(Instant keyCreated) {
		return of(Subpacket.KEY_EXPIRES).stream()
			.map(PacketSignature::seconds)
			.filter((seconds) -> seconds != 0)
			.map(keyCreated::plusSeconds)
			.min(Instant::compareTo);
	}

	/** What the key is for, 0 if it does not say or says it twice. */
	int keyFlags() {
		List<Subpacket> flags = of(Subpacket.KEY_FLAGS);
		return (flags.size() == 1 && flags.getFirst().body().length > 0)
				? Byte.toUnsignedInt(flags.getFirst().body()[0]) : 0;
	}

	/** Whether it asks for something that is not known here. */
	boolean isDemanding() {
		return this.hashed.stream().anyMatch(Subpacket::isDemanding);
	}

	/** Whether this key may have made it, by what it says; it may lie. */
	boolean names(KeyPacket key) {
		List<Subpacket> all = new ArrayList<>(this.hashed);
		all.addAll(this.unhashed);
		all.removeIf((subpacket) -> subpacket.type() != Subpacket.ISSUER
				&& subpacket.type() != Subpacket.ISSUER_FINGERPRINT);
		return all.isEmpty() || all.stream()
			.anyMatch((subpacket) -> subpacket.type() == Subpacket.ISSUER
					? Arrays.equals(subpacket.body(), key.fingerprint().keyId()) : Arrays.equals(subpacket.body(),
							Bytes.joined(Bytes.number(VERSION, 1), key.fingerprint().bytes())));
	}

	/**
	 * Signatures within this one, in either part: they vouch for themselves. One that
	 * cannot be read is left out.
	 */
	List<PacketSignature> embedded() {
		List<PacketSignature> embedded = new ArrayList<>();
		for (List<Subpacket> area : List.of(this.hashed, this.unhashed)) {
			for (Subpacket subpacket : area) {
				if (subpacket.type() == Subpacket.EMBEDDED_SIGNATURE) {
					readable(subpacket.body()).ifPresent(embedded::add);
				}
			}
		}
		return embedded;
	}

	/** The signature, unless it is of another version or is none. */
	static Optional<PacketSignature> readable(byte[] body) {
		try {
			return Optional.of(parse(body));
		}
		catch (NotOpenPgp ex) {
			return Optional.empty();
		}
	}

	/** Statements of a type in the signed part. */
	List<Subpacket> of(int type) {
		return this.hashed.stream().filter((subpacket) -> subpacket.type() == type).toList();
	}

	/** A number of seconds; before everything if it is none. */
	private static long seconds(Subpacket subpacket) {
		try {
			Octets octets = new Octets(subpacket.body());
			long seconds = octets.four();
			octets.end();
			return seconds;
		}
		catch (NotOpenPgp ex) {
			return BEFORE_EVERYTHING;
		}
	}

}
