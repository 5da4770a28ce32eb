package org.durumi.ui.approvals;

import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.access.StaffMember;
import org.durumi.drafts.DraftKey;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.DraftKeeper;
import org.durumi.ui.kit.FormDrafts;
import org.durumi.ui.kit.TextDraft;
import org.durumi.ui.kit.TextRefusals;
import org.jspecify.annotations.Nullable;

/** What is asked, and the answer to it, which needs a word of comment. */
final class DecisionForm extends Div {

	/** Takes the answer; whether it stands or the request is past answering. */
	@FunctionalInterface
	interface Answer {

		boolean give(boolean approve, String comment, @Nullable UUID coordinator);

	}

	private final TextArea comment = new TextArea(Texts.text("approvals.comment"));

	private final Select<StaffMember> coordinator = new Select<>();

	private final Button approve = new Button(Texts.text("approvals.approve"), (click) -> give(true));

	private final DraftKeeper draft;

	private final transient Answer answer;

	private final transient Runnable answered;

	/**
	 * Creates the form.
	 * @param request what is answered
	 * @param reason why it is asked
	 * @param to to whom a case shall go, if that is asked
	 * @param coordinators whom a passage can be given to, if one is asked for
	 * @param answered called after an answer, also one that does not stand: her comment
	 * is then kept and offered when she opens the request again
	 */
	DecisionForm(UUID request, String reason, @Nullable String to, List<StaffMember> coordinators, Answer answer,
			Runnable answered) {
		this.answer = answer;
		this.answered = answered;
		addClassName("decision");
		Paragraph words = new Paragraph(reason);
		words.addClassName("approval-reason");
		add(words);
		if (to != null) {
			add(new Paragraph(Texts.text("approvals.to", to)));
		}
		this.comment.setWidthFull();
		this.comment.setAutocomplete(Autocomplete.OFF);
		this.comment.setRequiredIndicatorVisible(true);
		this.comment.setManualValidation(true);
		this.draft = new DraftKeeper(DraftKey.of("approvals.comment").changing(request)).keep("comment",
				new TextDraft(this.comment));
		add(this.draft, this.comment);
		if (!coordinators.isEmpty()) {
			this.coordinator.setLabel(Texts.text("approvals.coordinator"));
			this.coordinator.setItems(coordinators);
			this.coordinator.setItemLabelGenerator((person) -> (person != null) ? person.name() : "");
			this.coordinator.setEmptySelectionAllowed(true);
			add(this.coordinator);
		}
		this.approve.addThemeVariants(ButtonVariant.PRIMARY);
		Button reject = new Button(Texts.text("approvals.reject"), (click) -> give(false));
		reject.addThemeVariants(ButtonVariant.ERROR);
		Div buttons = new Div(this.approve, reject);
		buttons.addClassName("form-actions");
		add(buttons);
	}

	/** Shows what she answers about, below why it is asked. */
	DecisionForm about(Component what) {
		addComponentAtIndex(1, what);
		return this;
	}

	/**
	 * Leaves her to say no: whoever agrees to this first has to show that it is her, and
	 * the page says where.
	 */
	DecisionForm butNotYetApproved() {
		this.approve.removeFromParent();
		addComponentAtIndex(getElement().indexOfChild(this.comment.getElement()),
				new Paragraph(Texts.text("approvals.stepUp.first")));
		return this;
	}

	/** Leads who opened it by keyboard on to where she answers. */
	void focus() {
		this.comment.focus();
	}

	private void give(boolean approve) {
		String words = this.comment.getValue().strip();
		if (words.isEmpty()) {
			this.comment.setErrorMessage(Texts.text("approvals.comment.missing"));
			this.comment.setInvalid(true);
			this.comment.focus();
			return;
		}
		StaffMember chosen = this.coordinator.getValue();
		TextRefusals.at(this.comment, () -> {
			if (this.answer.give(approve, words, (chosen != null) ? chosen.subject() : null)) {
				this.draft.forget();
			}
			else {
				FormDrafts.of(UI.getCurrent()).keepAll();
			}
			this.answered.run();
		});
	}

}
