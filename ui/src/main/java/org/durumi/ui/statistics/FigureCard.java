package org.durumi.ui.statistics;

import java.util.Comparator;
import java.util.List;

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
import org.durumi.reporting.Figure;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.statistics.BarChart.Bar;
import org.jspecify.annotations.Nullable;

/** One figure: what it says in a sentence, as a chart, and as a table. */
final class FigureCard extends Section {

	/**
	 * One line of a figure.
	 *
	 * @param value absent where it is withheld
	 * @param small whether it is withheld because it is small itself
	 * @param partly whether parts of the value are withheld, so that it is at least this
	 */
	record Line(String label, @Nullable Integer value, boolean small, boolean partly) {

		String shown() {
			if (this.value == null) {
				return Texts.text(this.small ? "statistics.small" : "statistics.withheld");
			}
			return this.partly ? Texts.text("statistics.atLeast", this.value) : Integer.toString(this.value);
		}

	}

	FigureCard(Figure figure, List<Line> lines) {
		addClassNames("card", "figure-card");
		String title = Texts.text(figure);
		String summary = summary(lines);
		H2 heading = new H2(title);
		Paragraph sentence = new Paragraph(summary);
		sentence.addClassName("figure-summary");
		add(heading, new Paragraph(Texts.text(Texts.key(figure) + ".what")), sentence);
		if (lines.stream().allMatch((line) -> line.value() == null)) {
			return;
		}
		add(new BarChart(title + ". " + summary,
				lines.stream().map((line) -> new Bar(line.label(), line.value(), line.shown())).toList()));
		NativeDetails details = new NativeDetails(Texts.text("statistics.table"));
		Div scroll = new Div(table(figure, title, lines));
		scroll.addClassName("figure-table");
		details.setContent(scroll);
		add(details);
	}

	private static String summary(List<Line> lines) {
		long withheld = lines.stream().filter((line) -> line.value() == null || line.partly()).count();
		String kept = (withheld > 0) ? " " + Texts.text("statistics.summary.withheld", withheld, lines.size()) : "";
		return lines.stream()
			.filter((line) -> line.value() != null)
			.max(Comparator.comparing(Line::value, Comparator.nullsFirst(Comparator.naturalOrder())))
			.map((line) -> Texts.text("statistics.summary", line.label(), line.shown()) + kept)
			.orElseGet(() -> Texts.text("statistics.summary.nothing"));
	}

	private static NativeTable table(Figure figure, String title, List<Line> lines) {
		NativeTableHeaderCell what = new NativeTableHeaderCell(Texts.text("statistics.table.what"));
		NativeTableHeaderCell value = new NativeTableHeaderCell(
				Texts.text((figure == Figure.TIME) ? "statistics.table.weeks" : "statistics.table.number"));
		what.getElement().setAttribute("scope", "col");
		value.getElement().setAttribute("scope", "col");
		NativeTableBody body = new NativeTableBody();
		lines.forEach((line) -> {
			NativeTableHeaderCell label = new NativeTableHeaderCell(line.label());
			label.getElement().setAttribute("scope", "row");
			body.add(new NativeTableRow(label, new NativeTableCell(line.shown())));
		});
		NativeTable table = new NativeTable(new NativeTableHeader(new NativeTableRow(what, value)), body);
		table.setCaptionText(title);
		return table;
	}

}
