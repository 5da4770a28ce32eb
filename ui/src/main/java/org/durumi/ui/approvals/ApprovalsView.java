package org.durumi.ui.approvals;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.cases.StageApprovals;
import org.durumi.exchange.CaseListExport;
import org.durumi.exchange.ExportRequest;
import org.durumi.staff.StaffRequest;
import org.durumi.staff.StaffRequests;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.StaffRequestText;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUpCard;

/** Requests that wait for the reader's word, and those she made herself. */
@Route(value = Routes.APPROVALS, layout = MainLayout.class)
@Menu(title = "approvals.title", order = 3, icon = "vaadin:check-square-o")
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR", "ADMIN" })
final class ApprovalsView extends Div {

	private static final int MOST = 100;

	private final transient StageApprovals approvals;

	private final transient StaffRequests staffRequests;

	private final transient CaseListExport export;

	private final transient HandoffRequests handoffs;

	private final transient StaffDirectory staff;

	private final transient StaffRequestText words;

	private final transient Clock clock;

	/** Whether she answers for a team or for the organisation's people. */
	private final boolean decides;

	/** Whether she works on cases whose list can leave, or leads those who do. */
	private final boolean works;

	ApprovalsView(StageApprovals approvals, StaffRequests staffRequests, CaseListExport export,
			HandoffRequests handoffs, StaffDirectory staff, AuthenticationContext authentication, Clock clock) {
		this.approvals = approvals;
		this.staffRequests = staffRequests;
		this.export = export;
		this.handoffs = handoffs;
		this.staff = staff;
		this.words = new StaffRequestText(staff);
		this.clock = clock;
		this.decides = authentication.hasAnyRole(Role.SUPERVISOR.name(), Role.ADMIN.name());
		this.works = authentication.hasAnyRole(Role.SUPERVISOR.name(), Role.CASEWORKER.name());
		addClassNames("page", "approvals");
		refresh();
	}

