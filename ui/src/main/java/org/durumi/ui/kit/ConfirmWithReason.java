package org.durumi.ui.kit;

import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.durumi.ui.i18n.Texts;

/**
 * Asks before a risky act: what will happen, whom it concerns, and why. The act follows
 * only with a reason.
 */
public final class ConfirmWithReason extends Dialog {

	static final int LONGEST_REASON = 2_000;

	private final TextArea reason = new TextArea(Texts.text("kit.confirm.reason"));

	private final transient Consumer<String> act;

	/**
	 * Creates the dialog; {@link #open()} shows it.
	 * @param titleKey the act as a question
	 * @param consequence what will happen
	 * @param whom whom it concerns: a code name, never a name
	 * @param actKey the act as a verb, on the button
	 * @param act called with the reason, trimmed and not empty
	 */
	public ConfirmWithReason(String titleKey, String consequence, String whom, String actKey, Consumer<String> act) {
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
		this.reason.setMaxLength(LONGEST_REASON);
		this.reason.setRequiredIndicatorVisible(true);
		this.reason.setManualValidation(true);
		this.reason.setValueChangeMode(ValueChangeMode.ON_BLUR);
		this.reason.getElement().setAttribute("autocomplete", "off");
		add(new Paragraph(consequence), concerned, this.reason);
		Button confirm = new Button(Texts.text(actKey), (click) -> confirm());
		confirm.addThemeVariants(ButtonVariant.PRIMARY);
		confirm.setDisableOnClick(true);
		confirm.addClickListener((click) -> confirm.setEnabled(true));
		getFooter().add(new Button(Texts.text("kit.cancel"), (click) -> close()), confirm);
	}

	private void confirm() {
		String given = this.reason.getValue().strip();
		if (given.isEmpty()) {
			this.reason.setErrorMessage(Texts.text("kit.confirm.reason.missing"));
			this.reason.setInvalid(true);
			this.reason.focus();
			return;
		}
		close();
		this.act.accept(given);
	}

}
