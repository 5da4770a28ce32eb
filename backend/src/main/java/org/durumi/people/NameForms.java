package org.durumi.people;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One name in one script, in every form it is compared in.
 *
 * @param folded letters and digits only, without case, accents and spaces
 * @param hangul Hangul with the spellings of North and South brought together, else empty
 * @param han simplified Chinese characters, else empty
 * @param sounds as a Korean name sounds, for each order its words may stand in; empty for
 * Chinese characters
 * @param hanSound as Koreans read the Chinese characters, if they are known
 * @param pinyins in pinyin without tones, for each order its words may stand in; empty
 * for Hangul
 */
record NameForms(String folded, String hangul, String han, Set<String> sounds, String hanSound, Set<String> pinyins) {

	private static final Pattern SEPARATORS = Pattern.compile("[\\n,;/、，；|]+");

	private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private enum Script {

		HANGUL, HAN, OTHER

	}

	/**
	 * The forms of each name in a text that somebody looks for: one a line or separated
	 * by commas, split where the script changes; the family name may stand first or last.
	 */
	static List<NameForms> wanted(String text) {
		return of(text, true);
	}

	/**
	 * As {@link #wanted}, for names as they are recorded: the words stand as they stand.
	 */
	static List<NameForms> recorded(String text) {
		return of(text, false);
	}

	private static List<NameForms> of(String text, boolean inAnyOrder) {
		if (text.isEmpty()) {
			return List.of();
		}
		List<NameForms> names = new ArrayList<>();
		for (String part : SEPARATORS.split(text)) {
			splitByScript(part).forEach((run) -> ofOne(run, inAnyOrder).ifPresent(names::add));
		}
		return names;
	}

	/** How alike two names are. */
	Optional<Strength> likeness(NameForms other) {
		if (this.folded.equals(other.folded)) {
			return Optional.of(Strength.SAME);
		}
		if (!this.hangul.isEmpty() && !other.hangul.isEmpty()) {
			return this.hangul.equals(other.hangul) ? Optional.of(Strength.SAME)
					: atMostClose(Likeness.best(this.sounds, other.sounds));
		}
		if (!this.han.isEmpty() && !other.han.isEmpty()) {
			return this.han.equals(other.han) ? Optional.of(Strength.SAME) : likeCharacters(other);
		}
		Optional<Strength> sound = Likeness.best(this.sounds, other.sounds);
		Optional<Strength> pinyin = Likeness.best(this.pinyins, other.pinyins);
		return Strength.stronger(Strength.stronger(sound, pinyin),
				Strength.stronger(readAsKorean(other), other.readAsKorean(this)));
	}

	private Optional<Strength> likeCharacters(NameForms other) {
		if (this.pinyins.equals(other.pinyins)) {
			return Optional.of(Strength.CLOSE);
		}
		boolean within = this.han.length() > 1 && other.han.contains(this.han)
				|| other.han.length() > 1 && this.han.contains(other.han);
		return within ? Optional.of(Strength.PARTIAL) : Optional.empty();
	}

	/**
	 * Chinese characters against a Korean name: the reading is a guess, so never the
	 * same.
	 */
	private Optional<Strength> readAsKorean(NameForms other) {
		return this.hanSound.isEmpty() ? Optional.empty()
				: atMostClose(Likeness.best(Set.of(this.hanSound), other.sounds));
	}

	private static Optional<Strength> atMostClose(Optional<Strength> strength) {
		return strength.map((found) -> (found == Strength.SAME) ? Strength.CLOSE : found);
	}

	private static Optional<NameForms> ofOne(String run, boolean inAnyOrder) {
		String plain = MARKS
			.matcher(Normalizer.normalize(Normalizer.normalize(run, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT),
					Normalizer.Form.NFKD))
			.replaceAll("");
		String composed = Normalizer.normalize(plain, Normalizer.Form.NFC).strip();
		String folded = NOT_LETTERS.matcher(composed).replaceAll("");
		if (folded.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(switch (script(folded.codePointAt(0))) {
			case HANGUL -> new NameForms(folded, KoreanSound.foldHangul(folded), "",
					Set.of(KoreanSound.ofHangul(folded)), "", Set.of());
			case HAN -> new NameForms(folded, "", ChineseName.simplified(folded), Set.of(),
					KoreanSound.ofHangul(ChineseName.hangul(folded)), Set.of(ChineseName.pinyin(folded)));
			case OTHER -> latin(folded, composed, inAnyOrder);
		});
	}

	private static NameForms latin(String folded, String composed, boolean inAnyOrder) {
		List<String> words = NOT_LETTERS.splitAsStream(composed).filter((word) -> !word.isEmpty()).toList();
		Set<String> sounds = new LinkedHashSet<>();
		Set<String> pinyins = new LinkedHashSet<>();
		for (List<String> order : inAnyOrder ? orders(words) : List.of(words)) {
			sounds.add(KoreanSound.ofLatin(order));
			pinyins.add(String.join("", order).replaceAll("[0-9]", "").replace('v', 'u'));
		}
		sounds.remove("");
		pinyins.remove("");
		return new NameForms(folded, "", "", sounds, "", pinyins);
	}

	private static List<List<String>> orders(List<String> words) {
		if (words.size() < 2 || words.size() > 4) {
			return List.of(words);
		}
		List<String> lastFirst = new ArrayList<>(words.subList(words.size() - 1, words.size()));
		lastFirst.addAll(words.subList(0, words.size() - 1));
		List<String> firstLast = new ArrayList<>(words.subList(1, words.size()));
		firstLast.add(words.getFirst());
		return List.of(words, lastFirst, firstLast);
	}

	private static List<String> splitByScript(String text) {
		String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
		List<String> runs = new ArrayList<>();
		StringBuilder run = new StringBuilder();
		Script script = null;
		for (int character : composed.codePoints().toArray()) {
			if (Character.isLetter(character)) {
				Script next = script(character);
				if (script != null && next != script) {
					runs.add(run.toString());
					run.setLength(0);
				}
				script = next;
			}
			run.appendCodePoint(character);
		}
		runs.add(run.toString());
		return runs;
	}

	private static Script script(int character) {
		return switch (Character.UnicodeScript.of(character)) {
			case HANGUL -> Script.HANGUL;
			case HAN -> Script.HAN;
			default -> Script.OTHER;
		};
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