	private void refresh() {
		removeAll();
		add(new H1(Texts.text("approvals.title")));
		List<Component> waiting = new ArrayList<>();
		List<Component> fresh = new ArrayList<>();
		List<Component> asked = new ArrayList<>();
		if (this.decides) {
			this.staffRequests.waitingForMe(MOST).forEach((request) -> fresh.add(toDecide(request)));
			this.staffRequests.askedByMe(MOST).forEach((request) -> asked.add(asked(request)));
		}
		if (this.works) {
			this.export.waitingForMe(MOST).forEach((request) -> fresh.add(toDecide(request)));
			this.export.askedByMe(MOST).forEach((request) -> asked.add(asked(request)));
			this.handoffs.waitingForMe(MOST).forEach((request) -> fresh.add(toDecide(request)));
			this.handoffs.askedByMe(MOST).forEach((request) -> asked.add(asked(request)));
		}
		waiting.addAll(fresh);
		this.approvals.waitingForMe(0, MOST).forEach((row) -> waiting.add(toDecide(row)));
		this.approvals.askedByMe(0, MOST).forEach((row) -> asked.add(asked(row)));
		if (waiting.isEmpty() && asked.isEmpty()) {
			add(new EmptyState("approvals.none", this.decides ? "approvals.none.decide" : "approvals.none.ask"));
			return;
		}
		if (!fresh.isEmpty() && !isFactorFresh()) {
			add(new StepUpCard(Routes.APPROVALS, Texts.text("approvals.stepUp"), this.staff));
		}
		if (this.decides || !waiting.isEmpty()) {
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

	private Component toDecide(StageApprovals.Row row) {
		UUID id = row.approval().id();
		return toDecide(card(row), row.codeName(), () -> {
			StageApprovals.Opened opened = this.approvals.open(id);
			UUID to = opened.request().to();
			return new DecisionForm(id, opened.request().reason(), (to != null) ? this.words.name(to) : null,
					(row.approval().kind() == ApprovalKind.PASSAGE) ? this.staff.withRole(Role.COORDINATOR) : List.of(),
					(approve, comment,
							coordinator) -> switch (this.approvals.decide(id, approve, comment, coordinator)) {
								case DONE -> tellDecided(approve, true);
								case TOO_LATE -> tellDecided(approve, false);
								case NO_SUCH_COORDINATOR -> refuse("approvals.noSuchCoordinator");
							},
					this::refresh);
		});
	}

	private Component toDecide(StaffRequest request) {
		UUID id = request.approval().id();
		return toDecide(card(request), this.words.of(request),
				() -> freshly(new DecisionForm(id, request.reason(), null, List.of(),
						(approve, comment, nobody) -> decided(approve, this.staffRequests.decide(id, approve, comment)),
						this::refresh)));
	}

	private Component toDecide(ExportRequest request) {
		UUID id = request.approval().id();
		return toDecide(card(request), words(request),
				() -> freshly(new DecisionForm(id, request.purpose(), null, List.of(),
						(approve, comment, nobody) -> decided(approve, this.export.decide(id, approve, comment)),
						this::refresh)));
	}

	private Component toDecide(HandoffRequests.Request request) {
		return toDecide(card(request), request.words(), () -> freshly(this.handoffs.form(request,
				(approve, comment, nobody) -> switch (this.handoffs.decide(request, approve, comment)) {
					case DONE -> tellDecided(approve, true);
					case TOO_LATE -> tellDecided(approve, false);
					case NEEDS_FRESH_FACTOR -> refuse("approvals.stepUp.first");
					case CONSENT_CHANGED -> refuse("HandoffApprovals.Decided.CONSENT_CHANGED");
					case SECOND_PERSON -> refuse("HandoffApprovals.Decided.SECOND_PERSON");
					case DETAINED -> refuse("HandoffApprovals.Decided.DETAINED");
				}, this::refresh)));
	}

	private static DecisionForm freshly(DecisionForm form) {
		return isFactorFresh() ? form : form.butNotYetApproved();
	}

	private static boolean isFactorFresh() {
		return Actors.require().isFresh();
	}

	private static boolean decided(boolean approve, Approvals.Decided decided) {
		return switch (decided) {
			case DONE -> tellDecided(approve, true);
			case TOO_LATE -> tellDecided(approve, false);
			case NEEDS_FRESH_FACTOR -> refuse("approvals.stepUp.first");
		};
	}

	private static Component toDecide(Article card, String what, Supplier<DecisionForm> forms) {
		Div body = new Div();
		Button open = new Button(Texts.text("approvals.open"));
		open.addThemeVariants(ButtonVariant.SMALL);
		open.setAriaLabel(Texts.text("records.of", Texts.text("approvals.open"), what));
		open.addClickListener((click) -> {
			open.setVisible(false);
			DecisionForm form = forms.get();
			body.add(form);
			form.focus();
		});
		card.add(open, body);
		return card;
	}

	/** Either way nothing is left to be answered. */
	private static boolean tellDecided(boolean approve, boolean inTime) {
		if (inTime) {
			Notices.tell(Texts.text(approve ? "approvals.approved" : "approvals.rejected"));
		}
		else {
			refuse("approvals.tooLate");
		}
		return true;
	}

	/** She can answer again. */
	private static boolean refuse(String sentenceKey) {
		Notices.refused(List.of(Texts.text(sentenceKey)));
		return false;
	}

	private Component asked(StageApprovals.Row row) {
		return withdrawable(card(row), row.approval(), row.codeName(), this.approvals::withdraw);
	}

	private Component asked(StaffRequest request) {
		Article card = card(request);
		if (request.comment() != null) {
			Paragraph comment = new Paragraph(request.comment());
			comment.addClassName("approval-reason");
			card.add(comment);
		}
		if (request.approval().permitsAt(this.clock.instant())) {
			card.add(new Anchor(Routes.STAFF, Texts.text("staff.request.toStaff")));
		}
		return withdrawable(card, request.approval(), this.words.of(request), this.staffRequests::withdraw);
	}

	private Component asked(ExportRequest request) {
		Article card = card(request);
		if (request.permitsAt(this.clock.instant())) {
			card.add(new Anchor(Routes.EXPORT, Texts.text("exchange.fetch")));
		}
		return withdrawable(card, request.approval(), words(request), this.export::withdraw);
	}

	private Component asked(HandoffRequests.Request request) {
		return withdrawable(card(request), request.approval(), request.words(),
				(approval) -> this.handoffs.withdraw(request));
	}

	private Article card(HandoffRequests.Request request) {
		return card(request.approval(), request.title());
	}

	private static String words(ExportRequest request) {
		return Texts.text("exchange.cases", request.cases());
	}

	private Article card(ExportRequest request) {
		return card(request.approval(), new Span(words(request)));
	}

	private Component withdrawable(Article card, Approval approval, String what, Predicate<UUID> act) {
		if (approval.isWithdrawable()) {
			Button withdraw = new Button(Texts.text("approvals.withdraw"), (click) -> {
				if (!act.test(approval.id())) {
					Notices.refused(List.of(Texts.text("approvals.tooLate")));
				}
				refresh();
			});
			withdraw.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
			withdraw.setAriaLabel(Texts.text("records.of", Texts.text("approvals.withdraw"), what));
			card.add(withdraw);
		}
		return card;
	}

	private Article card(StageApprovals.Row row) {
		boolean gone = row.codeName().isEmpty();
		return card(row.approval(), gone ? new Span(Texts.text("approvals.gone"))
				: new Anchor(Routes.CASES + "/" + row.approval().caseId(), row.codeName()));
	}

	private Article card(StaffRequest request) {
		return card(request.approval(), new Span(this.words.of(request)));
	}

	private Article card(Approval approval, Component title) {
		title.addClassName("approval-case");
		Div head = new Div(title, new Tag(tone(approval), Texts.text(approval.state())));
		head.addClassName("task-line");
		Span what = new Span(Texts.text(approval.kind()));
		what.addClassName("approval-kind");
		Span who = new Span(Texts.text("approvals.by", this.words.name(approval.requestedBy()),
				Dates.moment(approval.requestedAt())));
		Div facts = new Div(what, who);
		UUID decidedBy = approval.decidedBy();
		if (decidedBy != null) {
			facts.add(new Span(Texts.text("approvals.answered", this.words.name(decidedBy))));
		}
		facts.add(new Span(Texts.text("approvals.until", Dates.moment(approval.expiresAt()))));
		facts.addClassName("approval-facts");
		Instant now = this.clock.instant();
		boolean lapsed = switch (approval.state()) {
			case PENDING -> !approval.isOpenAt(now);
			case APPROVED -> !approval.permitsAt(now);
			case REJECTED, USED, WITHDRAWN -> false;
		};
		if (lapsed) {
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
