package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffMessages.Kind;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffState;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Timeline;
import org.durumi.ui.shell.AddressId;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * One handoff of ours: where it is, what can be done, what happened, and what was said.
 */
@Route(value = Routes.HANDOFFS + "/:" + HandoffView.ID, layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "SUPERVISOR" })
final class HandoffView extends Div implements BeforeEnterObserver {

	static final String ID = "id";

	private final transient HandoffServices services;

	private final transient StaffDirectory staff;

	private final transient Clock clock;

	HandoffView(HandoffServices services, StaffDirectory staff, Clock clock) {
		this.services = services;
		this.staff = staff;
		this.clock = clock;
		addClassNames("page", "handoff-page");
	}

	static String path(UUID handoff) {
		return Routes.HANDOFFS + "/" + handoff;
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		show(AddressId.in(event.getRouteParameters(), ID));
	}

	private void show(UUID id) {
		HandoffOutbox.Entry entry = this.services.outbox().require(id);
		Handoff handoff = entry.handoff();
		Map<UUID, String> partners = this.staff.partners();
		String partner = partners.getOrDefault(handoff.partner(), "–");
		removeAll();
		add(new Anchor(Routes.HANDOFFS, Texts.text("handoffs.title")), new H1(Texts.text(handoff.template())));
		Div body = new Div(left(entry, partner, partners), course(entry, partner));
		body.addClassName("case-body");
		add(body);
	}

	private Div left(HandoffOutbox.Entry entry, String partner, Map<UUID, String> partners) {
		Instant now = this.clock.instant();
		Handoff handoff = entry.handoff();
		Div left = new Div(facts(entry, partner, now));
		left.addClassName("case-records");
		NoticesSection notices = new NoticesSection(this.services, this.staff, entry, () -> show(handoff.id()));
		if (notices.getComponentCount() > 0) {
			left.add(notices);
		}
		HandoffActs acts = new HandoffActs(this.services, this.staff, entry, now, () -> show(handoff.id()));
		if (acts.getComponentCount() > 0) {
			left.add(acts);
		}
		if (handoff.times().sealed() != null && this.services.permissions().may(entry.caseId(), CaseAct.HAND_OFF)) {
			left.add(messages(entry, partners));
		}
		return left;
	}

	private Section facts(HandoffOutbox.Entry entry, String partner, Instant now) {
		Handoff handoff = entry.handoff();
		Section section = new Section(HandoffText.tags(handoff, now));
		section.addClassName("card");
		HandoffText.owed(handoff, now, HandoffText.Side.OURS).forEach((line) -> section.add(new Paragraph(line)));
		if (entry.givenBack()) {
			section.add(new Paragraph(Texts.text("handoffs.givenBack")));
		}
		DescriptionList facts = new DescriptionList();
		facts.addClassName("record-view");
		fact(facts, "handoffs.partner", new Span(partner));
		fact(facts, "handoffs.case", new Anchor(Routes.CASES + "/" + entry.caseId(), entry.codeName()));
		fact(facts, "handoffs.purpose", new Span(Texts.text(handoff.purpose())));
		fact(facts, "handoffs.language", new Span(Texts.text(handoff.language())));
		if (handoff.declined() != null) {
			fact(facts, "handoffs.decline.why", new Span(Texts.text(handoff.declined())));
		}
		if (handoff.outcome() != null) {
			fact(facts, "handoffs.complete.how", new Span(Texts.text(handoff.outcome())));
		}
		fact(facts, "handoffs.number", new Span(handoff.id().toString()));
		if (handoff.times().sealed() != null) {
			fact(facts, "handoffs.sealedAt", new Span(Dates.moment(handoff.times().sealed())));
		}
		section.add(facts);
		return section;
	}

	private static void fact(DescriptionList facts, String key, Component value) {
		facts.add(new DescriptionList.Term(Texts.text(key)), new DescriptionList.Description(value));
	}

	private Component messages(HandoffOutbox.Entry entry, Map<UUID, String> partners) {
		Handoff handoff = entry.handoff();
		MessagesSection section = new MessagesSection(this.services.messages(), handoff.id(), partners);
		boolean open = switch (handoff.state()) {
			case SEALED, COLLECTED -> !handoff.isFrozen();
			case ACCEPTED -> handoff.times().recallDemanded() == null;
			case DRAFT, AWAITING_APPROVAL, DECLINED, COMPLETED, RECALLED, EXPIRED -> false;
		};
		return open ? section.writing(List.of(Kind.ANSWER, Kind.QUESTION)).keptIn(entry.caseId()) : section;
	}

	private Section course(HandoffOutbox.Entry entry, String partner) {
		List<Timeline.Entry> entries = HandoffCourse.of(entry, partner, this.staff.names());
		Section section = new Section(new H2(Texts.text("handoffs.course")));
		section.addClassName("card");
		section.add((entry.handoff().state() == HandoffState.DRAFT && entries.isEmpty())
				? new Paragraph(Texts.text("handoffs.course.none"))
				: new Timeline((offset, limit) -> entries.stream().skip(offset).limit(limit).toList()));
		return section;
	}

}
