package org.durumi.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.review.AuditEntry;
import org.durumi.review.AuditRow;
import org.durumi.review.EscalationOutcome;
import org.durumi.review.Escalations.Escalation;
import org.durumi.review.QuestionOutcome;
import org.durumi.review.SignOffOutcome;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.StepUpCard;

/**
 * What a reviewer can do with an entry: mark it reviewed, ask whoever acted, hand it on.
 * One form is open at a time, and what was typed into the others stays.
 */
final class EntryActs extends Div {

	private final transient ReviewActs acts;

	private final UUID event;

	private final transient Runnable done;

	private final List<Details> panels = new ArrayList<>();

	/**
	 * The acts.
	 * @param back where she comes back to if she first has to show that it is her
	 * @param done called when one of them was done
	 */
	EntryActs(ReviewActs acts, AuditEntry entry, Said said, String back, Runnable done) {
		AuditRow row = entry.row();
		this.acts = acts;
		this.event = row.id();
		this.done = done;
		addClassName("entry-acts");
		panel(Texts.text("review.act.review"), review(entry, said, back));
		if (row.actorName() != null && !said.isAsked()) {
			panel(Texts.text("review.act.ask", row.actorName()),
					new WordForm("review.ask.what", "review.ask.question", "review.ask", this::ask));
		}
		if (said.escalation() == null && !row.reviewed()) {
			panel(Texts.text("review.act.handOn"),
					new WordForm("review.handOn.what", "review.handOn.reason", "review.handOn", this::handOn));
		}
		this.panels.getFirst().setOpened(true);
	}

	private void panel(String summary, Component content) {
		Details panel = new Details(summary, content);
		panel.addOpenedChangeListener((change) -> {
			if (change.isOpened()) {
				this.panels.stream().filter((other) -> !other.equals(panel)).forEach((other) -> other.setOpened(false));
			}
		});
		this.panels.add(panel);
		add(panel);
	}

	/** What could only be refused is not asked for. */
	private Component review(AuditEntry entry, Said said, String back) {
		Escalation escalation = said.escalation();
		if (escalation != null && escalation.own()) {
			return new Paragraph(Texts.text(SignOffOutcome.HANDED_ON));
		}
		if (entry.signOffs().stream().anyMatch(AuditEntry.SignOff::own)) {
			return new Paragraph(Texts.text(SignOffOutcome.ALREADY_DONE));
		}
		return this.acts.review().needsFreshFactor(entry.row())
				? new StepUpCard(back, Texts.text("review.stepUp"), this.acts.staff())
				: new WordForm("review.mark.what", "review.comment", "review.mark", this::mark);
	}

	private Optional<String> mark(String comment) {
		SignOffOutcome outcome = this.acts.review().signOff(this.event, comment);
		return settle(outcome, outcome == SignOffOutcome.DONE);
	}

	private Optional<String> ask(String question) {
		QuestionOutcome outcome = this.acts.questions().ask(this.event, question);
		return settle(outcome, outcome == QuestionOutcome.DONE);
	}

	private Optional<String> handOn(String reason) {
		EscalationOutcome outcome = this.acts.escalations().escalate(this.event, reason);
		return settle(outcome, outcome == EscalationOutcome.DONE);
	}

	private Optional<String> settle(Enum<?> outcome, boolean isDone) {
		if (!isDone) {
			return Optional.of(Texts.text(outcome));
		}
		Notices.tell(Texts.text(outcome));
		this.done.run();
		return Optional.empty();
	}

}
