package org.durumi.ui.review;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.review.ReviewLag;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;

/** Says that the rules do not keep up with the log; nothing while they do. */
final class DeskState extends Div {

	private final transient ReviewLag lag;

	private String said = "";

	DeskState(ReviewLag lag) {
		this.lag = lag;
		addClassName("desk-state");
		getElement().setAttribute("role", "status");
		refresh();
	}

	/** What has not changed is not said again. */
	void refresh() {
		ReviewLag.State state = this.lag.state();
		String sentence = sentence(state);
		if (sentence.equals(this.said)) {
			return;
		}
		this.said = sentence;
		removeAll();
		if (!sentence.isEmpty()) {
			add(new Tag(Tone.DANGER, Texts.text("review.desk.behind")), new Span(sentence));
		}
	}

	private static String sentence(ReviewLag.State state) {
		if (state.astray()) {
			return Texts.text("review.desk.astray");
		}
		if (state.late()) {
			return Texts.text("review.desk.late.rounds", Dates.moment(state.lastRound()));
		}
		return state.many() ? Texts.text("review.desk.late.entries", state.waiting()) : "";
	}

}
