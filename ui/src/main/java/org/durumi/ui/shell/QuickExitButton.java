package org.durumi.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.durumi.ui.i18n.Texts;

/**
 * Leaves at once. The page is blanked and left by the browser itself, so it works when
 * the server does not answer.
 */
@JavaScript("context://durumi.js")
final class QuickExitButton extends Button {

	QuickExitButton() {
		super(Texts.text("shell.quickExit"), VaadinIcon.EXIT_O.create());
		addClassName("quick-exit");
		getElement().setAttribute("data-quick-exit", "");
		getElement().setAttribute("title", Texts.text("shell.quickExit.hint"));
	}

}
