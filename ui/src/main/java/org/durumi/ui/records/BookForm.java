package org.durumi.ui.records;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.Values;

/**
 * How records of one kind are written down and read.
 *
 * @param titleKey the kind's name
 * @param fields in the order in which they are asked
 * @param shown in the order in which they are read
 * @param changeable those that are asked again when one is changed
 * @param blank what a new one begins with
 * @param write a record's values
 * @param read a record of values; the one before, if one is changed
 * @param <T> the record
 */
public record BookForm<T>(String titleKey, List<Field<?>> fields, List<Field<?>> shown, List<Field<?>> changeable,
		Supplier<Values> blank, Function<T, Values> write, Reader<T> read) {

	/** Makes a record of what was filled in. */
	@FunctionalInterface
	public interface Reader<T> {

		/**
		 * Makes it.
		 * @throws org.durumi.reference.TextRefused if a text cannot be taken as it is
		 */
		T read(Values values, Optional<T> before);

	}

	public BookForm {
		fields = List.copyOf(fields);
		shown = List.copyOf(shown);
		changeable = List.copyOf(changeable);
	}

	/** A form whose fields are asked, shown and changed alike. */
	public BookForm(String titleKey, List<Field<?>> fields, Supplier<Values> blank, Function<T, Values> write,
			Reader<T> read) {
		this(titleKey, fields, fields, fields, blank, write, read);
	}

	/** The same form, read in other fields. */
	public BookForm<T> readAs(List<Field<?>> shown) {
		return new BookForm<>(this.titleKey, this.fields, shown, this.changeable, this.blank, this.write, this.read);
	}

	/** The same form, with fewer fields when a record is changed. */
	public BookForm<T> changedBy(List<Field<?>> changeable) {
		return new BookForm<>(this.titleKey, this.fields, changeable, changeable, this.blank, this.write, this.read);
	}

}
