package org.durumi.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.ibm.icu.text.Transliterator;
import org.springframework.core.io.ClassPathResource;

/**
 * Reads a name in Chinese characters: simplified, in pinyin, and as Koreans read the
 * characters, the last for those that are common in names.
 */
final class ChineseName {

	// an instance answers any number of threads; making one takes a second
	private static final Transliterator SIMPLIFY = Transliterator.getInstance("Traditional-Simplified");

	private static final Transliterator PINYIN = Transliterator
		.getInstance("Han-Latin/Names; NFD; [:M:] Remove; Lower; [^a-z] Remove");

	private static final Map<Integer, Integer> READINGS = readings();

	private ChineseName() {
	}

	static String simplified(String han) {
		return SIMPLIFY.transliterate(han);
	}

	static String pinyin(String han) {
		return PINYIN.transliterate(han);
	}

	/** As Koreans read it, in Hangul; empty if a character is not known. */
	static String hangul(String han) {
		StringBuilder hangul = new StringBuilder();
		for (int character : simplified(han).codePoints().toArray()) {
			Integer reading = READINGS.get(character);
			if (reading == null) {
				return "";
			}
			hangul.appendCodePoint(reading);
		}
		return hangul.toString();
	}

	private static Map<Integer, Integer> readings() {
		try {
			Map<Integer, Integer> readings = new HashMap<>();
			new ClassPathResource("people/hanja-readings.txt").getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.forEach((line) -> {
					int hangul = line.codePointAt(0);
					SIMPLIFY.transliterate(line.substring(line.indexOf(' ') + 1))
						.codePoints()
						.forEach((character) -> readings.putIfAbsent(character, hangul));
				});
			return readings;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
