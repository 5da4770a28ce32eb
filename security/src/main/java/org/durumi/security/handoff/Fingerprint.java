package org.durumi.security.handoff;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What names an OpenPGP key: the SHA-1 of its public part and the second it was made in,
 * 40 hexadecimal digits in capitals. Whoever has it from the key's owner herself, by
 * voice, knows the key. SHA-1 is what version 4 of the format has: nobody can make a key
 * for a given fingerprint, though with great effort two keys of his own with one.
 */
public record Fingerprint(String hex) {

	private static final Pattern HEX = Pattern.compile("[0-9A-F]{40}");

	public Fingerprint {
		if (!HEX.matcher(hex).matches()) {
			throw new IllegalArgumentException("no fingerprint");
		}
	}

	static Fingerprint of(byte[] bytes) {
		return new Fingerprint(HexFormat.of().withUpperCase().formatHex(bytes));
	}

	/**
	 * Reads a fingerprint as somebody types it: groups, spaces and small letters do not
	 * matter.
	 * @throws IllegalArgumentException if it is none
	 */
	public static Fingerprint parse(String typed) {
		return new Fingerprint(typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
	}

	/**
	 * For reading aloud: ten groups of four digits, a wider gap in the middle, as gpg
	 * prints it.
	 */
	public String grouped() {
		StringBuilder grouped = new StringBuilder();
		for (int i = 0; i < this.hex.length(); i += 4) {
			grouped.append((i == 0) ? "" : (i == this.hex.length() / 2) ? "  " : " ").append(this.hex, i, i + 4);
		}
		return grouped.toString();
	}

	byte[] bytes() {
		return HexFormat.of().parseHex(this.hex);
	}

	/** The last eight bytes, by which older forms name a key. */
	byte[] keyId() {
		return HexFormat.of().parseHex(this.hex, 24, 40);
	}

	@Override
	public String toString() {
		return this.hex;
	}

}
