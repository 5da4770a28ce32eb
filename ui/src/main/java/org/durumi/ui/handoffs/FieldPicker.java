package org.durumi.ui.handoffs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import org.durumi.handoffs.FieldId;
import org.durumi.handoffs.HandoffNames;
import org.durumi.handoffs.HandoffSection;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.ui.i18n.Texts;

/** Chooses the fields that leave, of those that lie within the purpose. */
final class FieldPicker extends Div {

	private final transient List<HandoffSection> sections;

	private final transient HandoffNames names;

	private final transient Runnable changed;

	private final transient Map<String, CheckboxGroup<FieldId>> groups = new LinkedHashMap<>();

	FieldPicker(List<HandoffSection> sections, HandoffNames names, Runnable changed) {
		this.sections = sections;
		this.names = names;
		this.changed = changed;
		addClassName("field-picker");
	}

	/**
	 * Shows what a template allows.
	 * @param minimum what it usually takes, which is marked
	 */
	void show(HandoffTemplate template, Set<FieldId> minimum, Set<FieldId> chosen) {
		removeAll();
		this.groups.clear();
		this.sections.stream().filter((section) -> section.templates().contains(template)).forEach((section) -> {
			List<FieldId> fields = section.fields()
				.stream()
				.map((field) -> new FieldId(section.name(), field.name()))
				.toList();
			CheckboxGroup<FieldId> group = new CheckboxGroup<>(this.names.section(section.name()), fields);
			group.setItemLabelGenerator((field) -> minimum.contains(field)
					? Texts.text("handoffs.field.usual", this.names.field(field)) : this.names.field(field));
			group.setValue(fields.stream().filter(chosen::contains).collect(Collectors.toSet()));
			group.addValueChangeListener((change) -> this.changed.run());
			this.groups.put(section.name(), group);
			add(group);
		});
	}

	Set<FieldId> chosen() {
		return this.groups.values()
			.stream()
			.flatMap((group) -> group.getValue().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

}
