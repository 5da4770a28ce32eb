package org.durumi.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.ui.i18n.Texts;

/** A page that is a heading, a sentence and a way on. */
class SentencePage extends Div {

	SentencePage(String titleKey, String sentence, Component... wayOn) {
		addClassNames("page", "sentence-page");
		add(new H1(Texts.text(titleKey)), new Paragraph(sentence));
		add(wayOn);
	}

	/** A link that leaves the views, such as to sign-in. */
	static Anchor leaving(String href, String textKey) {
		Anchor anchor = new Anchor(href, Texts.text(textKey));
		anchor.setRouterIgnore(true);
		anchor.addClassName("button-link");
		return anchor;
	}

}
