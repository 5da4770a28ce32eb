package org.durumi.ui.approvals;

import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.ApprovalKind;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.cases.StageApprovals;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.Routes;
import org.springframework.core.annotation.Order;

/** Requests that a case may take a step that needs a second person, or change hands. */
@org.springframework.stereotype.Component
@Order(4)
final class StageRequests implements RequestKind {

	private final StageApprovals approvals;

	private final StaffDirectory staff;

	StageRequests(StageApprovals approvals, StaffDirectory staff) {
		this.approvals = approvals;
		this.staff = staff;
	}

	@Override
	public boolean isFor(Actor reader) {
		return true;
	}

	@Override
	public boolean wantsFreshFactor() {
		return false;
	}

	@Override
	public List<Component> waiting(RequestCards cards) {
		return this.approvals.waitingForMe(0, MOST).stream().map((row) -> toDecide(row, cards)).toList();
	}

	@Override
	public List<Component> asked(RequestCards cards) {
		return this.approvals.askedByMe(0, MOST)
			.stream()
			.map((row) -> cards.withdrawable(card(row, cards), row.approval(), row.codeName(),
					this.approvals::withdraw))
			.toList();
	}

	private Component toDecide(StageApprovals.Row row, RequestCards cards) {
		return cards.toDecide(card(row, cards), row.codeName(), () -> {
			UUID id = row.approval().id();
			StageApprovals.Opened opened = this.approvals.open(id);
			UUID to = opened.request().to();
			List<StaffMember> coordinators = (row.approval().kind() == ApprovalKind.PASSAGE)
					? this.staff.withRole(Role.COORDINATOR) : List.of();
			return new DecisionForm(id, opened.request().reason(), (to != null) ? cards.words().name(to) : null,
					coordinators, (approve, comment,
							coordinator) -> switch (this.approvals.decide(id, approve, comment, coordinator)) {
								case DONE -> RequestCards.tellDecided(approve, true);
								case TOO_LATE -> RequestCards.tellDecided(approve, false);
								case NO_SUCH_COORDINATOR -> RequestCards.refuse("approvals.noSuchCoordinator");
							},
					cards.answered());
		});
	}

	private static Article card(StageApprovals.Row row, RequestCards cards) {
		boolean gone = row.codeName().isEmpty();
		return cards.card(row.approval(), gone ? new Span(Texts.text("approvals.gone"))
				: new Anchor(Routes.CASES + "/" + row.approval().caseId(), row.codeName()));
	}

}
