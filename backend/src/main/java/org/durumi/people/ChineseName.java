package org.durumi.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.ibm.icu.text.Transliterator;
import org.springframework.core.io.ClassPathResource;

/**
 * Reads a name in Chinese characters: simplified, in pinyin, and as Koreans read the
 * characters, the last for those that are common in names.
 */
final class ChineseName {

	private static final Transliterator SIMPLIFY = Transliterator.getInstance("Traditional-Simplified");

	private static final Transliterator PINYIN = reader("Han-Latin");

	// some characters are read otherwise where a family name stands
	private static final Transliterator FAMILY_PINYIN = reader("Han-Latin/Names");

	// by single characters, of which no name can be told
	private static final Map<Integer, String> SIMPLE = new ConcurrentHashMap<>();

	private static final Map<Integer, String> GIVEN = new ConcurrentHashMap<>();

	private static final Map<Integer, String> FAMILY = new ConcurrentHashMap<>();

	private static final Map<Integer, Integer> READINGS = readings();

	private ChineseName() {
	}

	static String simplified(String han) {
		return han.codePoints()
			.mapToObj((character) -> SIMPLE.computeIfAbsent(character, (missing) -> read(SIMPLIFY, missing)))
			.collect(Collectors.joining());
	}

	static String pinyin(String han) {
		StringBuilder pinyin = new StringBuilder();
		han.codePoints()
			.forEach((character) -> pinyin
				.append(pinyin.isEmpty() ? FAMILY.computeIfAbsent(character, (missing) -> read(FAMILY_PINYIN, missing))
						: GIVEN.computeIfAbsent(character, (missing) -> read(PINYIN, missing))));
		return pinyin.toString();
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

	private static Transliterator reader(String name) {
		return Transliterator.getInstance(name + "; NFD; [:M:] Remove; Lower; [^a-z] Remove");
	}

	private static String read(Transliterator reader, int character) {
		return reader.transliterate(Character.toString(character));
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
