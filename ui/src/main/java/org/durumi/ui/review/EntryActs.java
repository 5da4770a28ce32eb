package org.durumi.ui.review;

import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.accordion.Accordion;
import org.durumi.review.AuditRow;
import org.durumi.review.EscalationOutcome;
import org.durumi.review.QuestionOutcome;
import org.durumi.review.SignOffOutcome;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.StepUpCard;

/**
 * What a reviewer can do with an entry: mark it reviewed, ask whoever acted, hand it on.
 * One form is open at a time, and what was typed into the others stays.
 */
final class EntryActs extends Accordion {

	private final transient ReviewActs acts;

	private final UUID event;

	private final transient Runnable done;

	/**
	 * The acts.
	 * @param back where she comes back to if she first has to show that it is her
	 * @param done called when one of them was done
	 */
	EntryActs(ReviewActs acts, AuditRow row, Said said, String back, Runnable done) {
		this.acts = acts;
		this.event = row.id();
		this.done = done;
		addClassName("entry-acts");
		add(Texts.text("review.act.review"), review(row, back));
		if (row.actorName() != null && !said.isAsked()) {
			add(Texts.text("review.act.ask", row.actorName()),
					new WordForm("review.ask.what", "review.ask.question", "review.ask", this::ask));
		}
		if (said.escalation() == null && !row.reviewed()) {
			add(Texts.text("review.act.handOn"),
					new WordForm("review.handOn.what", "review.handOn.reason", "review.handOn", this::handOn));
		}
		open(0);
	}

	private Component review(AuditRow row, String back) {
		return this.acts.review().needsFreshFactor(row)
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
