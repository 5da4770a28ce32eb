package org.durumi.ui.kit;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;

/** The component behind a field, with everything reduced to what a form needs of it. */
final class Editor<T> {

	private final Component component;

	private final HasValidation validation;

	private final Supplier<Optional<T>> read;

	private final Consumer<Optional<T>> write;

	private final BooleanSupplier unreadable;

	private final Consumer<Runnable> onChange;

	private final Written<T> written;

	private Editor(Component component, HasValidation validation, Supplier<Optional<T>> read,
			Consumer<Optional<T>> write, BooleanSupplier unreadable, Consumer<Runnable> onChange, Written<T> written) {
		this.component = component;
		this.validation = validation;
		this.read = read;
		this.write = write;
		this.unreadable = unreadable;
		this.onChange = onChange;
		this.written = written;
	}

	/**
	 * Wraps a component.
	 * @param unreadable whether something is typed that is no value, such as half a date
	 */
	static <T, V, C extends Component & HasValue<?, V> & HasValidation> Editor<T> of(C component,
			Function<V, Optional<T>> read, Function<T, V> write, BooleanSupplier unreadable, Written<T> written) {
		return new Editor<>(component, component, () -> component.getOptionalValue().flatMap(read),
				(value) -> value.map(write).ifPresentOrElse(component::setValue, component::clear), unreadable,
				(changed) -> component.addValueChangeListener((change) -> {
					if (change.isFromClient()) {
						changed.run();
					}
				}), written);
	}

	Component component() {
		return this.component;
	}

	Optional<T> read() {
		return this.read.get();
	}

	void write(Optional<T> value) {
		this.write.accept(value);
		accept();
	}

	/** The value as a draft keeps it. */
	Optional<String> typed() {
		return read().map(this.written.write());
	}

	void restore(Optional<String> typed) {
		write(typed.flatMap(this.written.read()));
	}

	boolean isUnreadable() {
		return this.unreadable.getAsBoolean();
	}

	void refuse(String sentence) {
		this.validation.setErrorMessage(sentence);
		this.validation.setInvalid(true);
	}

	void accept() {
		this.validation.setInvalid(false);
	}

	void onChange(Runnable changed) {
		this.onChange.accept(changed);
	}

}
