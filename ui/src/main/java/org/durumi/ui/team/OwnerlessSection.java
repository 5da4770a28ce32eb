package org.durumi.ui.team;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.cases.OwnerlessCases;
import org.durumi.cases.OwnerlessCases.Row;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;

/**
 * The cases whose owner is at work no more, team by team, and the act that gives one,
 * some or all of them to a colleague.
 */
final class OwnerlessSection extends Section {

	private final transient OwnerlessCases ownerless;

	private final transient Map<UUID, String> names;

	private final transient Runnable changed;

	OwnerlessSection(OwnerlessCases ownerless, StaffDirectory staff, Runnable changed) {
		this.ownerless = ownerless;
		this.names = staff.names();
		this.changed = changed;
		addClassNames("card", "ownerless");
		H2 title = new H2(Texts.text("team.ownerless"));
		add(title);
		List<Row> rows = ownerless.list();
		if (rows.isEmpty()) {
			add(new Paragraph(Texts.text("team.ownerless.none")));
			return;
		}
		title.add(new Tag(Tone.DANGER, Integer.toString(rows.size())));
		add(new Paragraph(Texts.text("team.ownerless.what")));
		Map<UUID, String> teams = staff.teams();
		rows.stream()
			.collect(Collectors.groupingBy(Row::team, LinkedHashMap::new, Collectors.toList()))
			.forEach((team, cases) -> add(group(teams.getOrDefault(team, "–"), team, cases)));
	}

	private Div group(String teamName, UUID team, List<Row> cases) {
		Div group = new Div(new H3(teamName));
		group.addClassName("ownerless-team");
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		cases.forEach((row) -> list.add(item(row)));
		group.add(list);
		List<StaffMember> takers = this.ownerless.possibleOwners(team);
		if (takers.isEmpty()) {
			Paragraph nobody = new Paragraph(Texts.text("team.ownerless.nobody"));
			nobody.addClassName("emergency-consequence");
			group.add(nobody);
			return group;
		}
		Button reassign = new Button(Texts.text("team.ownerless.act"), (click) -> reassign(cases, takers));
		reassign.addThemeVariants(ButtonVariant.PRIMARY);
		reassign.setAriaLabel(Texts.text("records.of", Texts.text("team.ownerless.act"), teamName));
		group.add(reassign);
		return group;
	}

	private ListItem item(Row row) {
		Span codeName = new Span(row.codeName());
		codeName.addClassName("staff-name");
		Span owner = new Span(Texts.text("team.ownerless.was", this.names.getOrDefault(row.formerOwner(), "–")));
		LocalDate due = row.nextDue();
		Span day = new Span((due != null) ? Texts.text("cases.block.due", Dates.day(due)) : "");
		if (due != null && due.isBefore(Dates.today())) {
			day.addClassName("overdue");
		}
		Div line = new Div(codeName, new Span(Texts.text(row.stage())), owner, day);
		line.addClassName("ownerless-line");
		return new ListItem(line);
	}

	private void reassign(List<Row> cases, List<StaffMember> takers) {
		Field<StaffMember> to = Field.option("team.caseload.to", () -> takers, StaffMember::name).required();
		Field<Set<Row>> chosen = Field.options("team.caseload.cases", () -> cases,
				(row) -> Texts.text("team.case", row.codeName(), Texts.text(row.stage())));
		FormDialog dialog = new FormDialog(Texts.text("team.ownerless.act"), "38rem");
		RecordForm<Values> form = new RecordForm<>("team.ownerless.act", (values) -> values, to, chosen);
		form.addClassName("caseload-form");
		form.rule(chosen, (values) -> values.find(chosen).isPresent() ? Optional.empty()
				: Optional.of(Texts.text("team.caseload.choose")));
		form.fill(new Values().with(chosen, Set.copyOf(cases)));
		form.onSubmit("team.ownerless.give", (values) -> {
			Set<CaseId> ids = values.get(chosen).stream().map(Row::id).collect(Collectors.toSet());
			StaffMember person = values.get(to);
			switch (this.ownerless.reassign(ids, person.subject())) {
				case DONE -> {
					form.saved(Instant.now());
					dialog.close();
					Notices.tell(Texts.text("team.caseload.done.AT_ONCE", ids.size(), person.name()));
					this.changed.run();
				}
				case NO_SUCH_COLLEAGUE -> form.refuse(to, Texts.text("team.ownerless.noSuchColleague"));
				case NOT_LISTED -> form.refuse(Set.of(Texts.text("team.ownerless.notListed")));
			}
		});
		dialog.hold(form);
		dialog.open();
	}

}
