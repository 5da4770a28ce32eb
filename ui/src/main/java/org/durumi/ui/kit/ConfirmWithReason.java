package org.durumi.ui.kit;

import java.util.Optional;
import java.util.function.Function;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.durumi.ui.i18n.Texts;

/**
 * Asks before a risky act: what will happen, whom it concerns, and why. The act follows
 * only with a reason; if it is refused, the reason stays where it was written.
 */
public final class ConfirmWithReason extends Dialog {

	private final TextArea reason = new TextArea(Texts.text("kit.confirm.reason"));

	private final transient Function<String, Optional<String>> act;

	/**
	 * Creates the dialog; {@link #open()} shows it.
	 * @param titleKey the act as a question
	 * @param consequence what will happen
	 * @param whom whom it concerns: a code name, never a name
	 * @param actKey the act as a verb, on the button
	 * @param act called with the reason, trimmed and not empty; answers why it was
	 * refused, or nothing
	 */
	public ConfirmWithReason(String titleKey, String consequence, String whom, String actKey,
			Function<String, Optional<String>> act) {
		this.act = act;
		setHeaderTitle(Texts.text(titleKey));
		setWidth("34rem");
		setMaxWidth("100%");
		setCloseOnOutsideClick(false);
		addClassName("confirm-with-reason");
		Paragraph concerned = new Paragraph(Texts.text("kit.confirm.whom", whom));
		concerned.addClassName("confirm-whom");
		this.reason.setWidthFull();
		this.reason.setMinRows(3);
		this.reason.setRequiredIndicatorVisible(true);
		this.reason.setManualValidation(true);
		this.reason.setValueChangeMode(ValueChangeMode.ON_BLUR);
		this.reason.getElement().setAttribute("autocomplete", "off");
		add(new Paragraph(consequence), concerned, this.reason);
		Button confirm = new ActButton(Texts.text(actKey), this::confirm);
		confirm.addThemeVariants(ButtonVariant.PRIMARY);
		getFooter().add(new Button(Texts.text("kit.cancel"), (click) -> close()), confirm);
	}

	private void confirm() {
		if (!isOpened()) {
			// closed, though still there for a moment: it is done already
			return;
		}
		String given = this.reason.getValue().strip();
		if (given.isEmpty()) {
			refuse(Texts.text("kit.confirm.reason.missing"));
			return;
		}
		TextRefusals.at(this.reason, () -> this.act.apply(given).ifPresentOrElse(this::refuse, this::close));
	}

	private void refuse(String sentence) {
		this.reason.setErrorMessage(sentence);
		this.reason.setInvalid(true);
		this.reason.focus();
	}

}
