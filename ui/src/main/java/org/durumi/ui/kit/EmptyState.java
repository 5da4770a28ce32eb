package org.durumi.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.ui.i18n.Texts;

/** Where there is nothing: says so, and what to do next. */
public final class EmptyState extends Div {

	/**
	 * Creates the notice.
	 * @param nextStep buttons or links that do what the sentence says
	 */
	public EmptyState(String titleKey, String sentenceKey, Component... nextStep) {
		addClassName("empty-state");
		add(new H2(Texts.text(titleKey)), new Paragraph(Texts.text(sentenceKey)));
		add(nextStep);
	}

}
