package org.durumi.ui.kit;

import java.util.Map;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.ui.i18n.Texts;

/** On top of a form: what is wrong, each line leading to its field. */
public final class ErrorSummary extends Div implements Focusable<ErrorSummary> {

	private final UnorderedList list = new UnorderedList();

	public ErrorSummary() {
		addClassName("error-summary");
		getElement().setAttribute("role", "alert");
		setTabIndex(-1);
		add(new H2(Texts.text("kit.errors")), this.list);
		setVisible(false);
	}

	/**
	 * Shows the errors and takes the focus; hides itself if there are none.
	 * @param errors the sentence for each field, in the form's order
	 */
	public void show(Map<? extends Component, String> errors) {
		this.list.removeAll();
		errors.forEach((field, sentence) -> {
			Button line = new Button(sentence, (click) -> focus(field));
			line.addThemeVariants(ButtonVariant.TERTIARY);
			this.list.add(new ListItem(line));
		});
		setVisible(!errors.isEmpty());
		if (isVisible()) {
			focus();
		}
	}

	private static void focus(Component field) {
		if (field instanceof Focusable<?> focusable) {
			focusable.focus();
		}
	}

}
