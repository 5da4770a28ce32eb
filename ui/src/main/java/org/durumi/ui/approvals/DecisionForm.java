package org.durumi.ui.approvals;

import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.access.StaffMember;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.TextRefusals;
import org.jspecify.annotations.Nullable;

/** What is asked, and the answer to it, which needs a word of comment. */
final class DecisionForm extends Div {

	/** Takes the answer. */
	@FunctionalInterface
	interface Answer {

		void give(boolean approve, String comment, @Nullable UUID coordinator);

	}

	private final TextArea comment = new TextArea(Texts.text("approvals.comment"));

	private final Select<StaffMember> coordinator = new Select<>();

	private final Button approve = new Button(Texts.text("approvals.approve"), (click) -> give(true));

	private final transient Answer answer;

	/**
	 * Creates the form.
	 * @param reason why it is asked
	 * @param to to whom a case shall go, if that is asked
	 * @param coordinators whom a passage can be given to, if one is asked for
	 */
	DecisionForm(String reason, @Nullable String to, List<StaffMember> coordinators, Answer answer) {
		this.answer = answer;
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
		add(this.comment);
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
		TextRefusals.at(this.comment,
				() -> this.answer.give(approve, words, (chosen != null) ? chosen.subject() : null));
	}

}
