package org.durumi.ui.records;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Texts;

/**
 * The frame of every panel: a heading, a line on what is there, actions, and a body that
 * is empty until somebody asks.
 */
public final class PanelFrame extends Section {

	private final Span line = new Span();

	private final Div actions = new Div();

	private final Div body = new Div();

	public PanelFrame(String anchor, String titleKey) {
		addClassNames("card", "case-panel");
		setId(anchor);
		getElement().setAttribute("tabindex", "-1");
		H2 title = new H2(Texts.text(titleKey));
		title.setId(anchor + "-title");
		getElement().setAttribute("aria-labelledby", anchor + "-title");
		this.line.addClassName("panel-line");
		this.actions.addClassName("panel-actions");
		this.body.addClassName("panel-body");
		Div head = new Div(new Div(title, this.line), this.actions);
		head.addClassName("panel-head");
		add(head, this.body);
	}

	/** What is there, in a few words. */
	public void say(String text) {
		this.line.setText(text);
	}

	/** Adds a button on top. */
	public Button act(String labelKey, Runnable act) {
		Button button = new Button(Texts.text(labelKey), (click) -> act.run());
		button.addThemeVariants(ButtonVariant.SMALL);
		button.setAriaLabel(Texts.text("records.of", Texts.text(labelKey), title()));
		this.actions.add(button);
		return button;
	}

	/** Replaces the body. */
	public void show(Component... components) {
		this.body.removeAll();
		this.body.add(components);
	}

	/** Replaces the body by a sentence. */
	public void tell(String sentence) {
		Paragraph told = new Paragraph(sentence);
		told.getElement().setAttribute("role", "status");
		show(told);
	}

	public void empty() {
		this.body.removeAll();
	}

	private String title() {
		return getElement().getChild(0).getChild(0).getChild(0).getText();
	}

}
