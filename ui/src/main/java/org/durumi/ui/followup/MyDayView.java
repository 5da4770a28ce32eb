package org.durumi.ui.followup;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.Deputies;
import org.durumi.cases.Deputyship;
import org.durumi.cases.StageApprovals;
import org.durumi.exchange.CaseListExport;
import org.durumi.followup.Day;
import org.durumi.followup.DayEntry;
import org.durumi.followup.MyDay;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.review.Questions;
import org.durumi.staff.StaffRequests;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** Where a day begins: what is late, what is due, and who has been silent. */
@Route(value = Routes.MY_DAY, layout = MainLayout.class)
@Menu(title = "followup.day", order = 1, icon = "vaadin:sun-o")
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR" })
final class MyDayView extends Div {

	private static final int MOST_REQUESTS = 100;

	MyDayView(MyDay myDay, StageApprovals approvals, StaffRequests staffRequests, CaseListExport export,
			Deputies deputies, Questions questions, HandoffApprovals handoffs, HandoffOutbox outbox,
			StaffDirectory staff, AuthenticationContext authentication) {
		addClassNames("page", "my-day");
		boolean leads = authentication.hasRole(Role.SUPERVISOR.name());
		Day day = myDay.read(leads ? CaseListFilter.Scope.TEAM : CaseListFilter.Scope.MINE, Dates.zone());
		int waiting = approvals.countWaiting(MOST_REQUESTS) + (leads ? staffRequests.countWaiting(MOST_REQUESTS)
				+ export.countWaiting(MOST_REQUESTS) + handoffs.countWaiting(MOST_REQUESTS) : 0);
		Div head = new Div(new H1(Texts.text("followup.day")), new Span(Dates.day(Dates.today())));
		head.addClassName("page-head");
		add(head);
		if (waiting > 0) {
			Anchor open = new Anchor(Routes.APPROVALS, Texts.text("followup.day.approvals", waiting));
			Section requests = new Section(open);
			requests.addClassNames("card", "day-requests");
			add(requests);
		}
		int asked = questions.unanswered();
		if (asked > 0) {
			Section reasons = new Section(new Anchor(Routes.REASONS, Texts.text("review.reasons.waiting", asked)));
			reasons.addClassNames("card", "day-requests");
			add(reasons);
		}
		int due = authentication.hasAnyRole(Role.CASEWORKER.name(), Role.SUPERVISOR.name())
				? outbox.due(null, 0, MOST_REQUESTS).size() : 0;
		if (due > 0) {
			Section late = new Section(new Anchor(Routes.HANDOFFS + "?" + Routes.DUE, Texts.text("handoffs.due", due)));
			late.addClassNames("card", "day-requests");
			add(late);
		}
		if (day.isClear() && waiting + asked + due == 0) {
			add(new EmptyState("followup.day.clear", "followup.day.clear.what",
					new Anchor(Routes.CASES, Texts.text("followup.day.cases"))));
		}
		else {
			add(cards(day));
		}
		List<Deputyship> acting = authentication.hasRole(Role.CASEWORKER.name()) ? deputies.actingFor() : List.of();
		if (!acting.isEmpty()) {
			add(deputised(acting, staff.names(), myDay.read(CaseListFilter.Scope.DEPUTISED, Dates.zone())));
		}
	}

	/** What the day asks in place of those who are away. */
	private static Section deputised(List<Deputyship> acting, Map<UUID, String> names, Day day) {
		Section section = new Section(new H2(Texts.text("followup.day.deputy")));
		section.addClassName("day-deputy");
		acting.forEach((deputyship) -> section.add(new Paragraph(Texts.text("followup.day.deputy.for",
				names.getOrDefault(deputyship.absent(), "–"), Dates.day(Dates.dayOf(deputyship.last()))))));
		section.add(day.isClear() ? new Paragraph(Texts.text("followup.day.clear")) : cards(day));
		return section;
	}

	private static Div cards(Day day) {
		Div cards = new Div(card("followup.day.overdue", day.overdue(), Tone.DANGER),
				card("followup.day.today", day.today(), Tone.ATTENTION),
				card("followup.day.week", day.thisWeek(), Tone.CURRENT), silent(day.silent()));
		cards.addClassName("card-grid");
		return cards;
	}

	/** The silent ones may be many, so they get the width of the page. */
	private static Component silent(List<DayEntry> entries) {
		Section card = card("followup.day.silent", entries, Tone.ATTENTION);
		card.addClassName("wide");
		return card;
	}

	private static Section card(String titleKey, List<DayEntry> entries, Tone tone) {
		H2 title = new H2(Texts.text(titleKey));
		Section card = new Section(title);
		card.addClassNames("card", "day-card");
		if (entries.isEmpty()) {
			Paragraph none = new Paragraph(Texts.text(titleKey + ".none"));
			none.addClassName("nothing-waits");
			card.add(none);
			return card;
		}
		title.add(new Tag(tone, (entries.size() < Day.LONGEST) ? Integer.toString(entries.size())
				: Texts.text("followup.day.orMore", Day.LONGEST)));
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		entries.forEach((entry) -> list.add(item(entry)));
		card.add(list);
		return card;
	}

	private static ListItem item(DayEntry entry) {
		Anchor link = new Anchor(Routes.CASES + "/" + entry.caseId() + ((entry.tasks() > 0) ? "#tasks" : "#contacts"),
				entry.codeName());
		Span when = new Span((entry.day() != null) ? Dates.day(entry.day()) : Texts.text("followup.day.never"));
		when.addClassName("day-when");
		Span what = new Span(
				(entry.tasks() > 0) ? Texts.text("followup.day.tasks", entry.tasks()) : Texts.text(entry.stage()));
		what.addClassName("day-what");
		Div line = new Div(link, what, when);
		line.addClassName("day-line");
		return new ListItem(line);
	}

}
