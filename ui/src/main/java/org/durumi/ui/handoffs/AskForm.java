package org.durumi.ui.handoffs;

import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.followup.ClosureChecklist;
import org.durumi.handoffs.HandoffPreview;
import org.durumi.handoffs.HandoffPurpose;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.TextRefusals;
import org.jspecify.annotations.Nullable;

/**
 * Below a preview: asks a second person, or, where consent is missing, lets the case's
 * owner say why it is handed over all the same. Of a transfer it asks what is settled,
 * since the partner's acceptance closes the case here.
 */
final class AskForm extends Section {

	/** What is settled before a case goes, as before any closing. */
	private static final List<String> SETTLED = List.of("followup.closure.safety", "followup.closure.referrals",
			"followup.closure.wayBack");

	/** Asks for what is previewed. */
	interface Asking {

		/**
		 * @param settled of a transfer alone
		 */
		void ask(String reason, @Nullable ClosureChecklist settled);

	}

	AskForm(HandoffPreview preview, boolean overrides, HandoffPurpose purpose, Consumer<String> override, Asking ask) {
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
			if (purpose == HandoffPurpose.TRANSFER) {
				transfer(ask);
			}
			else {
				ask("handoffs.ask.why", "handoffs.ask.act", ButtonVariant.PRIMARY, (reason) -> ask.ask(reason, null));
			}
		}
		else {
			add(new Paragraph(Texts.text("HandoffComposing.Asked.NOTHING_TO_HAND_OVER")));
		}
	}

	private void transfer(Asking ask) {
		CheckboxGroup<String> settled = new CheckboxGroup<>(Texts.text("handoffs.ask.settled"), SETTLED);
		settled.setItemLabelGenerator(Texts::text);
		settled.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
		settled.setHelperText(Texts.text("handoffs.ask.settled.what"));
		settled.setManualValidation(true);
		settled.setRequiredIndicatorVisible(true);
		settled.addValueChangeListener((change) -> settled.setInvalid(false));
		add(settled);
		ask("handoffs.ask.why", "handoffs.ask.act", ButtonVariant.PRIMARY, (reason) -> {
			boolean all = settled.getValue().containsAll(SETTLED);
			settled.setErrorMessage(Texts.text("HandoffComposing.Asked.CHECKLIST_MISSING"));
			settled.setInvalid(!all);
			if (all) {
				ask.ask(reason,
						new ClosureChecklist(ClosureChecklist.Reason.TRANSFERRED, Dates.today(), true, true, true, ""));
			}
		});
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
