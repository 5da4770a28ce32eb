package org.durumi.ui.kit;

import java.time.Instant;
import java.util.Locale;

import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/** Says whether what is on the page is kept. */
public final class SaveState extends Span {

	private enum State {

		NOTHING_YET, UNSAVED, SAVED, FAILED

	}

	public SaveState() {
		addClassName("save-state");
		getElement().setAttribute("role", "status");
		show(State.NOTHING_YET, "");
	}

	/** Something was typed since. */
	public void unsaved() {
		show(State.UNSAVED, Texts.text("kit.save.unsaved"));
	}

	public void saved(Instant at) {
		show(State.SAVED, Texts.text("kit.save.saved", Dates.time(at)));
	}

	/** Saving was refused or did not work; what was typed is still there. */
	public void failed() {
		show(State.FAILED, Texts.text("kit.save.failed"));
	}

	private void show(State state, String text) {
		getElement().setAttribute("data-state", state.name().toLowerCase(Locale.ROOT));
		setText(text);
	}

}
