package org.durumi.ui.handoffs;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import org.durumi.handoffs.HandedField;
import org.durumi.handoffs.HandoffNames;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/**
 * What was handed over, to read, under who reads it and when: whoever photographs it
 * shows whose screen it was. The mark is not read aloud and is no part of the text.
 * <p>
 * Not guaranteed: that nobody takes the mark off or types the text anew.
 */
final class ReadingSection extends Section {

	private static final int MARKS = 120;

	ReadingSection(List<HandedField> fields, String reader, Instant now) {
		addClassNames("card", "handoff-reading");
		HandoffNames names = HandoffText.names();
		Div text = new Div();
		text.addClassName("handoff-text");
		add(new H2(Texts.text("handoffs.reading")), new Paragraph(Texts.text("handoffs.handOn")), text);
		String section = "";
		DescriptionList list = new DescriptionList();
		for (HandedField field : fields) {
			if (!field.id().section().equals(section)) {
				section = field.id().section();
				list = new DescriptionList();
				list.addClassName("record-view");
				text.add(new H3(names.section(section)), list);
			}
			list.add(new DescriptionList.Term(names.field(field.id())),
					new DescriptionList.Description(values(names, field)));
		}
		text.add(mark(reader + " · " + Dates.moment(now)));
	}

	/** All of a field, one value a line. */
	static String values(HandoffNames names, HandedField field) {
		return String.join("\n",
				field.values().stream().map((value) -> names.value(field.id().section(), value)).toList());
	}

	/** Drawn by the style sheet, so that it is neither read aloud nor copied. */
	private static Div mark(String words) {
		Div mark = new Div();
		for (int i = 0; i < MARKS; i++) {
			Span one = new Span();
			one.getElement().setAttribute("data-mark", words);
			mark.add(one);
		}
		mark.addClassName("handoff-mark");
		mark.getElement().setAttribute("aria-hidden", "true");
		return mark;
	}

}
