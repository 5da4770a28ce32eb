package org.durumi.ui.team;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Role;
import org.durumi.cases.Caseloads;
import org.durumi.cases.Caseloads.Load;
import org.durumi.cases.OwnerlessCases;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * A supervisor's team: how much each has in hand, who is away and who stands in, whose
 * cases go to whom, and the cases whose owner has left.
 */
@Route(value = Routes.TEAM, layout = MainLayout.class)
@Menu(title = "team.title", order = 3.5, icon = "vaadin:group")
@RolesAllowed("SUPERVISOR")
final class TeamView extends Div {

	private final transient StaffDirectory staff;

	private final transient Caseloads caseloads;

	private final transient OwnerlessCases ownerless;

	private final transient Absences absences;

	private final transient Caseload caseload;

	private final Div body = new Div();

	TeamView(StaffDirectory staff, Caseloads caseloads, OwnerlessCases ownerless, Absences absences,
			Caseload caseload) {
		this.staff = staff;
		this.caseloads = caseloads;
		this.ownerless = ownerless;
		this.absences = absences;
		this.caseload = caseload;
		addClassNames("page", "team-page");
		add(new H1(Texts.text("team.title")), this.body);
		refresh();
	}

	private void refresh() {
		Map<UUID, Load> loads = this.caseloads.ofTeams(Dates.today());
		Map<UUID, List<Component>> absences = this.absences.arranged(this::refresh);
		Map<UUID, String> teams = this.staff.teams();
		this.body.removeAll();
		this.body.add(new OwnerlessSection(this.ownerless, this.staff, this::refresh));
		this.staff.supervised()
			.stream()
			.filter(StaffMember::active)
			.collect(Collectors.groupingBy((member) -> team(member, teams)))
			.forEach((team, members) -> this.body.add(members(team, members, loads, absences)));
	}

	private static String team(StaffMember member, Map<UUID, String> teams) {
		return (member.team() != null) ? teams.getOrDefault(member.team(), "–") : "–";
	}

	private Section members(String team, List<StaffMember> members, Map<UUID, Load> loads,
			Map<UUID, List<Component>> absences) {
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		members.forEach((member) -> list.add(item(member, loads.getOrDefault(member.subject(), Load.NONE),
				absences.getOrDefault(member.subject(), List.of()))));
		Section section = new Section(new H2(team), list);
		section.addClassNames("card", "team-members");
		return section;
	}

	private ListItem item(StaffMember member, Load load, List<Component> absences) {
		Span name = new Span(member.name());
		name.addClassName("staff-name");
		Span roles = new Span(member.roles().stream().sorted().map(Texts::text).collect(Collectors.joining(", ")));
		roles.addClassName("staff-username");
		Div who = new Div(name, roles);
		who.addClassName("staff-who");
		Div line = new Div(who);
		line.addClassName("team-line");
		if (member.is(Role.CASEWORKER)) {
			line.add(load(load), acts(member, load));
		}
		Div item = new Div(line);
		item.add(absences);
		return new ListItem(item);
	}

	private static Div load(Load load) {
		Div figures = new Div(new Span(Texts.text("team.open", load.open())));
		if (load.overdue() > 0) {
			Span overdue = new Span(Texts.text("team.overdue", load.overdue()));
			overdue.addClassName("overdue");
			figures.add(overdue);
		}
		figures.addClassName("team-load");
		return figures;
	}

	private Div acts(StaffMember member, Load load) {
		Div acts = new Div();
		acts.addClassName("staff-acts");
		if (this.absences.isPossible(member.subject())) {
			acts.add(act("team.away.for", member.name(),
					() -> this.absences.arrange(member.subject(), "team.away.for", this::refresh)));
		}
		if (load.open() > 0) {
			acts.add(
					act("team.caseload", member.name(), () -> this.caseload.handOver(member.subject(), this::refresh)));
		}
		return acts;
	}

	private static Button act(String key, String name, Runnable act) {
		Button button = new Button(Texts.text(key), (click) -> act.run());
		button.addThemeVariants(ButtonVariant.SMALL);
		button.setAriaLabel(Texts.text("records.of", Texts.text(key), name));
		return button;
	}

}
