package org.durumi.ui.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.durumi.reference.Text;
import org.durumi.reference.TextRefused;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/**
 * The declaration of one field of a {@link RecordForm}, and the key to its value in
 * {@link Values}. Its texts are {@code KEY} for the label and, if there is one,
 * {@code KEY.hint}. A declaration holds no value, so one constant serves all people.
 *
 * @param <T> the type of its value
 */
public final class Field<T> {

	private record Check<T>(Predicate<T> holds, Function<String, String> sentence) {
	}

	private final String key;

	private final boolean wide;

	private final Supplier<Editor<T>> editor;

	private final boolean choice;

	private final boolean required;

	private final List<Check<T>> checks;

	/** The sentence for something typed that is no value at all. */
	private final Function<String, String> unreadable;

	private Field(String key, boolean wide, boolean choice, Supplier<Editor<T>> editor, boolean required,
			List<Check<T>> checks) {
		this(key, wide, choice, editor, required, checks, (label) -> Texts.text("kit.field.badDate", label));
	}

	private Field(String key, boolean wide, boolean choice, Supplier<Editor<T>> editor, boolean required,
			List<Check<T>> checks, Function<String, String> unreadable) {
		this.key = key;
		this.wide = wide;
		this.choice = choice;
		this.editor = editor;
		this.required = required;
		this.checks = List.copyOf(checks);
		this.unreadable = unreadable;
	}

	/** A line of text, at most so many characters. Blank is absent. */
	public static Field<String> text(String key, int most) {
		return new Field<>(key, false, false, () -> Editors.line(key), false, List.of()).readable(most);
	}

	/** Text of several lines. */
	public static Field<String> longText(String key, int most) {
		return new Field<>(key, true, false, () -> Editors.lines(key), false, List.of()).readable(most);
	}

	public static Field<LocalDate> day(String key) {
		return new Field<>(key, false, false, () -> Editors.day(key), false, List.of());
	}

	/** A day and a time in the reader's zone. */
	public static Field<Instant> moment(String key) {
		return new Field<>(key, false, false, () -> Editors.moment(key), false, List.of());
	}

	/** A whole number within bounds. */
	public static Field<Integer> number(String key, int least, int most) {
		Function<String, String> sentence = (label) -> Texts.text("kit.field.badNumber", label, least, most);
		return new Field<Integer>(key, false, false, () -> Editors.number(key, least, most), false, List.of(), sentence)
			.check((number) -> number >= least && number <= most, sentence);
	}

	/** One constant of an enum, whose texts are under {@code TypeName.CONSTANT}. */
	public static <E extends Enum<E>> Field<E> choice(String key, Class<E> type) {
		return option(key, () -> List.of(type.getEnumConstants()), Texts::text);
	}

	/** Several constants of an enum. None is absent. */
	public static <E extends Enum<E>> Field<Set<E>> choices(String key, Class<E> type) {
		return new Field<>(key, true, true, () -> Editors.several(key, List.of(type.getEnumConstants()), Texts::text),
				false, List.of());
	}

	/**
	 * One of a list that is made when the form is, such as colleagues.
	 * @param label how an item reads
	 */
	public static <V> Field<V> option(String key, Supplier<List<V>> items, Function<V, String> label) {
		return new Field<>(key, false, true, () -> Editors.one(key, items.get(), label), false, List.of());
	}

	/**
	 * Several of a list that is made when the form is. None is absent.
	 * @param label how an item reads
	 */
	public static <V> Field<Set<V>> options(String key, Supplier<List<V>> items, Function<V, String> label) {
		return new Field<>(key, true, true, () -> Editors.several(key, items.get(), label), false, List.of());
	}

	/** A statement to tick; unticked is absent, so a required one must be ticked. */
	public static Field<Boolean> tick(String key) {
		return new Field<>(key, true, true, () -> Editors.tick(key), false, List.of());
	}

	public Field<T> required() {
		return new Field<>(this.key, this.wide, this.choice, this.editor, true, this.checks, this.unreadable);
	}

	/**
	 * Adds a rule.
	 * @param errorKey the sentence if the rule does not hold; {@code {0}} is the label
	 */
	public Field<T> check(Predicate<T> holds, String errorKey) {
		return check(holds, (label) -> Texts.text(errorKey, label));
	}

	/** Adds the rule that a day or moment is not in the future. */
	public Field<T> notInFuture() {
		return check((value) -> !dayOf(value).isAfter(Dates.today()), "kit.field.future");
	}

	/** Adds the rule that a day or moment is today or later. */
	public Field<T> notInPast() {
		return check((value) -> !dayOf(value).isBefore(Dates.today()), "kit.field.past");
	}

	String label() {
		return Texts.text(this.key);
	}

	boolean isWide() {
		return this.wide;
	}

	boolean isRequired() {
		return this.required;
	}

	Editor<T> newEditor() {
		return this.editor.get();
	}

	/** What is wrong with what is in the editor. */
	Optional<String> problem(Editor<T> shown) {
		if (shown.isUnreadable()) {
			return Optional.of(this.unreadable.apply(label()));
		}
		Optional<T> value = shown.read();
		if (value.isEmpty()) {
			String key = this.choice ? "kit.field.choose" : "kit.field.required";
			return this.required ? Optional.of(Texts.text(key, label())) : Optional.empty();
		}
		return this.checks.stream()
			.filter((check) -> !check.holds().test(value.get()))
			.map((check) -> check.sentence().apply(label()))
			.findFirst();
	}

	@Override
	public String toString() {
		return this.key;
	}

	private Field<T> check(Predicate<T> holds, Function<String, String> sentence) {
		List<Check<T>> more = new ArrayList<>(this.checks);
		more.add(new Check<>(holds, sentence));
		return new Field<>(this.key, this.wide, this.choice, this.editor, this.required, more, this.unreadable);
	}

	/** What the services behind the form will take: counted and refused as they do. */
	private Field<T> readable(int most) {
		return check((text) -> fault(text, most).filter(TextRefused.Reason.TOO_LONG::equals).isEmpty(),
				(label) -> Texts.text("kit.field.tooLong", label, most))
			.check((text) -> fault(text, most).isEmpty(), "kit.field.unreadable");
	}

	private static Optional<TextRefused.Reason> fault(Object text, int most) {
		return Text.fault(text.toString().replace("\r\n", "\n"), most, true);
	}

	private static LocalDate dayOf(Object value) {
		return switch (value) {
			case LocalDate day -> day;
			case Instant moment -> Dates.dayOf(moment);
			default -> throw new IllegalStateException("only a day or a moment is past or future");
		};
	}

}
