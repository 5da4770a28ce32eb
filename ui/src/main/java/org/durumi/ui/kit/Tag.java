package org.durumi.ui.kit;

import com.vaadin.flow.component.html.Span;

/**
 * A word with a shape and a colour, for risk, consent and stage: readable without the
 * colour and heard without the shape.
 */
public final class Tag extends Span {

	public Tag(Tone tone, String text) {
		addClassNames("tag", tone.className());
		Span shape = new Span(tone.shape());
		shape.addClassName("tag-shape");
		shape.getElement().setAttribute("aria-hidden", "true");
		add(shape, new Span(text));
	}

}
