package org.durumi.ui.review;

import java.util.Optional;
import java.util.function.Function;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.TextRefusals;

/**
 * A text that has to say something, and the act that takes it. Where the act is refused,
 * the text stays and the field says why.
 */
final class WordForm extends Div {

	private final TextArea words;

	private final transient Function<String, Optional<String>> act;

	/**
	 * A form.
	 * @param whatKey what the act does, in a sentence
	 * @param act takes the text; answers why it was refused, or nothing
	 */
	WordForm(String whatKey, String labelKey, String actKey, Function<String, Optional<String>> act) {
		this.act = act;
		this.words = new TextArea(Texts.text(labelKey));
		this.words.setWidthFull();
		this.words.setAutocomplete(Autocomplete.OFF);
		this.words.setRequiredIndicatorVisible(true);
		this.words.setManualValidation(true);
		Button button = new Button(Texts.text(actKey), (click) -> TextRefusals.at(this.words, this::act));
		button.addThemeVariants(ButtonVariant.PRIMARY);
		add(new Paragraph(Texts.text(whatKey)), this.words, button);
		addClassName("sign-off");
	}

	private void act() {
		this.act.apply(this.words.getValue()).ifPresent((sentence) -> {
			this.words.setErrorMessage(sentence);
			this.words.setInvalid(true);
			this.words.focus();
		});
	}

}
