package org.durumi.ui.approvals;

import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.staff.StaffRequest;
import org.durumi.staff.StaffRequests;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.Routes;
import org.springframework.core.annotation.Order;

/** Requests that somebody is let in or gets other roles. */
@org.springframework.stereotype.Component
@Order(1)
final class PeopleRequests implements RequestKind {

	private final StaffRequests requests;

	PeopleRequests(StaffRequests requests) {
		this.requests = requests;
	}

	@Override
	public boolean isFor(Actor reader) {
		return reader.is(Role.SUPERVISOR) || reader.is(Role.ADMIN);
	}

	@Override
	public boolean wantsFreshFactor() {
		return true;
	}

	@Override
	public List<Component> waiting(RequestCards cards) {
		return this.requests.waitingForMe(MOST).stream().map((request) -> toDecide(request, cards)).toList();
	}

	@Override
	public List<Component> asked(RequestCards cards) {
		return this.requests.askedByMe(MOST).stream().map((request) -> asked(request, cards)).toList();
	}

	private Component toDecide(StaffRequest request, RequestCards cards) {
		UUID id = request.approval().id();
		return cards.toDecide(card(request, cards), cards.words().of(request),
				() -> RequestCards.freshly(new DecisionForm(id, request.reason(), null, List.of(), (approve, comment,
						nobody) -> RequestCards.tell(approve, this.requests.decide(id, approve, comment)),
						cards.answered())));
	}

	private Component asked(StaffRequest request, RequestCards cards) {
		Article card = card(request, cards);
		if (request.comment() != null) {
			Paragraph comment = new Paragraph(request.comment());
			comment.addClassName("approval-reason");
			card.add(comment);
		}
		if (request.approval().permitsAt(cards.now())) {
			card.add(new Anchor(Routes.STAFF, Texts.text("staff.request.toStaff")));
		}
		return cards.withdrawable(card, request.approval(), cards.words().of(request), this.requests::withdraw);
	}

	private static Article card(StaffRequest request, RequestCards cards) {
		return cards.card(request.approval(), new Span(cards.words().of(request)));
	}

}
