package org.durumi.ui.handoffs;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Actors;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffState;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.StepUpCard;

/** What the reader can do with a handoff of ours where it is now. */
final class HandoffActs extends Section {

	private final transient HandoffServices services;

	private final transient StaffDirectory staff;

	private final transient HandoffOutbox.Entry entry;

	private final transient Handoff handoff;

	private final transient Runnable changed;

	HandoffActs(HandoffServices services, StaffDirectory staff, HandoffOutbox.Entry entry, Instant now,
			Runnable changed) {
		this.services = services;
		this.staff = staff;
		this.entry = entry;
		this.handoff = entry.handoff();
		this.changed = changed;
		boolean composes = services.permissions().may(entry.caseId(), CaseAct.HAND_OFF);
		boolean decides = services.permissions().may(entry.caseId(), CaseAct.DECIDE);
		boolean over = this.handoff.state().isOver();
		boolean takesBack = decides && entry.theirs() && (over || this.handoff.times().recallDemanded() != null);
		if (over && !takesBack && !entry.unchecked() || !composes && !decides) {
			return;
		}
		addClassNames("card", "handoff-todo");
		add(new H2(Texts.text("handoffs.todo")));
		if (entry.unchecked()) {
			checkEnd();
		}
		if (takesBack) {
			takeCaseBack();
		}
		if (over) {
			return;
		}
		if (this.handoff.isFrozen()) {
			frozen(decides);
		}
		if (composes) {
			compose(now);
		}
		recall();
	}

	private void frozen(boolean decides) {
		this.handoff.frozen()
			.stream()
			.sorted()
			.forEach((why) -> add(new Paragraph(Texts.text(Texts.key(why) + ".what"))));
		if (!decides) {
			add(new Paragraph(Texts.text("handoffs.release.supervisor")));
		}
		else if (!Actors.require().isFresh()) {
			add(new StepUpCard(HandoffView.path(this.handoff.id()), Texts.text("handoffs.release.stepUp"), this.staff));
		}
		else {
			add(new Button(Texts.text("handoffs.release"), (click) -> release()));
		}
	}

	private void release() {
		HandoffApprovals.Decided decided = this.services.approvals().release(this.handoff.id(), this.handoff.version());
		tell(decided == HandoffApprovals.Decided.DONE, Texts.text(decided));
		this.changed.run();
	}

	private void checkEnd() {
		add(new H3(Texts.text("handoffs.checkEnd")), new Paragraph(Texts.text("handoffs.checkEnd.what")),
				new Paragraph(Texts.text(this.entry.theirs() ? "handoffs.checkEnd.otherwise.theirs"
						: "handoffs.checkEnd.otherwise.ours")),
				new Div(asking("handoffs.checkEnd.done", "handoffs.checkEnd.title",
						Texts.text("handoffs.checkEnd.what"), "primary", this::endChecked)));
	}

	private void endChecked() {
		boolean checked = this.services.outbox().checkEnd(this.handoff.id());
		tell(checked, Texts.text(checked ? "handoffs.checkEnd.kept" : "handoffs.checkEnd.before"));
		this.changed.run();
	}

	private void takeCaseBack() {
		add(new H3(Texts.text("handoffs.takeBack")), new Paragraph(Texts.text("handoffs.takeBack.what")));
		if (!Actors.require().isFresh()) {
			add(new StepUpCard(HandoffView.path(this.handoff.id()), Texts.text("handoffs.takeBack.stepUp"),
					this.staff));
			return;
		}
		add(new Div(risky("handoffs.takeBack", "handoffs.takeBack.title", Texts.text("handoffs.takeBack.what"),
				this::caseTaken)));
	}

	private void caseTaken() {
		HandoffApprovals.Decided decided = this.services.approvals().takeCaseBack(this.handoff.id());
		tell(decided == HandoffApprovals.Decided.DONE, Texts.text(decided));
		this.changed.run();
	}

	private void compose(Instant now) {
		if (this.handoff.state() == HandoffState.DRAFT) {
			Anchor on = new Anchor(ComposeView.path(this.entry.caseId(), this.handoff.id()),
					Texts.text("handoffs.draft.continue"));
			on.addClassName("button-link");
			add(new Div(on));
		}
		if (this.handoff.state() == HandoffState.AWAITING_APPROVAL) {
			add(new Paragraph(Texts.text("handoffs.withdraw.what")),
					new Button(Texts.text("handoffs.withdraw"), (click) -> withdraw()));
		}
		if (HandoffOutbox.isCollectable(this.handoff, now)) {
			add(new H3(Texts.text("handoffs.byHand")), new Paragraph(Texts.text("handoffs.byHand.what")),
					new Div(PackageLink.of(() -> this.services.outbox().take(this.handoff.id()), this.changed)));
		}
		if (this.handoff.sealed() != null && !this.handoff.isFrozen()) {
			add(new AcknowledgementUpload(this.services.acknowledgements(), this.handoff.id(), this.changed));
		}
	}

	private void withdraw() {
		boolean done = this.services.composing().withdraw(this.handoff.id());
		tell(done, Texts.text(done ? "handoffs.withdrawn" : "HandoffOutbox.Recalled.TOO_LATE"));
		this.changed.run();
	}

	private void recall() {
		if (this.handoff.times().recallDemanded() != null) {
			return;
		}
		String what = Texts.text("handoffs.recall.what." + this.handoff.state());
		add(new H3(Texts.text("handoffs.recall")), new Paragraph(what),
				new Div(risky("handoffs.recall." + kind(), "handoffs.recall.title", what, this::recalled)));
	}

	/** A button that asks once more, saying what follows, and is seen to be risky. */
	private static Button risky(String actKey, String titleKey, String what, Runnable act) {
		Button button = asking(actKey, titleKey, what, "error primary", act);
		button.addThemeVariants(ButtonVariant.ERROR);
		return button;
	}

	private static Button asking(String actKey, String titleKey, String what, String theme, Runnable act) {
		return new Button(Texts.text(actKey), (click) -> {
			ConfirmDialog question = new ConfirmDialog(Texts.text(titleKey), what, Texts.text(actKey),
					(confirm) -> act.run());
			question.setConfirmButtonTheme(theme);
			question.setCancelable(true);
			question.setCancelText(Texts.text("kit.cancel"));
			question.open();
		});
	}

	/** What taking it back is, where it is now. */
	private String kind() {
		return switch (this.handoff.state()) {
			case DRAFT -> "discard";
			case COLLECTED, ACCEPTED -> "demand";
			case AWAITING_APPROVAL, SEALED, DECLINED, COMPLETED, RECALLED, EXPIRED -> "back";
		};
	}

	private void recalled() {
		HandoffOutbox.Recalled recalled = this.services.outbox().recall(this.handoff.id());
		tell(recalled != HandoffOutbox.Recalled.TOO_LATE, Texts.text(recalled));
		this.changed.run();
	}

	private static void tell(boolean done, String sentence) {
		if (done) {
			Notices.tell(sentence);
		}
		else {
			Notices.refused(List.of(sentence));
		}
	}

}
