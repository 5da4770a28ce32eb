package org.durumi.ui.story;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Invented words that stand nowhere else, each under the place where it was typed. They
 * differ from run to run, so that what is found was written by this run.
 */
final class Canaries {

	private static final String[] ROMANISED = { "Ryok", "Thaek", "Kwak", "Hyok", "Phyo", "Ssyo", "Jjae", "Mwol",
			"Khwon", "Ryep", "Nyut", "Pyot", "Tchyo", "Gwelk", "Chwit", "Yolp" };

	private static final String[] PINYIN = { "Zhuó", "Yǎn", "Xiù", "Lüè", "Nǜ", "Qióng", "Cuàn", "Bèng", "Ráo", "Suí",
			"Jiǒng", "Pāng", "Hēi", "Děng", "Shuǎ", "Miù" };

	private final RandomGenerator random = RandomGenerator.getDefault();

	private final Map<String, String> typed = new LinkedHashMap<>();

	/** Four syllables that no word begins with. */
	String hangul(String place) {
		return keep(place, points('가', '힣', 4));
	}

	String chinese(String place) {
		return keep(place, points('一', '龥', 4));
	}

	String romanised(String place) {
		return keep(place, words(ROMANISED));
	}

	String pinyin(String place) {
		return keep(place, words(PINYIN));
	}

	String phone(String place) {
		return keep(place, "+86 1%02d %04d %04d".formatted(this.random.nextInt(30, 99), this.random.nextInt(10_000),
				this.random.nextInt(10_000)));
	}

	/** A sentence with a word in two scripts in it; the word is the canary. */
	String sentence(String place) {
		return "She said \"" + keep(place, words(ROMANISED) + "·" + points('가', '힣', 2)) + "\", and left.";
	}

	/** As long as it takes to be refused, with the canary inside. */
	String tooLong(String place, int max) {
		return sentence(place) + "-".repeat(max);
	}

	/** Refused for a control character, after the canary. */
	String unreadable(String place) {
		return sentence(place) + "\u0007";
	}

	/** What was typed, by place. */
	Map<String, String> typed() {
		return Map.copyOf(this.typed);
	}

	private String keep(String place, String canary) {
		if (this.typed.put(place, canary) != null) {
			throw new IllegalArgumentException("two canaries for " + place);
		}
		return canary;
	}

	private String points(int from, int to, int count) {
		StringBuilder points = new StringBuilder();
		this.random.ints(count, from, to + 1).forEach(points::appendCodePoint);
		return points.toString();
	}

	private String words(String[] from) {
		StringBuilder words = new StringBuilder();
		for (int count = 0; count < 5; count++) {
			words.append((count == 0) ? "" : " ").append(from[this.random.nextInt(from.length)]);
		}
		return words.toString();
	}

}
