package org.durumi.ui.staff;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.OneTimePassword;
import org.durumi.ui.i18n.Texts;

/** Shows a password once; it is kept nowhere. */
final class OneTimePasswordDialog extends Dialog {

	OneTimePasswordDialog(String username, OneTimePassword password) {
		setHeaderTitle(Texts.text("staff.password.title"));
		setWidth("32rem");
		setMaxWidth("100%");
		setCloseOnOutsideClick(false);
		Span shown = new Span(password.reveal());
		shown.addClassName("one-time-password");
		add(new Paragraph(Texts.text("staff.password.for", username)), shown,
				new Paragraph(Texts.text("staff.password.once")));
		Button close = new Button(Texts.text("staff.password.done"), (click) -> close());
		close.addThemeVariants(ButtonVariant.PRIMARY);
		getFooter().add(close);
	}

}
