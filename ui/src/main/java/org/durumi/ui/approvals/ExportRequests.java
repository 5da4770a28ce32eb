package org.durumi.ui.approvals;

import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Span;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.exchange.CaseListExport;
import org.durumi.exchange.ExportRequest;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.Routes;
import org.springframework.core.annotation.Order;

/** Requests that a list of cases with names may leave Durumi. */
@org.springframework.stereotype.Component
@Order(2)
final class ExportRequests implements RequestKind {

	private final CaseListExport export;

	ExportRequests(CaseListExport export) {
		this.export = export;
	}

	@Override
	public boolean isFor(Actor reader) {
		return reader.is(Role.SUPERVISOR) || reader.is(Role.CASEWORKER);
	}

	@Override
	public boolean wantsFreshFactor() {
		return true;
	}

	@Override
	public List<Component> waiting(RequestCards cards) {
		return this.export.waitingForMe(MOST).stream().map((request) -> toDecide(request, cards)).toList();
	}

	@Override
	public List<Component> asked(RequestCards cards) {
		return this.export.askedByMe(MOST).stream().map((request) -> asked(request, cards)).toList();
	}

	private Component toDecide(ExportRequest request, RequestCards cards) {
		UUID id = request.approval().id();
		return cards.toDecide(card(request, cards), words(request),
				() -> RequestCards.freshly(new DecisionForm(id, request.purpose(), null, List.of(), (approve, comment,
						nobody) -> RequestCards.tell(approve, this.export.decide(id, approve, comment)),
						cards.answered())));
	}

	private Component asked(ExportRequest request, RequestCards cards) {
		Article card = card(request, cards);
		if (request.permitsAt(cards.now())) {
			card.add(new Anchor(Routes.EXPORT, Texts.text("exchange.fetch")));
		}
		return cards.withdrawable(card, request.approval(), words(request), this.export::withdraw);
	}

	private static Article card(ExportRequest request, RequestCards cards) {
		return cards.card(request.approval(), new Span(words(request)));
	}

	private static String words(ExportRequest request) {
		return Texts.text("exchange.cases", request.cases());
	}

}
