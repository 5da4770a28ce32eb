package org.durumi.ui.glance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.review.Accesses;
import org.durumi.review.Accesses.Measure;
import org.durumi.review.Accesses.Person;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;

/** What each person did, against the median of the others. */
final class PeopleCompared extends GlanceCard {

	PeopleCompared(Accesses accesses) {
		super(accesses, "glance.people");
		say(summary());
		Paragraph rule = new Paragraph(Texts.text("glance.people.rule"));
		rule.addClassName("glance-note");
		Div measures = new Div();
		measures.addClassName("card-grid");
		Arrays.stream(Measure.values()).forEach((measure) -> measures.add(compared(measure)));
		add(rule, measures);
		table(head(), rows());
	}

	private String summary() {
		String outstanding = Arrays.stream(Measure.values())
			.flatMap((measure) -> accesses().people()
				.stream()
				.filter((person) -> accesses().standsOut(person, measure))
				.map((person) -> Texts.text("glance.people.out", who(person), Texts.text(measure),
						person.figure(measure), round(accesses().medianOfOthers(person, measure)))))
			.collect(Collectors.joining(" "));
		return outstanding.isEmpty() ? Texts.text("glance.people.nobody") : outstanding;
	}

	private Component compared(Measure measure) {
		double median = accesses().median(measure).orElse(0);
		double most = accesses().people().stream().mapToInt((person) -> person.figure(measure)).max().orElse(0);
		UnorderedList list = new UnorderedList();
		list.addClassName("compared");
		accesses().people()
			.stream()
			.filter((person) -> person.figure(measure) > 0)
			.sorted(Comparator.comparing((Person person) -> person.figure(measure)).reversed())
			.forEach((person) -> list.add(line(person, measure, median, most)));
		Section section = new Section(new H3(Texts.text(measure)),
				new Paragraph(Texts.text("glance.people.median", round(OptionalDouble.of(median)))));
		section.add((most > 0) ? list : new Paragraph(Texts.text("glance.people.none")));
		return section;
	}

	private ListItem line(Person person, Measure measure, double median, double most) {
		boolean out = accesses().standsOut(person, measure);
		Span figure = new Span(Integer.toString(person.figure(measure)));
		figure.addClassName("compared-figure");
		Span name = new Span(who(person));
		ListItem item = new ListItem((measure == Measure.REFUSED) ? refusals(person.id(), person.name(), name, figure)
				: entries(person.id(), person.name(), name, figure));
		if (out) {
			item.add(new Tag(Tone.ATTENTION, Texts.text("glance.standsOut")));
		}
		item.add(new ComparedBar(person.figure(measure), median, most, out));
		return item;
	}

	private static List<String> head() {
		List<String> head = new ArrayList<>();
		head.add(Texts.text("glance.person"));
		Arrays.stream(Measure.values()).map(Texts::text).forEach(head::add);
		return head;
	}

	private List<List<String>> rows() {
		List<List<String>> rows = new ArrayList<>();
		accesses().people().forEach((person) -> {
			List<String> cells = new ArrayList<>();
			cells.add(who(person));
			Arrays.stream(Measure.values()).map((measure) -> cell(person, measure)).forEach(cells::add);
			rows.add(cells);
		});
		List<String> median = new ArrayList<>();
		median.add(Texts.text("glance.median"));
		Arrays.stream(Measure.values()).map((measure) -> round(accesses().median(measure))).forEach(median::add);
		rows.add(median);
		return rows;
	}

	private String cell(Person person, Measure measure) {
		String figure = Integer.toString(person.figure(measure));
		return accesses().standsOut(person, measure) ? Texts.text("glance.figureOut", figure) : figure;
	}

	/** Halves are kept: a median lies between two people. */
	private static String round(OptionalDouble median) {
		double value = median.orElse(0);
		return (value == Math.rint(value)) ? Long.toString((long) value) : Double.toString(value);
	}

}
