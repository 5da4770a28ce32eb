package org.durumi.ui.glance;

import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import org.durumi.audit.AuditEvent;
import org.durumi.review.Accesses;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.review.AuditAddress;
import org.jspecify.annotations.Nullable;

/** One picture of the accesses: what stands out in a sentence, the picture, a table. */
abstract class GlanceCard extends Section {

	private final Accesses accesses;

	private final String title;

	GlanceCard(Accesses accesses, String titleKey) {
		this.accesses = accesses;
		this.title = Texts.text(titleKey);
		addClassNames("card", "figure-card", "glance-card");
		add(new H2(this.title));
	}

	/** What stands out. */
	final void say(String sentence) {
		Paragraph said = new Paragraph(sentence);
		said.addClassName("figure-summary");
		add(said);
	}

	/** The same as a table, whose rows begin with their label. */
	final void table(List<String> head, List<List<String>> rows) {
		NativeTableRow headRow = new NativeTableRow();
		head.forEach((label) -> headRow.add(header(label, "col")));
		NativeTableBody body = new NativeTableBody();
		rows.forEach((cells) -> {
			NativeTableRow row = new NativeTableRow(header(cells.getFirst(), "row"));
			cells.stream().skip(1).forEach((cell) -> row.add(new NativeTableCell(cell)));
			body.add(row);
		});
		NativeTable table = new NativeTable(new NativeTableHeader(headRow), body);
		table.setCaptionText(this.title);
		Div scroll = new Div(table);
		scroll.addClassName("figure-table");
		// whoever has no mouse scrolls it as well
		scroll.getElement()
			.setAttribute("tabindex", "0")
			.setAttribute("role", "region")
			.setAttribute("aria-label", this.title);
		NativeDetails details = new NativeDetails(Texts.text("glance.table"));
		details.setContent(scroll);
		add(details);
	}

	private static NativeTableHeaderCell header(String label, String scope) {
		NativeTableHeaderCell cell = new NativeTableHeaderCell(label);
		cell.getElement().setAttribute("scope", scope);
		return cell;
	}

	/**
	 * The way to the entries of somebody in these days; none to those of whoever the
	 * reader may not know, whom the list of entries cannot name either.
	 */
	final HtmlContainer entries(UUID person, @Nullable String name, Component... content) {
		return leading(person, name, content);
	}

	/** The way to what was refused to her; none as above. */
	final HtmlContainer refusals(UUID person, @Nullable String name, Component... content) {
		return leading(person, name, content, AuditEvent.Outcome.DENIED);
	}

	/** The days are the office's, wherever the reader is. */
	private HtmlContainer leading(UUID person, @Nullable String name, Component[] content,
			AuditEvent.Outcome... outcomes) {
		HtmlContainer link = (name == null) ? new Span()
				: new Anchor(AuditAddress
					.of(person, this.accesses.from(), this.accesses.to(), this.accesses.zone(), outcomes)
					.path());
		link.add(content);
		return link;
	}

	final Accesses accesses() {
		return this.accesses;
	}

	/** The name, or that it is not the reader's to know. */
	static String name(@Nullable String name) {
		return (name != null) ? name : Texts.text("glance.stranger");
	}

	/** The name, and where she is from if she is of no team of the reader's. */
	static String who(Accesses.Person person) {
		return person.ofTeam() ? name(person.name()) : Texts.text("glance.elsewhere", name(person.name()));
	}

}
