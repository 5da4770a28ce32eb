package org.durumi.ui.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.access.CaseAct;
import org.durumi.drafts.DraftKey;
import org.durumi.followup.PlanTask;
import org.durumi.followup.PlanTasks;
import org.durumi.followup.TaskEntry;
import org.durumi.followup.TaskOutcome;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.PanelFrame;
import org.durumi.ui.records.Permissions;

/** What is owed to her by which day, the five-year plan among it. */
@org.springframework.stereotype.Component
final class TasksPanel implements CasePanel {

	private static final Field<String> TITLE = Field.text("followup.task.title", PlanTask.MAX_TITLE).required();

	private static final Field<LocalDate> DUE = Field.day("followup.task.due").required().notInPast();

	private static final Field<LocalDate> DONE_ON = Field.day("followup.task.doneOn").required().notInFuture();

	private static final Field<String> OUTCOME = Field.longText("followup.task.outcome", PlanTask.MAX_OUTCOME);

	private final PlanTasks tasks;

	private final Permissions permissions;

	TasksPanel(PlanTasks tasks, Permissions permissions) {
		this.tasks = tasks;
		this.permissions = permissions;
	}

	@Override
	public String anchor() {
		return "tasks";
	}

	@Override
	public int order() {
		return 22;
	}

	@Override
	public boolean isFor(CaseId caseId) {
		return this.permissions.may(caseId, CaseAct.WORK) || this.permissions.may(caseId, CaseAct.DECIDE);
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		return new Shown(caseId, changed).frame;
	}

	/** The panel on one page. */
	private final class Shown {

		private final PanelFrame frame = new PanelFrame(anchor(), "followup.tasks");

		private final CaseId caseId;

		private final Runnable changed;

		private final boolean writable;

		private final Button toggle;

		private boolean open;

		private Shown(CaseId caseId, Runnable changed) {
			this.caseId = caseId;
			this.changed = changed;
			this.writable = TasksPanel.this.tasks.mayWrite(caseId);
			this.frame.say(Texts.text("followup.tasks.what"));
			this.toggle = this.frame.act("records.show", this::toggle);
			this.toggle.addThemeVariants(ButtonVariant.TERTIARY);
			if (this.writable) {
				this.frame.act("records.add", this::add);
			}
		}

		private void toggle() {
			this.open = !this.open;
			this.toggle.setText(Texts.text(this.open ? "records.hide" : "records.show"));
			if (this.open) {
				read();
			}
			else {
				this.frame.empty();
			}
		}

		private void read() {
			List<TaskEntry> entries = TasksPanel.this.tasks.open(this.caseId);
			if (entries.isEmpty()) {
				this.frame.tell(Texts.text("followup.tasks.none"));
				return;
			}
			UnorderedList list = new UnorderedList();
			list.addClassName("task-list");
			entries.forEach((entry) -> list.add(item(entry)));
			this.frame.show(list);
		}

		private ListItem item(TaskEntry entry) {
			Span title = new Span(title(entry.task()));
			title.addClassName("task-title");
			Div line = new Div(title, state(entry));
			line.addClassName("task-line");
			ListItem item = new ListItem(line);
			if (!entry.task().outcome().isEmpty()) {
				Span outcome = new Span(entry.task().outcome());
				outcome.addClassName("task-outcome");
				item.add(outcome);
			}
			if (this.writable && entry.doneOn() == null) {
				Button done = new Button(Texts.text("followup.task.done"), (click) -> finish(entry));
				done.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
				done.setAriaLabel(Texts.text("records.of", Texts.text("followup.task.done"), title(entry.task())));
				line.add(done);
			}
			return item;
		}

		private void add() {
			FormDialog dialog = dialog("followup.task");
			RecordForm<Values> form = new RecordForm<>("followup.task", (values) -> values, TITLE, DUE);
			form.keepDrafts(DraftKey.of("followup.task", this.caseId, Compartment.CORE));
			form.onSubmit("kit.save", (values) -> keep(form, dialog,
					() -> TasksPanel.this.tasks.add(this.caseId, values.get(TITLE), values.get(DUE))));
			show(dialog, form);
		}

		private void finish(TaskEntry entry) {
			FormDialog dialog = dialog("followup.task.done.title");
			RecordForm<Values> form = new RecordForm<>("followup.task.done.title", (values) -> values, DONE_ON,
					OUTCOME);
			form.fill(new Values().with(DONE_ON, Dates.today()));
			form.keepDrafts(DraftKey.of("followup.task.done", this.caseId, Compartment.CORE).changing(entry.id()));
			form.onSubmit("kit.save", (values) -> keep(form, dialog, () -> TasksPanel.this.tasks.done(this.caseId,
					entry, values.get(DONE_ON), values.find(OUTCOME).orElse(""))));
			show(dialog, form);
		}

		private void keep(RecordForm<?> form, FormDialog dialog, java.util.function.Supplier<TaskOutcome> act) {
			switch (act.get()) {
				case TaskOutcome.Kept kept -> {
					form.saved(Instant.now());
					dialog.close();
					Notices.kept();
					if (this.open) {
						read();
					}
					this.changed.run();
				}
				case TaskOutcome.Refused refused ->
					form.refuse(refused.reasons().stream().sorted().map(Texts::text).toList());
			}
		}

		private void show(FormDialog dialog, RecordForm<?> form) {
			dialog.hold(form);
			dialog.open();
		}

	}

	private static Tag state(TaskEntry entry) {
		LocalDate done = entry.doneOn();
		if (done != null) {
			return new Tag(Tone.GOOD, Texts.text("followup.task.wasDone", Dates.day(done)));
		}
		boolean overdue = entry.dueOn().isBefore(Dates.today());
		return new Tag(overdue ? Tone.DANGER : Tone.NEUTRAL,
				Texts.text(overdue ? "followup.task.overdue" : "followup.task.dueOn", Dates.day(entry.dueOn())));
	}

	private static String title(PlanTask task) {
		if (task.kind() == PlanTask.Kind.CONSENT) {
			return Texts.text(task.kind());
		}
		return (task.kind() == PlanTask.Kind.OTHER) ? task.title()
				: Texts.text(Texts.key(task.kind()) + ".month", task.month());
	}

	private static FormDialog dialog(String titleKey) {
		return new FormDialog(Texts.text(titleKey), "34rem");
	}

}
