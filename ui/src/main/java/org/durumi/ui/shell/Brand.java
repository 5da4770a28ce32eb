package org.durumi.ui.shell;

import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;

/** The crane and the name. */
final class Brand extends Span {

	Brand() {
		addClassName("brand");
		Image crane = new Image("durumi.svg", "");
		Span name = new Span(AppShell.TITLE);
		add(crane, name);
	}

}
