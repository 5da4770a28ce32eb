package org.durumi.people;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings a Korean name to one rough spelling of its sound, whether it is written in
 * Hangul, as the DPRK romanises, in Revised Romanisation or as people spell themselves:
 * 리영희, Ri Yong-hui, Ri Yeonghui and Lee Young Hee come out alike. It merges more than it
 * should (ㅓ and ㅗ, plain and aspirated consonants), so equal sounds are a hint and no
 * proof.
 */
final class KoreanSound {

	private static final int FIRST_SYLLABLE = 0xAC00;

	private static final int LAST_SYLLABLE = 0xD7A3;

	private static final String[] INITIALS = { "k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c",
			"k", "t", "p", "h" };

	private static final String[] VOWELS = { "a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we", "e", "yo",
			"u", "wo", "we", "wi", "yu", "u", "i", "i" };

	private static final String[] FINALS = { "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "l",
			"l", "m", "p", "p", "t", "t", "nk", "t", "t", "k", "t", "p", "t" };

	// in this order: what an earlier rule makes, a later one may take
	private static final List<Rule> SPELLINGS = List.of(new Rule("park", "pak"), new Rule("tch|tj|jj|ch|ts|j|z|c", "c"),
			new Rule("sh", "s"), new Rule("rh|r", "l"), new Rule("g|q", "k"), new Rule("d", "t"), new Rule("b|f", "p"),
			new Rule("wh", "hw"), new Rule("yae", "ye"), new Rule("yeo|you", "yo"), new Rule("eui|ui|ee", "i"),
			new Rule("eo", "o"), new Rule("eu|oo", "u"), new Rule("ou", "o"), new Rule("wae|wei", "we"),
			new Rule("ae|ai|ay", "e"), new Rule("oe|oi", "e"));

	// what both ways of writing leave open: 리 and 이, 로 and 노, doubled and silent letters
	private static final List<Rule> OPEN = List.of(new Rule("(.)\\1+", "$1"), new Rule("(?<=[ktpc])h", ""),
			new Rule("h(?![aeiouyw])", ""), new Rule("l(?=[iy])", ""), new Rule("^l", "n"), new Rule("^n(?=[iy])", ""),
			new Rule("y(?=i)", ""), new Rule("w(?=u)", ""), new Rule("(.)\\1+", "$1"));

	private record Rule(Pattern from, String to) {

		Rule(String from, String to) {
			this(Pattern.compile(from), to);
		}

		static String apply(List<Rule> rules, String text) {
			String result = text;
			for (Rule rule : rules) {
				result = rule.from.matcher(result).replaceAll(rule.to);
			}
			return result;
		}

	}

	private KoreanSound() {
	}

	static boolean isHangul(int character) {
		return character >= FIRST_SYLLABLE && character <= LAST_SYLLABLE;
	}

	/** The sound of Hangul syllables; other characters are passed over. */
	static String ofHangul(String hangul) {
		StringBuilder sound = new StringBuilder();
		hangul.codePoints().filter(KoreanSound::isHangul).forEach((syllable) -> {
			int index = syllable - FIRST_SYLLABLE;
			sound.append(INITIALS[index / 588]).append(VOWELS[index % 588 / 28]).append(FINALS[index % 28]);
		});
		return Rule.apply(OPEN, sound.toString());
	}

	/**
	 * The sound of romanised syllables.
	 * @param words small letters, split where the writer split them
	 */
	static String ofLatin(Iterable<String> words) {
		StringBuilder sound = new StringBuilder();
		for (String word : words) {
			sound.append(Rule.apply(SPELLINGS, word));
		}
		return Rule.apply(OPEN, sound.toString());
	}

	/**
	 * Hangul with the spellings of North and South brought together (두음법칙): 리 and 이, 련
	 * and 연, and at the beginning 로 and 노. Spaces are passed over.
	 */
	static String foldHangul(String hangul) {
		StringBuilder folded = new StringBuilder();
		hangul.codePoints().filter(KoreanSound::isHangul).forEach((syllable) -> {
			int index = syllable - FIRST_SYLLABLE;
			int initial = index / 588;
			int vowel = index % 588 / 28;
			boolean beforeI = switch (vowel) {
				case 2, 3, 6, 7, 12, 17, 20 -> true;
				default -> false;
			};
			boolean first = folded.isEmpty();
			if (initial == 5 && !beforeI && first) {
				initial = 2;
			}
			else if (beforeI && (initial == 5 || (initial == 2 && first))) {
				initial = 11;
			}
			folded.appendCodePoint(FIRST_SYLLABLE + initial * 588 + index % 588);
		});
		return folded.toString();
	}

}
