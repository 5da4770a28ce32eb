package org.durumi.ui.approvals;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.Approval;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.cases.StageApprovals;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** Requests that wait for the reader's word, and those she made herself. */
@Route(value = Routes.APPROVALS, layout = MainLayout.class)
@Menu(title = "approvals.title", order = 3, icon = "vaadin:check-square-o")
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR" })
final class ApprovalsView extends Div {

	private static final int MOST = 100;

	private final transient StageApprovals approvals;

	private final transient StaffDirectory staff;

	private final transient Map<UUID, String> names;

	private final transient Clock clock;

	private final boolean decides;

	ApprovalsView(StageApprovals approvals, StaffDirectory staff, AuthenticationContext authentication, Clock clock) {
		this.approvals = approvals;
		this.staff = staff;
		this.names = staff.names();
		this.clock = clock;
		this.decides = authentication.hasRole(Role.SUPERVISOR.name());
		addClassNames("page", "approvals");
		refresh();
	}

	private void refresh() {
		removeAll();
		add(new H1(Texts.text("approvals.title")));
		List<StageApprovals.Row> waiting = this.approvals.waitingForMe(0, MOST);
		List<StageApprovals.Row> asked = this.approvals.askedByMe(0, MOST);
		if (waiting.isEmpty() && asked.isEmpty()) {
			add(new EmptyState("approvals.none", this.decides ? "approvals.none.decide" : "approvals.none.ask"));
			return;
		}
		if (this.decides || !waiting.isEmpty()) {
			add(section("approvals.waiting", "approvals.waiting.none", waiting.stream().map(this::toDecide).toList()));
		}
		if (!asked.isEmpty()) {
			add(section("approvals.asked", "approvals.asked.none", asked.stream().map(this::asked).toList()));
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

	private Component toDecide(StageApprovals.Row row) {
		Article card = card(row);
		Div body = new Div();
		Button open = new Button(Texts.text("approvals.open"));
		open.addThemeVariants(ButtonVariant.SMALL);
		open.setAriaLabel(Texts.text("records.of", Texts.text("approvals.open"), row.codeName()));
		open.addClickListener((click) -> {
			open.setVisible(false);
			StageApprovals.Opened opened = this.approvals.open(row.approval().id());
			DecisionForm form = new DecisionForm(row, opened, this.staff.withRole(Role.COORDINATOR), this.names,
					(approve, comment, coordinator) -> {
						switch (this.approvals.decide(row.approval().id(), approve, comment, coordinator)) {
							case DONE ->
								Notices.tell(Texts.text(approve ? "approvals.approved" : "approvals.rejected"));
							case TOO_LATE -> Notices.refused(List.of(Texts.text("approvals.tooLate")));
							case NO_SUCH_COORDINATOR ->
								Notices.refused(List.of(Texts.text("approvals.noSuchCoordinator")));
						}
						refresh();
					});
			body.add(form);
			form.focus();
		});
		card.add(open, body);
		return card;
	}

	private Component asked(StageApprovals.Row row) {
		Article card = card(row);
		if (row.approval().isWithdrawable()) {
			Button withdraw = new Button(Texts.text("approvals.withdraw"), (click) -> {
				if (!this.approvals.withdraw(row.approval().id())) {
					Notices.refused(List.of(Texts.text("approvals.tooLate")));
				}
				refresh();
			});
			withdraw.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
			withdraw.setAriaLabel(Texts.text("records.of", Texts.text("approvals.withdraw"), row.codeName()));
			card.add(withdraw);
		}
		return card;
	}

	private Article card(StageApprovals.Row row) {
		Approval approval = row.approval();
		boolean gone = row.codeName().isEmpty();
		Component name = gone ? new Span(Texts.text("approvals.gone"))
				: new Anchor(Routes.CASES + "/" + approval.caseId(), row.codeName());
		name.addClassName("approval-case");
		Div head = new Div(name, new Tag(tone(approval), Texts.text(approval.state())));
		head.addClassName("task-line");
		Span what = new Span(Texts.text(approval.kind()));
		what.addClassName("approval-kind");
		Span who = new Span(Texts.text("approvals.by", this.names.getOrDefault(approval.requestedBy(), "–"),
				Dates.moment(approval.requestedAt())));
		Span until = new Span(Texts.text("approvals.until", Dates.moment(approval.expiresAt())));
		Div facts = new Div(what, who, until);
		facts.addClassName("approval-facts");
		if (!approval.isOpenAt(this.clock.instant()) && approval.state() == Approval.State.PENDING) {
			facts.add(new Tag(Tone.ATTENTION, Texts.text("approvals.lapsed")));
		}
		Article card = new Article(head, facts);
		card.addClassNames("card", "approval");
		return card;
	}

	private static Tone tone(Approval approval) {
		return switch (approval.state()) {
			case PENDING -> Tone.ATTENTION;
			case APPROVED -> Tone.GOOD;
			case REJECTED -> Tone.DANGER;
			case USED, WITHDRAWN -> Tone.NEUTRAL;
		};
	}

}
