package org.durumi.ui.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.access.ApprovalKind;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Role;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.CaseAssignments.Assignment;
import org.durumi.cases.Move;
import org.durumi.cases.StageApprovals;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.ConfirmWithReason;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.PanelFrame;
import org.durumi.ui.records.Permissions;
import org.durumi.ui.shell.Routes;

/**
 * Who has a part in the case: given and taken by the supervisor, handed over by the
 * owner.
 */
@org.springframework.stereotype.Component
final class AssignmentPanel implements CasePanel {

	private final CaseAssignments assignments;

	private final StageApprovals approvals;

	private final StaffDirectory staff;

	private final Permissions permissions;

	AssignmentPanel(CaseAssignments assignments, StageApprovals approvals, StaffDirectory staff,
			Permissions permissions) {
		this.assignments = assignments;
		this.approvals = approvals;
		this.staff = staff;
		this.permissions = permissions;
	}

	@Override
	public String anchor() {
		return "assignment";
	}

	@Override
	public int order() {
		return 80;
	}

	@Override
	public boolean isFor(CaseId caseId) {
		return this.permissions.may(caseId, CaseAct.VIEW);
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		PanelFrame frame = new PanelFrame(anchor(), "cases.assign");
		boolean assigns = this.permissions.may(caseId, CaseAct.ASSIGN);
		Runnable[] show = new Runnable[1];
		show[0] = () -> frame.show(list(caseId, assigns, () -> {
			show[0].run();
			changed.run();
		}));
		Runnable refresh = () -> {
			show[0].run();
			changed.run();
		};
		if (assigns) {
			frame.act("cases.assign.colleague", () -> choose("cases.assign.colleague", people(Role.CASEWORKER),
					(person) -> assign(caseId, person), refresh));
			frame.act("cases.assign.coordinator", () -> choose("cases.assign.coordinator", people(Role.COORDINATOR),
					(person) -> assignCoordinator(caseId, person), refresh));
		}
		if (this.permissions.may(caseId, CaseAct.HAND_OVER)) {
			frame.act("cases.handOver", () -> choose("cases.handOver", people(Role.CASEWORKER),
					(person) -> handOver(caseId, person), () -> follow(caseId, refresh)));
		}
		show[0].run();
		return frame;
	}

	/** Whoever gave the case away leaves its page, or finds on it what is left to her. */
	private void follow(CaseId caseId, Runnable refresh) {
		UI ui = UI.getCurrent();
		if (!this.permissions.may(caseId, CaseAct.VIEW)) {
			ui.navigate(Routes.CASES);
		}
		else if (!this.permissions.may(caseId, CaseAct.HAND_OVER)) {
			ui.refreshCurrentRoute(true);
		}
		else {
			refresh.run();
		}
	}

	private Component list(CaseId caseId, boolean assigns, Runnable changed) {
		List<Assignment> current = this.assignments.of(caseId);
		if (current.isEmpty()) {
			return new Paragraph(Texts.text("cases.assign.none"));
		}
		Map<UUID, String> names = this.staff.names();
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		current.forEach((assignment) -> {
			String name = names.getOrDefault(assignment.subject(), "–");
			Div line = new Div(new Span(name), new Span(Texts.text(assignment.kind())));
			line.addClassName("task-line");
			if (assigns) {
				Button end = new Button(Texts.text("cases.assign.end"), (click) -> {
					this.assignments.end(caseId, assignment);
					Notices.kept();
					changed.run();
				});
				end.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
				end.setAriaLabel(Texts.text("records.of", Texts.text("cases.assign.end"), name));
				line.add(end);
			}
			list.add(new ListItem(line));
		});
		return list;
	}

	private List<StaffMember> people(Role role) {
		return this.staff.withRole(role);
	}

	private Optional<String> assignCoordinator(CaseId caseId, StaffMember person) {
		return switch (this.assignments.assignCoordinator(caseId, person.subject())) {
			case DONE -> Optional.empty();
			case NO_SUCH_COLLEAGUE -> Optional.of(Texts.text("cases.assign.noSuchCoordinator"));
			case NEEDS_SECOND_PERSON -> throw new IllegalStateException("a passage takes no other word than its own");
		};
	}

	/** Assigns, or goes on to ask whether it may be; the refusal, if there is one. */
	private Optional<String> assign(CaseId caseId, StaffMember person) {
		return switch (this.assignments.assign(caseId, person.subject())) {
			case DONE -> Optional.empty();
			case NO_SUCH_COLLEAGUE -> Optional.of(Texts.text("cases.assign.noSuchColleague"));
			case NEEDS_SECOND_PERSON -> {
				new ConfirmWithReason("cases.assign.colleague", Texts.text("cases.assign.secondPerson"),
						label().apply(person), "cases.handOver.ask",
						(reason) -> ask(ApprovalKind.ASSIGNMENT, caseId, person, reason, "cases.assign.asked"))
					.open();
				yield Optional.empty();
			}
		};
	}

	/** The name and, since the list reaches beyond the reader's team, the team. */
	private Function<StaffMember, String> label() {
		Map<UUID, String> teams = this.staff.teams();
		return (person) -> {
			String team = (person.team() != null) ? teams.get(person.team()) : null;
			return (team != null) ? person.name() + " · " + team : person.name();
		};
	}

	private void choose(String titleKey, List<StaffMember> people, Function<StaffMember, Optional<String>> act,
			Runnable changed) {
		Field<StaffMember> person = Field.option("cases.assign.person", () -> people, label()).required();
		FormDialog dialog = new FormDialog(Texts.text(titleKey), "34rem");
		RecordForm<Values> form = new RecordForm<>(titleKey, (values) -> values, List.<Field<?>>of(person));
		form.onSubmit(titleKey, (values) -> {
			Optional<String> refusal = act.apply(values.get(person));
			if (refusal.isPresent()) {
				form.refuse(Set.of(refusal.get()));
				return;
			}
			form.saved(Instant.now());
			dialog.close();
			changed.run();
		});
		dialog.hold(form);
		dialog.open();
	}

	/** Hands over, or goes on to ask whether it may be; the refusal, if there is one. */
	private Optional<String> handOver(CaseId caseId, StaffMember to) {
		return switch (this.assignments.handOver(caseId, to.subject())) {
			case DONE -> {
				Notices.tell(Texts.text("cases.handOver.done", to.name()));
				yield Optional.empty();
			}
			case NO_SUCH_COLLEAGUE -> Optional.of(Texts.text("cases.handOver.noSuchColleague"));
			case NEEDS_SECOND_PERSON -> {
				new ConfirmWithReason("cases.handOver", Texts.text("cases.handOver.secondPerson"), label().apply(to),
						"cases.handOver.ask",
						(reason) -> ask(ApprovalKind.HAND_OVER, caseId, to, reason, "cases.handOver.asked"))
					.open();
				yield Optional.empty();
			}
		};
	}

	private Optional<String> ask(ApprovalKind kind, CaseId caseId, StaffMember to, String reason, String askedKey) {
		StageApprovals.Asked asked = this.approvals.ask(kind, caseId, new StageApprovals.Request(reason, to.subject()));
		if (asked != StageApprovals.Asked.ASKED) {
			return Optional.of(Texts.text(asked));
		}
		Notices.tell(Texts.text(askedKey));
		return Optional.empty();
	}

}
