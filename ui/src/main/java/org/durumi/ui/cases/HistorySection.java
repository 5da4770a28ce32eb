package org.durumi.ui.cases;

import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.cases.CaseNotes;
import org.durumi.drafts.DraftKey;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.DraftKeeper;
import org.durumi.ui.kit.TextDraft;
import org.durumi.ui.kit.TextRefusals;
import org.durumi.ui.kit.Timeline;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.PanelFrame;

/** What happened, newest first, and a place to add a note to it. */
final class HistorySection extends Div {

	private final Timeline timeline;

	private transient List<Timeline.Entry> entries = List.of();

	HistorySection(CaseHistory history, CaseId caseId) {
		addClassName("case-history");
		List<Compartment> writable = history.notes().writable(caseId);
		if (!writable.isEmpty()) {
			add(notes(history.notes(), caseId, writable));
		}
		this.timeline = new Timeline((offset, limit) -> {
			if (offset == 0) {
				this.entries = history.entries(caseId);
			}
			return this.entries.stream().skip(offset).limit(limit).toList();
		});
		PanelFrame frame = new PanelFrame("timeline", "cases.timeline");
		frame.show(this.timeline);
		add(frame);
	}

	void refresh() {
		this.timeline.refresh();
	}

	private PanelFrame notes(CaseNotes notes, CaseId caseId, List<Compartment> writable) {
		PanelFrame frame = new PanelFrame("notes", "cases.notes");
		TextArea text = new TextArea(Texts.text("cases.note"));
		text.setWidthFull();
		text.setMinRows(2);
		text.setAutocomplete(Autocomplete.OFF);
		text.setManualValidation(true);
		DraftKeeper keeper = new DraftKeeper(DraftKey.of("cases.note", caseId, writable.getFirst())).keep("note",
				new TextDraft(text));
		Select<Compartment> compartment = new Select<>();
		compartment.setLabel(Texts.text("cases.note.compartment"));
		compartment.setItems(writable);
		compartment.setItemLabelGenerator(Texts::text);
		compartment.setValue(writable.getFirst());
		Runnable warn = () -> compartment
			.setHelperText(hasNoNames(compartment.getValue()) ? Texts.text("cases.note.noNames") : "");
		compartment.addValueChangeListener((change) -> warn.run());
		warn.run();
		Button add = new Button(Texts.text("cases.note.add"), (click) -> TextRefusals.at(text, () -> {
			notes.add(caseId, compartment.getValue(), text.getValue());
			text.clear();
			keeper.done();
			Notices.kept();
			refresh();
		}));
		add.addThemeVariants(ButtonVariant.SMALL);
		Div foot = new Div(compartment, add);
		foot.addClassName("note-foot");
		frame.show(keeper, text, foot);
		return frame;
	}

	private static boolean hasNoNames(Compartment compartment) {
		return compartment == Compartment.CORE || compartment == Compartment.ROUTE;
	}

}
