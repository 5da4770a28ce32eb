package org.durumi.ui.glance;

import java.util.List;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.review.Accesses;
import org.durumi.review.Accesses.OnCase;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.Routes;

/** The cases that most people looked at, and who did. */
final class CasesCompared extends GlanceCard {

	CasesCompared(Accesses accesses) {
		super(accesses, "glance.cases");
		say(summary());
		Paragraph rule = new Paragraph(Texts.text("glance.cases.rule", accesses.cases().size(), accesses.caseCount(),
				accesses.typicalPeople(), accesses.typicalLooks()));
		rule.addClassName("glance-note");
		UnorderedList list = new UnorderedList();
		list.addClassName("compared");
		accesses.cases().forEach((one) -> list.add(item(one)));
		add(rule, list);
		table(List.of(Texts.text("glance.case"), Texts.text("glance.cases.people"), Texts.text("glance.cases.looks"),
				Texts.text("glance.cases.who")), rows());
	}

	private String summary() {
		String outstanding = accesses().cases()
			.stream()
			.filter(accesses()::standsOut)
			.map((one) -> Texts.text("glance.cases.out", codeName(one), one.looks(), one.by().size()))
			.collect(Collectors.joining(" "));
		return outstanding.isEmpty() ? Texts.text("glance.cases.nothing") : outstanding;
	}

	private ListItem item(OnCase one) {
		boolean out = accesses().standsOut(one);
		Component name = (one.codeName() != null) ? new Anchor(Routes.CASES + "/" + one.id().value(), one.codeName())
				: new Span(codeName(one));
		ListItem item = new ListItem(name, new Span(Texts.text("glance.cases.line", one.looks(), one.by().size())));
		if (out) {
			item.add(new Tag(Tone.ATTENTION, Texts.text("glance.standsOut")));
		}
		UnorderedList people = new UnorderedList();
		people.addClassName("compared-people");
		one.by().forEach((by) -> people.add(new ListItem(entries(by.person(), by.name(), new Span(line(by))))));
		item.add(people);
		return item;
	}

	private List<List<String>> rows() {
		return accesses().cases()
			.stream()
			.map((one) -> List.of(
					accesses().standsOut(one) ? Texts.text("glance.figureOut", codeName(one)) : codeName(one),
					Integer.toString(one.by().size()), Integer.toString(one.looks()),
					one.by().stream().map(CasesCompared::line).collect(Collectors.joining(", "))))
			.toList();
	}

	private static String line(Accesses.By by) {
		return Texts.text("glance.cases.by", name(by.name()), by.times());
	}

	private static String codeName(OnCase one) {
		return (one.codeName() != null) ? one.codeName() : "–";
	}

}
