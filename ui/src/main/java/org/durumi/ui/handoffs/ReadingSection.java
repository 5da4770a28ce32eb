package org.durumi.ui.handoffs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
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
import org.durumi.ui.kit.Masking;
import org.durumi.ui.kit.WhileStanding;

/**
 * What was handed over, to read, under who reads it and when: whoever photographs it
 * shows whose screen it was. The mark is not read aloud and is no part of the text.
 * <p>
 * Guaranteed: it is neither in the browser's page nor in the server's component tree once
 * its time is over, it has left the page, or, a few seconds later, it may no longer be
 * read. Not guaranteed: that nobody takes the mark off or types the text anew.
 */
final class ReadingSection extends Section {

	private static final int MARKS = 120;

	private final Div text = new Div();

	private final Duration shownFor;

	private final transient Runnable over;

	/**
	 * Shows it, where it may be read now.
	 * @param standing whether it may still be read
	 * @param over called when its time is over
	 * @param gone called when it may no longer be read
	 */
	ReadingSection(List<HandedField> fields, String reader, Instant now, Duration shownFor, BooleanSupplier standing,
			Runnable over, Runnable gone) {
		this.shownFor = shownFor;
		this.over = over;
		WhileStanding.watch(this, standing, () -> end(gone));
		addClassNames("card", "handoff-reading");
		HandoffNames names = HandoffText.names();
		this.text.addClassName("handoff-text");
		add(new H2(Texts.text("handoffs.reading")), new Paragraph(Texts.text("handoffs.handOn")), this.text);
		String section = "";
		DescriptionList list = new DescriptionList();
		for (HandedField field : fields) {
			if (!field.id().section().equals(section)) {
				section = field.id().section();
				list = new DescriptionList();
				list.addClassName("record-view");
				this.text.add(new H3(names.section(section)), list);
			}
			list.add(new DescriptionList.Term(names.field(field.id())),
					new DescriptionList.Description(values(names, field)));
		}
		this.text.add(mark(reader + " · " + Dates.moment(now)));
	}

	@Override
	protected void onAttach(AttachEvent event) {
		Masking.after(this.shownFor, event.getUI(), this.text, () -> end(this.over));
	}

	@Override
	protected void onDetach(DetachEvent event) {
		this.text.removeAll();
	}

	private void end(Runnable how) {
		if (isAttached()) {
			removeFromParent();
			how.run();
		}
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
