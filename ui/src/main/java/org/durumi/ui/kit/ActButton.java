package org.durumi.ui.kit;

import com.vaadin.flow.component.button.Button;

/**
 * A button whose act is done once, however impatiently it is clicked: the browser lets no
 * second click through until the first is answered, also by a failure.
 * <p>
 * An act that was answered can be asked for again; one that must not be done twice needs
 * a rule of its own.
 */
public final class ActButton extends Button {

	/**
	 * Creates the button.
	 * @param label the act as a verb
	 * @param act what a click asks for
	 */
	public ActButton(String label, Runnable act) {
		super(label);
		setDisableOnClick(true);
		// before the act: where that fails, the person must be able to try again
		addClickListener((click) -> setEnabled(true));
		addClickListener((click) -> act.run());
	}

}
