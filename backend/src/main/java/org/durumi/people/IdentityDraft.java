package org.durumi.people;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.reference.Language;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * Who she is, in clear, while somebody writes it down. Any field may be empty: some
 * people give no name.
 *
 * @param aliases other names, one a line
 */
public record IdentityDraft(String hangul, String dprkRomanised, String revisedRomanised, String chineseName,
		String pinyin, String aliases, @Nullable Birth birth, @Nullable Sex sex, @Nullable Province provinceOfOrigin,
		Set<Language> languages) {

	/** The longest name, in characters. */
	public static final int MAX_NAME = 120;

	/** The longest list of other names, in characters. */
	public static final int MAX_ALIASES = 500;

	/** Nothing known yet. */
	public static final IdentityDraft EMPTY = new IdentityDraft("", "", "", "", "", "", null, null, null, Set.of());

	/**
	 * Reads what was typed.
	 * @throws org.durumi.reference.TextRefused if a name cannot be taken as it is
	 */
	public IdentityDraft {
		hangul = Text.optionalLine(hangul, MAX_NAME);
		dprkRomanised = Text.optionalLine(dprkRomanised, MAX_NAME);
		revisedRomanised = Text.optionalLine(revisedRomanised, MAX_NAME);
		chineseName = Text.optionalLine(chineseName, MAX_NAME);
		pinyin = Text.optionalLine(pinyin, MAX_NAME);
		aliases = Text.optionalLines(aliases, MAX_ALIASES);
		languages = Set.copyOf(languages);
	}

	/** Reads the fields as they are sealed. */
	public static IdentityDraft of(Map<IdentityField, String> values) {
		return new IdentityDraft(value(values, IdentityField.HANGUL), value(values, IdentityField.DPRK_ROMANISED),
				value(values, IdentityField.REVISED_ROMANISED), value(values, IdentityField.CHINESE_NAME),
				value(values, IdentityField.PINYIN), value(values, IdentityField.ALIASES),
				present(values, IdentityField.BIRTH).map(Birth::parse).orElse(null),
				present(values, IdentityField.SEX).map(Sex::valueOf).orElse(null),
				present(values, IdentityField.PROVINCE_OF_ORIGIN).map(Province::valueOf).orElse(null),
				languages(value(values, IdentityField.LANGUAGES)));
	}

	/** The fields as they are sealed, empty ones included. */
	public Map<IdentityField, String> values() {
		Map<IdentityField, String> values = new EnumMap<>(IdentityField.class);
		values.put(IdentityField.HANGUL, this.hangul);
		values.put(IdentityField.DPRK_ROMANISED, this.dprkRomanised);
		values.put(IdentityField.REVISED_ROMANISED, this.revisedRomanised);
		values.put(IdentityField.CHINESE_NAME, this.chineseName);
		values.put(IdentityField.PINYIN, this.pinyin);
		values.put(IdentityField.ALIASES, this.aliases);
		values.put(IdentityField.BIRTH, (this.birth != null) ? this.birth.encode() : "");
		values.put(IdentityField.SEX, (this.sex != null) ? this.sex.name() : "");
		values.put(IdentityField.PROVINCE_OF_ORIGIN,
				(this.provinceOfOrigin != null) ? this.provinceOfOrigin.name() : "");
		values.put(IdentityField.LANGUAGES,
				this.languages.stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
		return values;
	}

	/** Every name of hers that is known, one a line. */
	public String names() {
		return Stream
			.of(this.hangul, this.dprkRomanised, this.revisedRomanised, this.chineseName, this.pinyin, this.aliases)
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.joining("\n"));
	}

	/** The first day on which she may have been born, if anything is known of it. */
	public Optional<LocalDate> earliestPossibleDay() {
		return Optional.ofNullable(this.birth).map(Birth::earliest);
	}

	/** What stands against the birth on the given day; empty if it is possible. */
	public Set<BirthRefusal> refusals(LocalDate today) {
		return (this.birth != null) ? this.birth.refusals(today) : Set.of();
	}

	private static String value(Map<IdentityField, String> values, IdentityField field) {
		return values.getOrDefault(field, "");
	}

	private static Optional<String> present(Map<IdentityField, String> values, IdentityField field) {
		return Optional.of(value(values, field)).filter((value) -> !value.isEmpty());
	}

	private static Set<Language> languages(String names) {
		return Stream.of(names.split(","))
			.filter((name) -> !name.isEmpty())
			.map(Language::valueOf)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Language.class)));
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
