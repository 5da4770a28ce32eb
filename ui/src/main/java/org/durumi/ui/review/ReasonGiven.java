package org.durumi.ui.review;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.UI;

/** On this page a question was answered. */
final class ReasonGiven extends ComponentEvent<UI> {

	ReasonGiven(UI page) {
		super(page, false);
	}

}
