package org.durumi.ui.review;

import java.time.Duration;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import org.durumi.review.Emergencies;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Polling;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/**
 * How often the glass was broken since a supervisor last reviewed it, and the way to the
 * review; nothing while it is nought.
 */
final class EmergencyNotice extends Div {

	private static final Duration EVERY = Duration.ofSeconds(5);

	private final transient Emergencies emergencies;

	private @Nullable Registration polling;

	private int shown;

	EmergencyNotice(Emergencies emergencies) {
		this.emergencies = emergencies;
		addClassName("emergency-notice");
		getElement().setAttribute("role", "status");
		refresh();
	}

	@Override
	protected void onAttach(AttachEvent event) {
		this.polling = Polling.every(event.getUI(), EVERY, this::refresh);
	}

	@Override
	protected void onDetach(DetachEvent event) {
		if (this.polling != null) {
			this.polling.remove();
		}
	}

	private void refresh() {
		int count = this.emergencies.unreviewed();
		if (count == this.shown) {
			return;
		}
		this.shown = count;
		removeAll();
		if (count > 0) {
			// on a phone the sign alone is seen, and the words are still heard
			Span sign = new Span(Integer.toString(count));
			sign.addClassName("emergency-count");
			sign.getElement().setAttribute("aria-hidden", "true");
			Span words = new Span(Texts.text("review.emergencies", count));
			words.addClassName("emergency-words");
			Anchor link = new Anchor(Routes.AUDIT + "?" + AuditView.EMERGENCIES, words, sign);
			add(link);
		}
	}

}
