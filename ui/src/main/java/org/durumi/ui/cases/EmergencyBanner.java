package org.durumi.ui.cases;

import java.time.Duration;
import java.time.Instant;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/**
 * Says on a case page that it is open for some minutes only, and how many are left. When
 * they are over the browser asks for the page anew; the server refuses on its own.
 */
final class EmergencyBanner extends Div {

	EmergencyBanner(Instant until, Instant now) {
		addClassName("emergency-banner");
		getElement().setAttribute("role", "note");
		Span left = new Span();
		left.addClassName("emergency-left");
		left.getElement().setAttribute("role", "timer");
		left.getElement().setAttribute("aria-live", "off");
		// a length of time, since her clock may be wrong
		left.getElement().setAttribute("data-seconds-left", Long.toString(Duration.between(now, until).toSeconds()));
		add(new Span(Texts.text("cases.glass.open", Dates.time(until))), left);
	}

}
