package org.durumi.ui.handoffs;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.consent.Sharing;
import org.durumi.handoffs.HandedField;
import org.durumi.handoffs.HandoffNames;
import org.durumi.handoffs.HandoffPreview;
import org.durumi.handoffs.HandoffPreview.Item;
import org.durumi.handoffs.HandoffPreview.Withheld;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.Routes;

/** Exactly what the partner would see, and what is withheld and why. */
final class PreviewSection extends Section {

	/** What nobody meant to hand over needs no word on top. */
	private static final Set<Withheld> QUIET = EnumSet.of(Withheld.NOT_CHOSEN, Withheld.NOT_IN_PURPOSE);

	private final transient HandoffNames names;

	PreviewSection(HandoffPreview preview, HandoffNames names, String partner, CaseId caseId) {
		this.names = names;
		addClassNames("card", "handoff-preview");
		getElement().setAttribute("tabindex", "-1");
		add(new H2(Texts.text("handoffs.preview", partner)), consent(preview.sharing(), partner));
		if (preview.wantsOverride()) {
			Anchor ask = new Anchor(Routes.CASES + "/" + caseId + "/consent", Texts.text("handoffs.consent.ask"));
			add(new Div(ask));
		}
		leaving(preview.leaving().toList());
		List<Item> missing = preview.items()
			.stream()
			.filter((item) -> item.withheld() != null && !QUIET.contains(item.withheld()))
			.toList();
		add(new H3(Texts.text("handoffs.withheld")));
		add(missing.isEmpty() ? new Paragraph(Texts.text("handoffs.withheld.nothing")) : list(missing));
		List<Item> quiet = preview.items()
			.stream()
			.filter((item) -> item.withheld() != null && QUIET.contains(item.withheld()))
			.toList();
		if (!quiet.isEmpty()) {
			add(new Details(Texts.text("handoffs.withheld.rest", quiet.size()), list(quiet)));
		}
	}

	private void leaving(List<Item> leaving) {
		if (leaving.isEmpty()) {
			add(new Paragraph(Texts.text("handoffs.preview.nothing")));
			return;
		}
		String section = "";
		DescriptionList list = new DescriptionList();
		for (Item item : leaving) {
			if (!item.field().section().equals(section)) {
				section = item.field().section();
				list = new DescriptionList();
				list.addClassName("record-view");
				add(new H3(this.names.section(section)), list);
			}
			DescriptionList.Description value = new DescriptionList.Description(new Span(
					ReadingSection.values(this.names, new HandedField(item.field().toString(), item.values()))));
			if (item.overridden()) {
				value.add(new Tag(Tone.DANGER, Texts.text("handoffs.overridden")));
			}
			list.add(new DescriptionList.Term(this.names.field(item.field())), value);
		}
	}

	private UnorderedList list(List<Item> items) {
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		items.forEach((item) -> {
			Span name = new Span(this.names.section(item.field().section()) + " · " + this.names.field(item.field()));
			Withheld why = item.withheld();
			Tag tag = new Tag(
					(why == Withheld.NO_CONSENT || why == Withheld.SHE_KEEPS_IT) ? Tone.ATTENTION : Tone.NEUTRAL,
					(why != null) ? Texts.text(why) : "");
			Div line = new Div(name, tag);
			line.addClassName("task-line");
			list.add(new ListItem(line));
		});
		return list;
	}

	private static Div consent(Sharing sharing, String partner) {
		Div said = new Div();
		said.addClassName("task-line");
		switch (sharing) {
			case Sharing.Consented consented -> {
				said.add(new Tag(Tone.GOOD, Texts.text("handoffs.consent.given", partner)));
				if (consented.expiresOn() != null) {
					said.add(new Span(Texts.text("handoffs.consent.until", Dates.day(consented.expiresOn()))));
				}
			}
			case Sharing.Basis basis -> said.add(new Tag(Tone.ATTENTION, Texts.text("handoffs.consent.basis")),
					new Span(Texts.text(basis.form())));
			case Sharing.Missing missing ->
				said.add(new Tag(Tone.DANGER, Texts.text("handoffs.consent.missing", partner)));
			case Sharing.Unknown unknown -> said.add(new Tag(Tone.DANGER, Texts.text("handoffs.consent.unknown")));
		}
		return said;
	}

}
