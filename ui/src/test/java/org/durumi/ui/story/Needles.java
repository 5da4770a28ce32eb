package org.durumi.ui.story;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The shapes in which a text may lie in a file: a needle of bytes each. */
final class Needles {

	/** What is shorter would be found by chance among a thousand million random bytes. */
	private static final int SHORTEST = 8;

	private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE,
			StandardCharsets.UTF_16BE);

	/** By the bytes, one a character. */
	private final Map<String, String> needles = new LinkedHashMap<>();

	/** Adds every shape of a text. */
	Needles add(String name, String text) {
		for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
			for (String spelling : spellings(text)) {
				shapes(name + " " + form, Normalizer.normalize(spelling, form));
			}
		}
		return this;
	}

	Map<String, String> all() {
		return this.needles;
	}

	private static Set<String> spellings(String text) {
		Set<String> spellings = new LinkedHashSet<>(
				List.of(text, text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT)));
		if (text.startsWith("+")) {
			spellings.add(text.replaceAll("\\D", ""));
		}
		return spellings;
	}

	private void shapes(String name, String text) {
		CHARSETS.forEach((charset) -> keep(name + " " + charset, text.getBytes(charset)));
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int offset = 0; offset < 3; offset++) {
			base64(name + " base64+" + offset, bytes, offset);
		}
		hexadecimal(name + " hex", HexFormat.of().formatHex(bytes));
		keep(name + " escaped", escaped(text, "\\u%04x"));
		keep(name + " escaped", escaped(text, "\\u%04X"));
		String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
		keep(name + " percent", encoded);
		keep(name + " percent", encoded.replace("+", "%20"));
		keep(name + " percent", lowerCaseEscapes(encoded).replace("+", "%20"));
	}

	/** The characters that depend on the text alone, wherever it begins. */
	private void base64(String name, byte[] bytes, int offset) {
		byte[] shifted = new byte[offset + bytes.length];
		System.arraycopy(bytes, 0, shifted, offset, bytes.length);
		String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
		int from = (offset == 0) ? 0 : offset + 1;
		int to = (shifted.length % 3 == 0) ? encoded.length() : encoded.length() - 1;
		String own = encoded.substring(from, to);
		keep(name, own);
		keep(name, own.replace('+', '-').replace('/', '_'));
	}

	private void hexadecimal(String name, String digits) {
		keep(name, digits);
		keep(name, digits.toUpperCase(Locale.ROOT));
	}

	private static String escaped(String text, String escape) {
		StringBuilder escaped = new StringBuilder();
		text.chars()
			.forEach((unit) -> escaped.append((unit < 0x80) ? Character.toString(unit) : escape.formatted(unit)));
		return escaped.toString();
	}

	private static String lowerCaseEscapes(String encoded) {
		StringBuilder lower = new StringBuilder(encoded);
		for (int at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 1)) {
			lower.setCharAt(at + 1, Character.toLowerCase(encoded.charAt(at + 1)));
			lower.setCharAt(at + 2, Character.toLowerCase(encoded.charAt(at + 2)));
		}
		return lower.toString();
	}

	private void keep(String name, String ascii) {
		keep(name, ascii.getBytes(StandardCharsets.UTF_8));
	}

	private void keep(String name, byte[] bytes) {
		if (bytes.length >= SHORTEST) {
			this.needles.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), name);
		}
	}

}
