package org.durumi.security.handoff;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Bytes as text between two lines that say what they are (RFC 4880 section 6.2). */
final class Armor {

	static final String PUBLIC_KEY = "PGP PUBLIC KEY BLOCK";

	static final String PRIVATE_KEY = "PGP PRIVATE KEY BLOCK";

	static final String SIGNATURE = "PGP SIGNATURE";

	private static final int LINE = 64;

	private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z-]*: .*");

	private Armor() {
	}

	static String begin(String label) {
		return "-----BEGIN " + label + "-----";
	}

	static String end(String label) {
		return "-----END " + label + "-----";
	}

	/** The text as gpg writes it. */
	static String of(String label, byte[] bytes) {
		return begin(label) + "\n\n" + Base64.getMimeEncoder(LINE, new byte[] { '\n' }).encodeToString(bytes) + "\n="
				+ Base64.getEncoder().encodeToString(Bytes.number(checksum(bytes), 3)) + "\n" + end(label) + "\n";
	}

	/** Whether this is text rather than packets, which begin with a byte no text has. */
	static boolean isText(byte[] bytes) {
		return bytes.length > 0 && bytes[0] > 0;
	}

	/**
	 * The bytes of the one block that a text holds. Comments in its head, where many
	 * programs put their name, do not matter, nor do empty lines around it.
	 */
	static byte[] block(String label, byte[] text) throws NotOpenPgp {
		List<String> lines = new String(text, StandardCharsets.ISO_8859_1).strip().lines().map(String::strip).toList();
		if (lines.isEmpty() || !lines.getFirst().equals(begin(label)) || !lines.getLast().equals(end(label))) {
			throw new NotOpenPgp();
		}
		int head = 1;
		while (HEADER.matcher(lines.get(head)).matches()) {
			head++;
		}
		if (!lines.get(head).isEmpty()) {
			throw new NotOpenPgp();
		}
		List<String> body = lines.subList(head + 1, lines.size() - 1);
		boolean checked = !body.isEmpty() && body.getLast().startsWith("=");
		byte[] bytes = decoded(String.join("", checked ? body.subList(0, body.size() - 1) : body));
		if (checked && !isChecksum(body.getLast(), bytes)) {
			throw new NotOpenPgp();
		}
		return bytes;
	}

	/**
	 * The bytes of a block whose lines stand exactly as gpg writes them: no head, full
	 * lines but the last, a checksum. Each block has one spelling.
	 */
	static byte[] exactBlock(String label, List<String> lines) throws NotOpenPgp {
		if (lines.size() < 5) {
			throw new NotOpenPgp();
		}
		List<String> body = lines.subList(2, lines.size() - 2);
		byte[] bytes = decoded(String.join("", body));
		if (!of(label, bytes).equals(String.join("\n", lines) + "\n")) {
			throw new NotOpenPgp();
		}
		return bytes;
	}

	private static boolean isChecksum(String line, byte[] bytes) throws NotOpenPgp {
		return Arrays.equals(decoded(line.substring(1)), Bytes.number(checksum(bytes), 3));
	}

	private static byte[] decoded(String text) throws NotOpenPgp {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new NotOpenPgp();
		}
	}

	/**
	 * CRC-24 (RFC 4880 section 6.1), against what gets lost on the way; no protection.
	 */
	private static int checksum(byte[] bytes) {
		int crc = 0xb704ce;
		for (byte each : bytes) {
			crc ^= Byte.toUnsignedInt(each) << 16;
			for (int i = 0; i < 8; i++) {
				crc <<= 1;
				if ((crc & 0x1000000) != 0) {
					crc ^= 0x1864cfb;
				}
			}
		}
		return crc & 0xffffff;
	}

}
