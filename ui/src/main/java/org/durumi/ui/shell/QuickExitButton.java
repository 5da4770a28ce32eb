package org.durumi.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.durumi.ui.i18n.Texts;

/**
 * Leaves at once. The page is blanked and left by the browser itself, so it works when
 * the server does not answer.
 */
@JavaScript("context://durumi.js")
final class QuickExitButton extends Button {

	QuickExitButton() {
		setPrefixComponent(VaadinIcon.EXIT_O.create());
		// of its own, since on a phone there may be room for the sign only
		Span words = new Span(Texts.text("shell.quickExit"));
		words.addClassName("quick-exit-words");
		getElement().appendChild(words.getElement());
		addClassName("quick-exit");
		getElement().setAttribute("data-quick-exit", "");
		getElement().setAttribute("title", Texts.text("shell.quickExit.hint"));
	}

}
