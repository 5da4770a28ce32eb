package org.durumi.ui.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The values of a form, each under its {@link Field}, typed by it. What was left empty is
 * absent. Never printed.
 */
public final class Values {

	private final Map<Field<?>, Object> values = new LinkedHashMap<>();

	/** Puts a value; for filling a form before it is shown. */
	public <T> Values with(Field<T> field, T value) {
		this.values.put(field, value);
		return this;
	}

	public <T> Values with(Field<T> field, Optional<T> value) {
		value.ifPresentOrElse((present) -> this.values.put(field, present), () -> this.values.remove(field));
		return this;
	}

	/** The value of a required field. */
	public <T> T get(Field<T> field) {
		return find(field).orElseThrow(() -> new NoSuchElementException("no value for " + field));
	}

	// a field's value is put by methods that take the field's own type
	@SuppressWarnings("unchecked")
	public <T> Optional<T> find(Field<T> field) {
		return Optional.ofNullable((T) this.values.get(field));
	}

	/** Whether a statement is ticked. */
	public boolean isTicked(Field<Boolean> field) {
		return find(field).orElse(false);
	}

	@Override
	public String toString() {
		return "[" + this.values.size() + " values]";
	}

}
