package org.durumi.ui.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.reference.Compartment;
import org.durumi.review.AuditFilter;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.FilterChips;
import org.durumi.ui.kit.Pickers;
import org.durumi.ui.kit.TextRefusals;
import org.jspecify.annotations.Nullable;

/** What narrows the list of the log, each with a chip that takes it away again. */
final class AuditFilters extends Div {

	private enum Chip {

		PERSON, CASE, ACTIONS, COMPARTMENTS, OUTCOMES, FROM, TO, UNREVIEWED

	}

	private final ComboBox<UUID> person = new ComboBox<>(Texts.text("review.person"));

	private final TextField text = new TextField(Texts.text("review.case"));

	private final MultiSelectComboBox<AuditAction> actions = new MultiSelectComboBox<>(Texts.text("review.actions"));

	private final MultiSelectComboBox<Compartment> compartments = new MultiSelectComboBox<>(
			Texts.text("review.compartment"));

	private final MultiSelectComboBox<AuditEvent.Outcome> outcomes = new MultiSelectComboBox<>(
			Texts.text("review.outcome"));

	private final DatePicker from = Pickers.day("review.from");

	private final DatePicker to = Pickers.day("review.to");

	private final Checkbox unreviewed = new Checkbox(Texts.text("review.unreviewed"));

	private final FilterChips<Chip> chips = new FilterChips<>(this::drop);

	private final Map<Chip, String> inForce = new EnumMap<>(Chip.class);

	/** Whose days are asked for, absent for the reader's own. */
	private @Nullable ZoneId zone;

	/** While an address fills the fields in, one after the other. */
	private boolean asking;

	private final transient Map<UUID, String> names;

	private final transient Runnable changed;

	/**
	 * Without a filter.
	 * @param changed called when another is in force
	 */
	AuditFilters(Map<UUID, String> names, Runnable changed) {
		this.names = names;
		this.changed = changed;
		this.person.setItems(
				names.keySet().stream().sorted(Comparator.comparing((id) -> names.getOrDefault(id, ""))).toList());
		this.person.setItemLabelGenerator((id) -> names.getOrDefault(id, "–"));
		this.person.setClearButtonVisible(true);
		this.text.setClearButtonVisible(true);
		this.text.setAutocomplete(Autocomplete.OFF);
		this.text.setManualValidation(true);
		this.text.setValueChangeMode(ValueChangeMode.LAZY);
		this.text.getElement().setAttribute("data-shortcut", "search");
		choices(this.actions, AuditAction.values());
		choices(this.compartments, Compartment.values());
		choices(this.outcomes, AuditEvent.Outcome.values());
		this.from.setClearButtonVisible(true);
		this.to.setClearButtonVisible(true);
		this.person.addValueChangeListener((change) -> refresh());
		this.text.addValueChangeListener((change) -> refresh());
		this.from.addValueChangeListener((change) -> refresh());
		this.to.addValueChangeListener((change) -> refresh());
		this.unreviewed.addValueChangeListener((change) -> refresh());
		Div fields = new Div(this.person, this.text, this.actions, this.compartments, this.outcomes, this.from, this.to,
				this.unreviewed);
		fields.addClassName("filters");
		add(fields, this.chips);
	}

	private <E extends Enum<E>> void choices(MultiSelectComboBox<E> box, E[] values) {
		box.setItems(Arrays.asList(values));
		box.setItemLabelGenerator(Texts::text);
		box.addValueChangeListener((change) -> refresh());
	}

	/** Only what an address asks for, whatever was in force before. */
	void ask(AuditAddress asked) {
		this.asking = true;
		this.text.clear();
		this.person.setValue(asked.person());
		this.zone = asked.zone();
		this.from.setValue(asked.from());
		this.to.setValue(asked.to());
		this.actions.setValue(asked.actions());
		this.compartments.setValue(asked.compartments());
		this.outcomes.setValue(asked.outcomes());
		this.unreviewed.setValue(asked.unreviewed());
		this.asking = false;
		refresh();
	}

