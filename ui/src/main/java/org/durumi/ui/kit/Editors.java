package org.durumi.ui.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.HasValidator;
import com.vaadin.flow.data.binder.ValueContext;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/**
 * Makes the components of fields: none is filled in by the browser, none judges by
 * itself, and none cuts off what is pasted: what is too long is refused in words.
 */
final class Editors {

	private static final int FEW = 8;

	/** Milliseconds between two messages to the server about what is being typed. */
	static final int TYPING = 2_000;

	private Editors() {
	}

	static Editor<String> line(String key) {
		TextField field = new TextField(Texts.text(key));
		field.setAutocomplete(Autocomplete.OFF);
		field.setManualValidation(true);
		hint(field, key);
		return Editor.of(field, Editors::stripped, Function.identity(), () -> false, Written.text());
	}

	static Editor<String> lines(String key) {
		TextArea area = new TextArea(Texts.text(key));
		area.setAutocomplete(Autocomplete.OFF);
		area.setMinRows(3);
		area.setMaxRows(14);
		// whoever writes for long is not idle, and what she wrote is kept meanwhile; the
		// first key is told
		// at once, so that leaving asks
		area.setValueChangeMode(ValueChangeMode.TIMEOUT);
		area.setValueChangeTimeout(TYPING);
		area.setManualValidation(true);
		hint(area, key);
		return Editor.of(area, Editors::stripped, Function.identity(), () -> false, Written.text());
	}

	static Editor<LocalDate> day(String key) {
		DatePicker picker = Pickers.day(key);
		hint(picker, key);
		return Editor.of(picker, Optional::of, Function.identity(), () -> isUnreadable(picker), Written.day());
	}

	static Editor<Instant> moment(String key) {
		DateTimePicker picker = Pickers.moment(key);
		hint(picker, key);
		return Editor.of(picker, (local) -> Optional.of(local.atZone(Dates.zone()).toInstant()),
				(instant) -> LocalDateTime.ofInstant(instant, Dates.zone()), () -> isUnreadable(picker),
				Written.moment());
	}

	static Editor<Integer> number(String key, int least, int most) {
		IntegerField field = new IntegerField(Texts.text(key));
		field.setMin(least);
		field.setMax(most);
		field.setStepButtonsVisible(true);
		field.setManualValidation(true);
		hint(field, key);
		return Editor.of(field, Optional::of, Function.identity(), () -> isUnreadable(field), Written.number());
	}

	static <V> Editor<V> one(String key, List<V> items, Function<V, String> label) {
		if (items.size() <= FEW) {
			Select<V> select = new Select<>();
			select.setLabel(Texts.text(key));
			select.setItems(items);
			select.setItemLabelGenerator((item) -> (item != null) ? label.apply(item) : "");
			select.setEmptySelectionAllowed(true);
			select.setManualValidation(true);
			hint(select, key);
			return Editor.of(select, Optional::of, Function.identity(), () -> false, Written.one(items, label));
		}
		ComboBox<V> box = new ComboBox<>(Texts.text(key), items);
		box.setItemLabelGenerator(label::apply);
		box.setManualValidation(true);
		hint(box, key);
		return Editor.of(box, Optional::of, Function.identity(), () -> false, Written.one(items, label));
	}

	static <V> Editor<Set<V>> several(String key, List<V> items, Function<V, String> label) {
		CheckboxGroup<V> group = new CheckboxGroup<>(Texts.text(key), items);
		group.setItemLabelGenerator(label::apply);
		group.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
		group.setManualValidation(true);
		hint(group, key);
		return Editor.of(group, (chosen) -> Optional.of(Set.copyOf(chosen)), Function.identity(), () -> false,
				Written.several(items, label));
	}

	static Editor<Boolean> tick(String key) {
		Checkbox box = new Checkbox(Texts.text(key));
		box.setManualValidation(true);
		hint(box, key);
		return Editor.of(box, (ticked) -> ticked ? Optional.of(true) : Optional.empty(), Function.identity(),
				() -> false, Written.tick());
	}

	private static Optional<String> stripped(String typed) {
		String text = typed.strip();
		return text.isEmpty() ? Optional.empty() : Optional.of(text);
	}

	private static <V, C extends Component & HasValue<?, V> & HasValidator<V>> boolean isUnreadable(C picker) {
		return picker.getDefaultValidator().apply(picker.getValue(), new ValueContext(picker)).isError();
	}

	private static void hint(HasHelper field, String key) {
		Texts.find(key + ".hint").ifPresent(field::setHelperText);
	}

}
