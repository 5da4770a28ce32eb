package org.durumi.ui.approvals;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.records.StaffRequestText;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUpCard;

/**
 * Requests that wait for the reader's word, and those she made herself, of every
 * {@link RequestKind}.
 */
@Route(value = Routes.APPROVALS, layout = MainLayout.class)
@Menu(title = "approvals.title", order = 3, icon = "vaadin:check-square-o")
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR", "ADMIN" })
final class ApprovalsView extends Div {

	private final transient List<RequestKind> kinds;

	private final transient StaffDirectory staff;

	private final transient StaffRequestText words;

	private final transient Clock clock;

	ApprovalsView(List<RequestKind> kinds, StaffDirectory staff, Clock clock) {
		this.kinds = kinds;
		this.staff = staff;
		this.words = new StaffRequestText(staff);
		this.clock = clock;
		addClassNames("page", "approvals");
		refresh();
	}

	private void refresh() {
		removeAll();
		add(new H1(Texts.text("approvals.title")));
		Actor reader = Actors.require();
		// whether she answers for a team or for the organisation's people
		boolean decides = reader.is(Role.SUPERVISOR) || reader.is(Role.ADMIN);
		RequestCards cards = new RequestCards(this.words, this.clock.instant(), this::refresh);
		List<Component> waiting = new ArrayList<>();
		List<Component> asked = new ArrayList<>();
		boolean wantsFreshFactor = false;
		for (RequestKind kind : this.kinds.stream().filter((one) -> one.isFor(reader)).toList()) {
			List<Component> wait = kind.waiting(cards);
			waiting.addAll(wait);
			asked.addAll(kind.asked(cards));
			wantsFreshFactor |= kind.wantsFreshFactor() && !wait.isEmpty();
		}
		if (waiting.isEmpty() && asked.isEmpty()) {
			add(new EmptyState("approvals.none", decides ? "approvals.none.decide" : "approvals.none.ask"));
			return;
		}
		if (wantsFreshFactor && !reader.isFresh()) {
			add(new StepUpCard(Routes.APPROVALS, Texts.text("approvals.stepUp"), this.staff));
		}
		if (decides || !waiting.isEmpty()) {
			add(section("approvals.waiting", "approvals.waiting.none", waiting));
		}
		if (!asked.isEmpty()) {
			add(section("approvals.asked", "approvals.asked.none", asked));
		}
	}

	private static Section section(String titleKey, String noneKey, List<Component> cards) {
		Section section = new Section(new H2(Texts.text(titleKey)));
		if (cards.isEmpty()) {
			Span none = new Span(Texts.text(noneKey));
			none.addClassName("nothing-waits");
			section.add(none);
		}
		cards.forEach(section::add);
		return section;
	}

}
