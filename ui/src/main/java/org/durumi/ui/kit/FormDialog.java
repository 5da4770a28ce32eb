package org.durumi.ui.kit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A dialog around a form. A click beside it does not close it; Escape does, but asks once
 * if something was typed.
 */
public class FormDialog extends Dialog {

	private @Nullable RecordForm<?> form;

	/**
	 * Creates an empty dialog.
	 * @param name what it is called to those who hear it
	 * @param width the most it takes, in CSS
	 */
	public FormDialog(String name, String width) {
		setAriaLabel(name);
		setWidth(width);
		setMaxWidth("100%");
		setCloseOnOutsideClick(false);
		addDialogCloseActionListener((escape) -> leave());
	}

	/** Puts the form in, with a button that leaves it. */
	public final void hold(RecordForm<?> form) {
		this.form = form;
		// a closed dialog stays for a moment, and a second click may reach it: what it
		// kept
		// would be kept twice
		form.takeWhile(this::isOpened);
		form.beside(new Button(Texts.text("kit.cancel"), (click) -> {
			form.discard();
			close();
		}));
		add(form);
	}

	private void leave() {
		if (this.form != null && this.form.isChanged()) {
			this.form.askToLeave(this::close, () -> {
			});
		}
		else {
			close();
		}
	}

}
