package org.durumi.ui.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.vaadin.flow.component.html.DescriptionList;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/** A record to read: each field that says something, with its label. */
public final class RecordView extends DescriptionList {

	public RecordView(List<Field<?>> fields, Values values) {
		addClassName("record-view");
		fields.forEach((field) -> add(field, values));
	}

	private <T> void add(Field<T> field, Values values) {
		Optional<T> value = values.find(field);
		value.map(RecordView::text).filter((text) -> !text.isEmpty()).ifPresent((text) -> {
			Description shown = new Description(text);
			add(new Term(field.label()), shown);
		});
	}

	/** A value as people read it. */
	public static String text(Object value) {
		return switch (value) {
			case LocalDate day -> Dates.day(day);
			case Instant moment -> Dates.moment(moment);
			case Enum<?> constant -> Texts.text(constant);
			case Boolean ticked -> Texts.text(ticked ? "kit.yes" : "kit.no");
			case Collection<?> several ->
				several.stream().map(RecordView::text).sorted().collect(Collectors.joining(", "));
			default -> value.toString();
		};
	}

}
