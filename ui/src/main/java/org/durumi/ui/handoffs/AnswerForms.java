package org.durumi.ui.handoffs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.durumi.handoffs.DeclineCode;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffInbox;
import org.durumi.handoffs.HandoffInbox.Answered;
import org.durumi.handoffs.OutcomeCode;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;

/** A partner's answer: whether she takes it, and later how it ended. */
final class AnswerForms {

	private static final Field<DeclineCode> WHY = Field.choice("handoffs.decline.why", DeclineCode.class).required();

	private static final Field<OutcomeCode> HOW = Field.choice("handoffs.complete.how", OutcomeCode.class).required();

	private final HandoffInbox inbox;

	private final Runnable changed;

	AnswerForms(HandoffInbox inbox, Runnable changed) {
		this.inbox = inbox;
		this.changed = changed;
	}

	/** What she can answer where it is now; nothing where she owes no answer. */
	Optional<Section> of(Handoff handoff) {
		boolean demanded = handoff.times().recallDemanded() != null;
		Div acts = new Div();
		acts.addClassName("handoff-acts");
		switch (handoff.state()) {
			case SEALED -> {
				if (!handoff.isFrozen()) {
					return Optional.of(section(new Paragraph(Texts.text("handoffs.answer.first"))));
				}
			}
			case COLLECTED -> {
				if (!handoff.isFrozen() && !demanded) {
					Button accept = new Button(Texts.text("handoffs.accept"), (click) -> accept(handoff));
					accept.addThemeVariants(ButtonVariant.PRIMARY);
					acts.add(accept, new Button(Texts.text("handoffs.decline"), (click) -> decline(handoff)));
					return Optional.of(section(acts));
				}
			}
			case ACCEPTED -> {
				acts.add(new Button(Texts.text("handoffs.complete"), (click) -> complete(handoff)));
				return Optional.of(section(acts));
			}
			case DRAFT, AWAITING_APPROVAL, DECLINED, COMPLETED, RECALLED, EXPIRED -> {
				// she owes nothing
			}
		}
		return Optional.empty();
	}

	private static Section section(com.vaadin.flow.component.Component what) {
		Section section = new Section(new H2(Texts.text("handoffs.answer")), what);
		section.addClassNames("card", "handoff-answer");
		return section;
	}

	private void accept(Handoff handoff) {
		ConfirmDialog question = new ConfirmDialog(Texts.text("handoffs.accept.title"),
				Texts.text(Texts.key(handoff.purpose()) + ".accept"), Texts.text("handoffs.accept"),
				(confirm) -> tell(this.inbox.accept(handoff.id())));
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.cancel"));
		question.open();
	}

	private void decline(Handoff handoff) {
		choose("handoffs.decline", WHY, (code) -> this.inbox.decline(handoff.id(), code));
	}

	private void complete(Handoff handoff) {
		choose("handoffs.complete", HOW, (code) -> this.inbox.complete(handoff.id(), code));
	}

	private <C extends Enum<C>> void choose(String key, Field<C> field, Function<C, Answered> act) {
		FormDialog dialog = new FormDialog(Texts.text(key), "32rem");
		RecordForm<Values> form = new RecordForm<>(key, (values) -> values, List.<Field<?>>of(field));
		form.onSubmit(key, (values) -> {
			Answered answered = act.apply(values.get(field));
			form.saved(Instant.now());
			dialog.close();
			tell(answered);
		});
		// below its title
		form.addComponentAtIndex(1, new Paragraph(Texts.text(key + ".what")));
		dialog.hold(form);
		dialog.open();
	}

	private void tell(Answered answered) {
		switch (answered) {
			case DONE -> Notices.tell(Texts.text(answered));
			case TOO_LATE -> Notices.refused(List.of(Texts.text(answered)));
		}
		this.changed.run();
	}

}
