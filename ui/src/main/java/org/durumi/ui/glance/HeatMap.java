package org.durumi.ui.glance;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.durumi.review.Accesses;
import org.durumi.review.Accesses.Measure;
import org.durumi.review.Accesses.Person;
import org.durumi.review.ReviewSettings;
import org.durumi.ui.i18n.Texts;

/**
 * Looks by person and hour of the day. Each hour says its number; the deeper its colour,
 * the more looks, and hours out of the office's have a dashed edge and a moon.
 */
final class HeatMap extends GlanceCard {

	private static final int SHADES = 4;

	private final transient ReviewSettings settings;

	private final int most;

	HeatMap(Accesses accesses, ReviewSettings settings) {
		super(accesses, "glance.hours");
		this.settings = settings;
		this.most = accesses.people()
			.stream()
			.flatMap((person) -> person.byHour().stream())
			.max(Comparator.naturalOrder())
			.orElse(0);
		addClassName("heat-map");
		say(summary());
		Paragraph legend = new Paragraph(
				Texts.text("glance.hours.legend", settings.opens().toString(), settings.closes().toString()));
		legend.addClassName("glance-note");
		add(legend);
		accesses.people().stream().filter((person) -> person.looks() > 0).forEach((person) -> add(row(person)));
		table(head(), rows());
	}

	private String summary() {
		int[] byHour = IntStream.range(0, 24).map(this::looksIn).toArray();
		int busiest = IntStream.range(0, 24).boxed().max(Comparator.comparing((hour) -> byHour[hour])).orElse(0);
		String all = (byHour[busiest] > 0)
				? Texts.text("glance.hours.summary", IntStream.of(byHour).sum(), hour(busiest), byHour[busiest])
				: Texts.text("glance.hours.nothing");
		List<Person> late = accesses().people()
			.stream()
			.filter((person) -> person.figure(Measure.OUT_OF_HOURS) > 0)
			.sorted(Comparator.comparing((Person person) -> person.figure(Measure.OUT_OF_HOURS)).reversed())
			.toList();
		if (late.isEmpty()) {
			return all + " " + Texts.text("glance.hours.noneLate");
		}
		int looks = late.stream().mapToInt((person) -> person.figure(Measure.OUT_OF_HOURS)).sum();
		return all + " " + Texts.text("glance.hours.late", looks, late.size(), who(late.getFirst()),
				late.getFirst().figure(Measure.OUT_OF_HOURS));
	}

	private int looksIn(int hour) {
		return accesses().people().stream().mapToInt((person) -> person.byHour().get(hour)).sum();
	}

	private Component row(Person person) {
		OrderedList hours = new OrderedList();
		hours.addClassName("heat-hours");
		hours.getElement().setAttribute("aria-label", Texts.text("glance.hours.of", who(person)));
		IntStream.range(0, 24).forEach((hour) -> hours.add(new ListItem(cell(person, hour))));
		H3 name = new H3(who(person));
		name.addClassName("heat-name");
		Div row = new Div(name, hours);
		row.addClassName("heat-row");
		return row;
	}

	private Component cell(Person person, int hour) {
		int looks = person.byHour().get(hour);
		boolean late = isLate(hour);
		Span clock = new Span("%02d%s".formatted(hour, late ? " ☾" : ""));
		clock.addClassName("heat-hour");
		Span figure = new Span((looks > 0) ? Integer.toString(looks) : "·");
		figure.addClassName("heat-figure");
		if (looks == 0) {
			Span none = new Span(clock, figure);
			none.addClassNames("heat", "heat-0");
			none.setClassName("heat-late", late);
			return none;
		}
		HtmlContainer cell = entries(person.id(), person.name(), clock, figure);
		cell.addClassNames("heat", "heat-" + Math.ceilDiv(SHADES * looks, this.most));
		cell.setClassName("heat-late", late);
		cell.getElement()
			.setAttribute("aria-label",
					Texts.text(late ? "glance.hours.cellLate" : "glance.hours.cell", who(person), hour(hour), looks));
		if (person.name() == null) {
			cell.getElement().setAttribute("role", "img");
		}
		return cell;
	}

	private boolean isLate(int hour) {
		LocalTime begins = LocalTime.of(hour, 0);
		return begins.isBefore(this.settings.opens()) || !begins.isBefore(this.settings.closes());
	}

	/** {@code 09:00–10:00} */
	private static String hour(int hour) {
		return "%02d:00–%02d:00".formatted(hour, hour + 1);
	}

	private static List<String> head() {
		List<String> head = new ArrayList<>();
		head.add(Texts.text("glance.person"));
		IntStream.range(0, 24).forEach((hour) -> head.add("%02d".formatted(hour)));
		return head;
	}

	private List<List<String>> rows() {
		return accesses().people().stream().map((person) -> {
			List<String> cells = new ArrayList<>();
			cells.add(who(person));
			person.byHour().forEach((looks) -> cells.add(Integer.toString(looks)));
			return cells;
		}).toList();
	}

}
