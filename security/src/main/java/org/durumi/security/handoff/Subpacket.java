package org.durumi.security.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A statement in a signature (RFC 4880 section 5.2.3.1).
 *
 * @param critical whether a signature means nothing to whoever does not know the type
 */
record Subpacket(int type, boolean critical, byte[] body) {

	static final int CREATED = 2;

	static final int SIGNATURE_EXPIRES = 3;

	static final int KEY_EXPIRES = 9;

	static final int PREFERRED_CIPHERS = 11;

	static final int ISSUER = 16;

	static final int KEY_FLAGS = 27;

	static final int REVOCATION_REASON = 29;

	static final int EMBEDDED_SIGNATURE = 32;

	static final int ISSUER_FINGERPRINT = 33;

	static final int INTENDED_RECIPIENT = 35;

	/**
	 * Types that are read, or that state preferences and nothing that a signature depends
	 * on.
	 */
	private static final Set<Integer> KNOWN = Set.of(CREATED, SIGNATURE_EXPIRES, 7, KEY_EXPIRES, PREFERRED_CIPHERS,
			ISSUER, 21, 22, 23, 24, 25, KEY_FLAGS, 28, REVOCATION_REASON, 30, EMBEDDED_SIGNATURE, ISSUER_FINGERPRINT,
			34);

	static List<Subpacket> all(byte[] area) throws NotOpenPgp {
		Octets octets = new Octets(area);
		List<Subpacket> subpackets = new ArrayList<>();
		while (!octets.isEmpty()) {
			long length = length(octets);
			if (length == 0) {
				throw new NotOpenPgp();
			}
			int type = octets.one();
			subpackets.add(new Subpacket(type & 0x7f, (type & 0x80) != 0, octets.take(length - 1)));
		}
		return subpackets;
	}

	private static long length(Octets octets) throws NotOpenPgp {
		int first = octets.one();
		if (first < 192) {
			return first;
		}
		return (first == 255) ? octets.four() : ((first - 192) << 8) + octets.one() + 192;
	}

	/** Whether the signature asks for something that is not known here. */
	boolean isDemanding() {
		return this.critical && !KNOWN.contains(this.type);
	}

	/** For a statement of ours. */
	static byte[] bytes(int type, byte[]... body) {
		byte[] joined = Bytes.joined(body);
		int length = joined.length + 1;
		byte[] prefix = (length < 192) ? Bytes.number(length, 1)
				: Bytes.joined(new byte[] { -1 }, Bytes.number(length, 4));
		return Bytes.joined(prefix, Bytes.number(type, 1), joined);
	}

}
