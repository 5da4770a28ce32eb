package org.durumi.security.handoff;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A packet (RFC 4880 section 4). Lengths that are partial or left open are refused: keys
 * and signatures have none.
 *
 * @param shortest whether its header is the shortest for this length
 */
record Packet(int tag, byte[] body, boolean shortest) {

	static final int SIGNATURE = 2;

	static final int ONE_PASS_SIGNATURE = 4;

	static final int SECRET_KEY = 5;

	static final int PUBLIC_KEY = 6;

	static final int SECRET_SUBKEY = 7;

	static final int LITERAL = 11;

	static final int USER_ID = 13;

	static final int PUBLIC_SUBKEY = 14;

	static final int USER_ATTRIBUTE = 17;

	Packet(int tag, byte[] body) {
		this(tag, body, true);
	}

	/** All packets, with nothing between or behind them. */
	static List<Packet> all(byte[] bytes) throws NotOpenPgp {
		Octets octets = new Octets(bytes);
		List<Packet> packets = new ArrayList<>();
		while (!octets.isEmpty()) {
			int header = octets.one();
			if ((header & 0x80) == 0) {
				throw new NotOpenPgp();
			}
			packets.add(((header & 0x40) != 0) ? newer(header & 0x3f, octets)
					: older(header >> 2 & 0xf, header & 3, octets));
		}
		return packets;
	}

	private static Packet newer(int tag, Octets octets) throws NotOpenPgp {
		int first = octets.one();
		if (first < 192) {
			return new Packet(tag, octets.take(first));
		}
		if (first < 224) {
			return new Packet(tag, octets.take(((first - 192) << 8) + octets.one() + 192));
		}
		if (first != 255) {
			throw new NotOpenPgp();
		}
		long length = octets.four();
		return new Packet(tag, octets.take(length), length > 8383);
	}

	private static Packet older(int tag, int kind, Octets octets) throws NotOpenPgp {
		long length = switch (kind) {
			case 0 -> octets.one();
			case 1 -> octets.two();
			case 2 -> octets.four();
			default -> throw new NotOpenPgp();
		};
		boolean shortest = kind == 0 || length > ((kind == 1) ? 0xff : 0xffff);
		return new Packet(tag, octets.take(length), shortest);
	}

	/** Bytes of the packet, for a tag and length that the older form of header has. */
	byte[] bytes() {
		ByteArrayOutputStream out = new ByteArrayOutputStream(this.body.length + 3);
		// a length of two bytes, since that is what stands in a key's fingerprint
		boolean two = this.body.length > 0xff || this.tag == PUBLIC_KEY || this.tag == PUBLIC_SUBKEY;
		if (this.tag > 0xf || this.body.length > 0xffff) {
			throw new IllegalStateException("no packet of ours");
		}
		out.write(0x80 | this.tag << 2 | (two ? 1 : 0));
		if (two) {
			out.write(this.body.length >> 8);
		}
		out.write(this.body.length);
		out.writeBytes(this.body);
		return out.toByteArray();
	}

}
