package org.durumi.ui.approvals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.Approval;
import org.durumi.access.Approvals;
import org.durumi.actor.Actors;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.StaffRequestText;

/**
 * What the cards of every kind of request have in common: who asked when and until when
 * it is good, opening it to decide, withdrawing it, and how an answer ended.
 *
 * @param words says who somebody is
 * @param now when the page was shown
 * @param answered shows the page anew
 */
record RequestCards(StaffRequestText words, Instant now, Runnable answered) {

	Article card(Approval approval, Component title) {
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
		boolean lapsed = switch (approval.state()) {
			case PENDING -> !approval.isOpenAt(this.now);
			case APPROVED -> !approval.permitsAt(this.now);
			case REJECTED, USED, WITHDRAWN -> false;
		};
		if (lapsed) {
			facts.add(new Tag(Tone.ATTENTION, Texts.text("approvals.lapsed")));
		}
		Article card = new Article(head, facts);
		card.addClassNames("card", "approval");
		return card;
	}

	/**
	 * Has it opened and answered.
	 * @param what it, in words
	 * @param forms opens it, which is an event
	 */
	Component toDecide(Article card, String what, Supplier<DecisionForm> forms) {
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

	/** Has it withdrawn, as long as it can be. */
	Component withdrawable(Article card, Approval approval, String what, Predicate<UUID> act) {
		if (approval.isWithdrawable()) {
			Button withdraw = new Button(Texts.text("approvals.withdraw"), (click) -> {
				if (!act.test(approval.id())) {
					Notices.refused(List.of(Texts.text("approvals.tooLate")));
				}
				this.answered.run();
			});
			withdraw.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
			withdraw.setAriaLabel(Texts.text("records.of", Texts.text("approvals.withdraw"), what));
			card.add(withdraw);
		}
		return card;
	}

	/** The form, from which she agrees only after she has shown that it is her. */
	static DecisionForm freshly(DecisionForm form) {
		return Actors.require().isFresh() ? form : form.butNotYetApproved();
	}

	/** Tells how an answer ended; whether nothing is left to be answered. */
	static boolean tell(boolean approve, Approvals.Decided decided) {
		return switch (decided) {
			case DONE -> tellDecided(approve, true);
			case TOO_LATE -> tellDecided(approve, false);
			case NEEDS_FRESH_FACTOR -> refuse("approvals.stepUp.first");
		};
	}

	/** Either way nothing is left to be answered. */
	static boolean tellDecided(boolean approve, boolean inTime) {
		if (inTime) {
			Notices.tell(Texts.text(approve ? "approvals.approved" : "approvals.rejected"));
		}
		else {
			refuse("approvals.tooLate");
		}
		return true;
	}

	/** She can answer again. */
	static boolean refuse(String sentenceKey) {
		Notices.refused(List.of(Texts.text(sentenceKey)));
		return false;
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