	/** What an address asks for that brings these back, but for the case: a name. */
	AuditAddress address() {
		return new AuditAddress(this.person.getValue(), this.from.getValue(), this.to.getValue(), this.zone,
				this.actions.getValue(), this.compartments.getValue(), this.outcomes.getValue(),
				this.unreviewed.getValue());
	}

	/** Those in force, in words. */
	String words() {
		return String.join(", ", this.inForce.values());
	}

	/**
	 * The filter in force.
	 * @throws org.durumi.reference.TextRefused if what stands for the case cannot be one
	 */
	AuditFilter filter() {
		LocalDate last = this.to.getValue();
		return new AuditFilter(this.person.getValue(), this.text.getValue(),
				this.actions.getValue().stream().map(Enum::name).collect(Collectors.toSet()),
				this.compartments.getValue(), this.outcomes.getValue(), start(this.from.getValue()),
				start((last != null) ? last.plusDays(1) : null), this.unreviewed.getValue());
	}

	/** What could not be a filter says so at its field and changes nothing. */
	private void refresh() {
		if (this.asking) {
			return;
		}
		TextRefusals.at(this.text, () -> {
			show(filter());
			this.changed.run();
		});
	}

	private void show(AuditFilter filter) {
		LocalDate first = this.from.getValue();
		LocalDate last = this.to.getValue();
		boolean backwards = first != null && last != null && last.isBefore(first);
		if (first == null && last == null) {
			this.zone = null;
		}
		this.to.setInvalid(backwards);
		this.to.setErrorMessage(backwards ? Texts.text("review.to.before") : "");
		UUID actor = filter.actor();
		chip(Chip.PERSON, actor != null, (actor != null) ? this.names.getOrDefault(actor, "–") : "");
		chip(Chip.CASE, !filter.caseText().isEmpty(), "“" + filter.caseText() + "”");
		chip(Chip.ACTIONS, this.actions.getValue());
		chip(Chip.COMPARTMENTS, this.compartments.getValue());
		chip(Chip.OUTCOMES, this.outcomes.getValue());
		chip(Chip.FROM, first != null, (first != null) ? Texts.text("review.from.day", day(first)) : "");
		chip(Chip.TO, last != null, (last != null) ? Texts.text("review.to.day", day(last)) : "");
		chip(Chip.UNREVIEWED, filter.unreviewed(), Texts.text("review.unreviewed"));
	}

	private <E extends Enum<E>> void chip(Chip chip, Set<E> values) {
		chip(chip, !values.isEmpty(), values.stream().sorted().map(Texts::text).collect(Collectors.joining(", ")));
	}

	private void chip(Chip chip, boolean present, String label) {
		if (present) {
			this.inForce.put(chip, label);
			this.chips.put(chip, label);
		}
		else {
			this.inForce.remove(chip);
			this.chips.take(chip);
		}
	}

	private void drop(Chip chip) {
		switch (chip) {
			case PERSON -> this.person.clear();
			case CASE -> this.text.clear();
			case ACTIONS -> this.actions.clear();
			case COMPARTMENTS -> this.compartments.clear();
			case OUTCOMES -> this.outcomes.clear();
			case FROM -> this.from.clear();
			case TO -> this.to.clear();
			case UNREVIEWED -> this.unreviewed.setValue(false);
		}
	}

	/** With the zone, unless it is the reader's own day. */
	private String day(LocalDate day) {
		return zone().equals(Dates.zone()) ? Dates.day(day) : Dates.day(day) + " (" + zone().getId() + ")";
	}

	private ZoneId zone() {
		return (this.zone != null) ? this.zone : Dates.zone();
	}

	private @Nullable Instant start(@Nullable LocalDate day) {
		return (day != null) ? day.atStartOfDay(zone()).toInstant() : null;
	}

}
