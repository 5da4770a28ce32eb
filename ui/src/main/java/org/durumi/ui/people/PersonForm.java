package org.durumi.ui.people;

import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.durumi.people.Birth;
import org.durumi.people.BirthEntry;
import org.durumi.people.Channel;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactDraft;
import org.durumi.people.SafeContactField;
import org.durumi.reference.Language;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;

/** How identity and safe contact are asked, at registration and later alike. */
public final class PersonForm {

	/** Her birth as a date, of which day or day and month may be left out. */
	public static final Field<String> BIRTH = Field.text("people.birth", 10)
		.check(PersonForm::isDate, "people.birth.unreadable");

	/** Her age, if only that is known. */
	public static final Field<Integer> AGE = Field.number("people.age", 0, Birth.MAX_AGE);

	private static final Field<String> HANGUL = name(IdentityField.HANGUL);

	private static final Field<String> DPRK = name(IdentityField.DPRK_ROMANISED);

	private static final Field<String> REVISED = name(IdentityField.REVISED_ROMANISED);

	private static final Field<String> CHINESE = name(IdentityField.CHINESE_NAME);

	private static final Field<String> PINYIN = name(IdentityField.PINYIN);

	private static final Field<String> ALIASES = Field.longText("IdentityField.ALIASES", IdentityDraft.MAX_ALIASES);

	private static final Field<Sex> SEX = Field.choice("IdentityField.SEX", Sex.class);

	private static final Field<Province> PROVINCE = Field.choice("IdentityField.PROVINCE_OF_ORIGIN", Province.class);

	private static final Field<Set<Language>> LANGUAGES = Field.choices("IdentityField.LANGUAGES", Language.class);

	private static final Field<String> PHONE = line(SafeContactField.PHONE);

	private static final Field<Channel> CHANNEL = Field.choice("SafeContactField.CHANNEL", Channel.class);

	private static final Field<String> TIMES = line(SafeContactField.SAFE_TIMES);

	private static final Field<String> CODE_WORD = line(SafeContactField.CODE_WORD);

	private static final Field<String> NEVER_SAY = Field.longText("SafeContactField.NEVER_SAY",
			SafeContactDraft.MAX_RULE);

	private PersonForm() {
	}

	/** An empty form for who she is. */
	public static RecordForm<IdentityDraft> identity() {
		return new RecordForm<>("people.identity", PersonForm::readIdentity,
				List.of(HANGUL, DPRK, REVISED, CHINESE, PINYIN, BIRTH, AGE, SEX, PROVINCE, ALIASES, LANGUAGES))
			.rule(BIRTH, (values) -> birth(values).refusals().stream().sorted().findFirst().map(Texts::text));
	}

	/** An empty form for how she may be reached. */
	public static RecordForm<SafeContactDraft> safeContact() {
		return new RecordForm<>("people.safeContact", PersonForm::readSafeContact,
				List.of(PHONE, CHANNEL, TIMES, CODE_WORD, NEVER_SAY));
	}

	/** The name that was searched for, in the field of its script. */
	public static Values named(String name) {
		boolean hangul = name.codePoints()
			.anyMatch((point) -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HANGUL);
		boolean han = name.codePoints()
			.anyMatch((point) -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
		return new Values().with(hangul ? HANGUL : han ? CHINESE : DPRK, filled(name));
	}

	/** The number that was searched for. */
	public static Values reachedAt(String phone) {
		return new Values().with(PHONE, filled(phone));
	}

	/** What the identity form shows of sealed values. */
	public static Values of(IdentityDraft draft) {
		Optional<Birth> birth = Optional.ofNullable(draft.birth());
		return new Values().with(HANGUL, filled(draft.hangul()))
			.with(DPRK, filled(draft.dprkRomanised()))
			.with(REVISED, filled(draft.revisedRomanised()))
			.with(CHINESE, filled(draft.chineseName()))
			.with(PINYIN, filled(draft.pinyin()))
			.with(ALIASES, filled(draft.aliases()))
			.with(BIRTH, birth.filter(Birth.OnDate.class::isInstance).map(Birth::encode))
			.with(AGE,
					birth.filter(Birth.Estimated.class::isInstance)
						.map((estimated) -> ((Birth.Estimated) estimated).age()))
			.with(SEX, Optional.ofNullable(draft.sex()))
			.with(PROVINCE, Optional.ofNullable(draft.provinceOfOrigin()))
			.with(LANGUAGES, draft.languages());
	}

	/** What the safe-contact form shows of sealed values. */
	public static Values of(SafeContactDraft draft) {
		return new Values().with(PHONE, filled(draft.phone()))
			.with(CHANNEL, Optional.ofNullable(draft.channel()))
			.with(TIMES, filled(draft.safeTimes()))
			.with(CODE_WORD, filled(draft.codeWord()))
			.with(NEVER_SAY, filled(draft.neverSay()));
	}

	/** A new form keeps an estimate as it was made, if the age is the same. */
	public static IdentityDraft keepingEstimate(IdentityDraft edited, Map<IdentityField, String> before) {
		Birth was = IdentityDraft.of(before).birth();
		if (edited.birth() instanceof Birth.Estimated now && was instanceof Birth.Estimated then
				&& now.age() == then.age()) {
			return new IdentityDraft(edited.hangul(), edited.dprkRomanised(), edited.revisedRomanised(),
					edited.chineseName(), edited.pinyin(), edited.aliases(), then, edited.sex(),
					edited.provinceOfOrigin(), edited.languages());
		}
		return edited;
	}

	private static IdentityDraft readIdentity(Values values) {
		return new IdentityDraft(text(values, HANGUL), text(values, DPRK), text(values, REVISED), text(values, CHINESE),
				text(values, PINYIN), text(values, ALIASES), birth(values).birth(), values.find(SEX).orElse(null),
				values.find(PROVINCE).orElse(null), values.find(LANGUAGES).orElse(Set.of()));
	}

	private static SafeContactDraft readSafeContact(Values values) {
		return new SafeContactDraft(text(values, PHONE), values.find(CHANNEL).orElse(null), text(values, TIMES),
				text(values, CODE_WORD), text(values, NEVER_SAY));
	}

	private static BirthEntry.Reading birth(Values values) {
		Integer age = values.find(AGE).orElse(null);
		BirthEntry entry = values.find(BIRTH)
			.map((date) -> BirthEntry.of(Birth.parse(date)))
			.map((date) -> new BirthEntry(date.year(), date.month(), date.day(), age, null))
			.orElseGet(() -> new BirthEntry(null, null, null, age, null));
		return entry.read(Dates.today());
	}

	private static boolean isDate(String typed) {
		try {
			return Birth.parse(typed) instanceof Birth.OnDate;
		}
		catch (IllegalArgumentException | DateTimeException noDate) {
			return false;
		}
	}

	private static String text(Values values, Field<String> field) {
		return values.find(field).orElse("");
	}

	private static Optional<String> filled(String text) {
		return Optional.of(text).filter((present) -> !present.isEmpty());
	}

	private static Field<String> name(IdentityField field) {
		return Field.text("IdentityField." + field.name(), IdentityDraft.MAX_NAME);
	}

	private static Field<String> line(SafeContactField field) {
		return Field.text("SafeContactField." + field.name(), SafeContactDraft.MAX_LINE);
	}

}
