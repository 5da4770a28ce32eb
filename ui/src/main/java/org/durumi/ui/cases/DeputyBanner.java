package org.durumi.ui.cases;

import com.vaadin.flow.component.html.Div;
import org.durumi.cases.Deputyship;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/** Says on a case page for whom the reader acts, and until when. */
final class DeputyBanner extends Div {

	DeputyBanner(Deputyship deputyship, String absent) {
		super(Texts.text("cases.deputy", absent, Dates.day(Dates.dayOf(deputyship.last()))));
		addClassName("deputy-banner");
		getElement().setAttribute("role", "note");
	}

}
