package org.durumi.ui.handoffs;

import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.handoffs.HandoffPreview;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.TextRefusals;

/**
 * Below a preview: asks a second person, or, where consent is missing, lets the case's
 * owner say why it is handed over all the same.
 */
final class AskForm extends Section {

	AskForm(HandoffPreview preview, boolean overrides, Consumer<String> override, Consumer<String> ask) {
		addClassNames("card", "ask-form");
		if (preview.wantsOverride()) {
			add(new H2(Texts.text("handoffs.override")), new Paragraph(Texts.text("handoffs.override.what")));
			if (overrides) {
				add(new Paragraph(Texts.text("handoffs.override.how")));
				ask("handoffs.override.why", "handoffs.override.act", ButtonVariant.ERROR, override);
			}
			else {
				add(new Paragraph(Texts.text("handoffs.override.owner")));
			}
			return;
		}
		if (preview.leaving().findAny().isPresent()) {
			add(new H2(Texts.text("handoffs.ask")), new Paragraph(Texts.text("handoffs.ask.what")));
			ask("handoffs.ask.why", "handoffs.ask.act", ButtonVariant.PRIMARY, ask);
		}
		else {
			add(new Paragraph(Texts.text("HandoffComposing.Asked.NOTHING_TO_HAND_OVER")));
		}
	}

	private void ask(String labelKey, String actKey, ButtonVariant look, Consumer<String> act) {
		TextArea why = new TextArea(Texts.text(labelKey));
		why.setWidthFull();
		why.setMinRows(2);
		why.setAutocomplete(Autocomplete.OFF);
		why.setManualValidation(true);
		why.setRequiredIndicatorVisible(true);
		Button button = new Button(Texts.text(actKey), (click) -> {
			if (why.getValue().isBlank()) {
				why.setErrorMessage(Texts.text("kit.confirm.reason.missing"));
				why.setInvalid(true);
				why.focus();
				return;
			}
			TextRefusals.at(why, () -> act.accept(why.getValue().strip()));
		});
		button.addThemeVariants(look);
		Div acts = new Div(button);
		acts.addClassName("handoff-acts");
		add(why, acts);
	}

}
