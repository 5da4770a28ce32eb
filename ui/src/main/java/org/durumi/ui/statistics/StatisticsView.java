package org.durumi.ui.statistics;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.cases.RiskLevel;
import org.durumi.cases.Stage;
import org.durumi.consent.ConsentState;
import org.durumi.reporting.Cell;
import org.durumi.reporting.Figure;
import org.durumi.reporting.Report;
import org.durumi.reporting.Statistics;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.statistics.FigureCard.Line;

/**
 * Where an analyst lands: figures over all cases of the organisation at the end of the
 * last quarter, never a case. Which quarters she looks at changes what is shown, not what
 * was read.
 */
@Route(value = Routes.STATISTICS, layout = MainLayout.class)
@Menu(title = "statistics.title", order = 6, icon = "vaadin:bar-chart")
@RolesAllowed("ANALYST")
final class StatisticsView extends Div {

	/** The level of those whose risk nobody assessed. */
	private static final String UNKNOWN = "NONE";

	private final transient Report report;

	private final transient Map<UUID, String> teams;

	private final Select<LocalDate> from = quarter("statistics.from");

	private final Select<LocalDate> to = quarter("statistics.to");

	private final Div periods = grid();

	StatisticsView(Statistics statistics, StaffDirectory staff) {
		this.report = statistics.read();
		this.teams = staff.teams();
		addClassNames("page", "statistics-page");
		Div head = new Div(new H1(Texts.text("statistics.title")),
				new Span(Texts.text("statistics.until", Dates.day(this.report.until()))));
		head.addClassName("page-head");
		Paragraph rule = new Paragraph(Texts.text("statistics.rule"));
		rule.addClassName("statistics-rule");
		List<LocalDate> quarters = this.report.quarters();
		this.from.setItems(quarters);
		this.to.setItems(quarters);
		this.from.setValue(quarters.getFirst());
		this.to.setValue(quarters.getLast());
		this.from.addValueChangeListener((change) -> showPeriod());
		this.to.addValueChangeListener((change) -> showPeriod());
		Div filters = new Div(this.from, this.to);
		filters.addClassName("filters");
		Div standing = grid();
		List.of(Figure.STAGE, Figure.TIME, Figure.RISK, Figure.CONSENT, Figure.CYCLE, Figure.TEAM)
			.forEach((figure) -> standing.add(new FigureCard(figure, lines(figure, this.report.of(figure)))));
		add(head, rule, filters, this.periods, standing);
		showPeriod();
	}

	private void showPeriod() {
		// an empty period would be a screen that says nothing
		LocalDate begin = this.from.getValue();
		LocalDate end = this.to.getValue().isBefore(begin) ? begin : this.to.getValue();
		this.to.setValue(end);
		List<Cell> flow = this.report.of(Figure.FLOW, begin, end);
		this.periods.removeAll();
		this.periods.add(new FigureCard(Figure.NEW, lines(Figure.NEW, this.report.of(Figure.NEW, begin, end))),
				new FigureCard(Figure.FLOW, sums(flow)));
	}

	private List<Line> lines(Figure figure, List<Cell> cells) {
		return cells.stream()
			.sorted(order(figure))
			.map((cell) -> new Line(label(figure, cell), cell.value(), cell.small(), false))
			.toList();
	}

	/**
	 * Adds up what is shown of each stage: a sum of published values tells no more than
	 * they do.
	 */
	private List<Line> sums(List<Cell> cells) {
		Map<String, List<Cell>> byStage = cells.stream()
			.sorted(order(Figure.FLOW))
			.collect(Collectors.groupingBy(Cell::name, LinkedHashMap::new, Collectors.toList()));
		List<Line> lines = new ArrayList<>();
		byStage.forEach((stage, quarters) -> {
			List<Integer> shown = quarters.stream().map(Cell::value).filter(Objects::nonNull).toList();
			Integer sum = shown.isEmpty() ? null : shown.stream().mapToInt(Integer::intValue).sum();
			lines.add(new Line(Texts.text(Stage.valueOf(stage)), sum, false, shown.size() < quarters.size()));
		});
		return lines;
	}

	private static Comparator<Cell> order(Figure figure) {
		return switch (figure) {
			case STAGE, FLOW, TIME -> Comparator.comparing((cell) -> Stage.valueOf(cell.name()));
			case RISK -> Comparator
				.comparing((cell) -> UNKNOWN.equals(cell.name()) ? -1 : RiskLevel.valueOf(cell.name()).ordinal());
			case CONSENT -> Comparator.comparing((cell) -> ConsentState.valueOf(cell.name()));
			case NEW -> Comparator.comparing(Cell::quarter, Comparator.nullsFirst(Comparator.naturalOrder()));
			case CYCLE, TEAM -> Comparator.comparing(Cell::name);
		};
	}

	private String label(Figure figure, Cell cell) {
		return switch (figure) {
			case STAGE, FLOW, TIME -> Texts.text(Stage.valueOf(cell.name()));
			case RISK -> UNKNOWN.equals(cell.name()) ? Texts.text("cases.risk.none")
					: Texts.text(RiskLevel.valueOf(cell.name()));
			case CONSENT -> Texts.text(ConsentState.valueOf(cell.name()));
			case CYCLE -> Texts.text("statistics.cycle", Integer.parseInt(cell.name()));
			case TEAM -> this.teams.getOrDefault(UUID.fromString(cell.name()), "–");
			case NEW -> (cell.quarter() != null) ? quarter(cell.quarter()) : Texts.text("statistics.earlier");
		};
	}

	private static Select<LocalDate> quarter(String labelKey) {
		Select<LocalDate> select = new Select<>();
		select.setLabel(Texts.text(labelKey));
		select.setItemLabelGenerator(StatisticsView::quarter);
		return select;
	}

	/** {@code 2026 Q3} */
	private static String quarter(LocalDate begin) {
		return begin.getYear() + " Q" + begin.get(IsoFields.QUARTER_OF_YEAR);
	}

	private static Div grid() {
		Div grid = new Div();
		grid.addClassName("card-grid");
		return grid;
	}

}
