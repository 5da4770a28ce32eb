package org.durumi.security.handoff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with its signature, as {@code gpg --clearsign} writes it (RFC 4880 section 7):
 * printable ASCII, no line in need of an escape, nothing before, between or behind. Lines
 * may end in either way, text and signature each in one, since editors differ.
 *
 * @param hash the name of the hash algorithm, which is not signed
 */
record CleartextSigned(String hash, List<String> lines, PacketSignature signature) {

	private static final String BEGIN = Armor.begin("PGP SIGNED MESSAGE");

	private static final String HASH = "Hash: ";

	static CleartextSigned parse(byte[] bytes) throws NotOpenPgp {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		if (!text.endsWith("\n") || !text.chars().allMatch(CleartextSigned::isPlain)) {
			throw new NotOpenPgp();
		}
		List<String> lines = new ArrayList<>(List.of(text.substring(0, text.length() - 1).split("\n", -1)));
		int end = lines.indexOf(Armor.begin(Armor.SIGNATURE));
		if (end < 0) {
			end = lines.indexOf(Armor.begin(Armor.SIGNATURE) + "\r");
		}
		if (end < 4) {
			throw new NotOpenPgp();
		}
		List<String> signed = unended(lines.subList(3, end));
		List<String> around = new ArrayList<>(lines.subList(0, 3));
		around.addAll(lines.subList(end, lines.size()));
		around = unended(around);
		if (!around.get(0).equals(BEGIN) || !around.get(1).startsWith(HASH) || !around.get(2).isEmpty()
				|| signed.stream().anyMatch((line) -> line.startsWith("-") || line.endsWith(" "))) {
			throw new NotOpenPgp();
		}
		byte[] armored = Armor.exactBlock(Armor.SIGNATURE, around.subList(3, around.size()));
		List<Packet> packets = Packet.all(armored);
		if (packets.size() != 1 || packets.getFirst().tag() != Packet.SIGNATURE || !packets.getFirst().shortest()) {
			throw new NotOpenPgp();
		}
		return new CleartextSigned(around.get(1).substring(HASH.length()), signed,
				PacketSignature.parse(packets.getFirst().body()));
	}

	/** What is signed: lines end as in mail, the last not at all. */
	byte[] signed() {
		return String.join("\r\n", this.lines).getBytes(StandardCharsets.US_ASCII);
	}

	private static boolean isPlain(int character) {
		return character >= ' ' && character <= '~' || character == '\n' || character == '\r';
	}

	/** The lines without what some systems put at the end of each. */
	private static List<String> unended(List<String> lines) throws NotOpenPgp {
		boolean ended = lines.getFirst().endsWith("\r");
		List<String> bare = new ArrayList<>();
		for (String line : lines) {
			String each = ended && line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
			if (each.contains("\r") || ended != line.endsWith("\r")) {
				throw new NotOpenPgp();
			}
			bare.add(each);
		}
		return bare;
	}

}
