package org.durumi.ui.shell;

import java.time.Duration;
import java.time.Instant;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.FormDrafts;

/**
 * Says on one page, above whatever is open there, that the session is about to end. It is
 * read aloud once; the seconds that run are for the eye.
 * <p>
 * A plain element, for Vaadin's notification answers the server when it opens: that would
 * be an act, and the warning itself would keep the session.
 */
final class SessionWarning extends Section {

	private final SessionLimits.End end;

	private SessionWarning(SessionLimits.End end, Instant now) {
		this.end = end;
		addClassName("session-warning");
		getElement().setAttribute("role", "alert").setAttribute("popover", "manual");
		String time = Dates.time(end.at());
		add(new Paragraph(Texts.text(end.forGood() ? "shell.warning.forGood" : "shell.warning.idle", time)),
				countdown(end, now));
		// pressing it is an act, and so it puts the end off
		Button stay = new Button(Texts.text(end.forGood() ? "shell.warning.understood" : "shell.warning.stay"),
				(click) -> removeFromParent());
		stay.addThemeVariants(ButtonVariant.PRIMARY);
		add(stay);
	}

	/** Shows it, unless this very end was shown already. */
	static void show(UI page, SessionLimits.End end, Instant now) {
		SessionWarning shown = ComponentUtil.getData(page, SessionWarning.class);
		if (shown != null && shown.end.equals(end)) {
			return;
		}
		hide(page);
		FormDrafts.of(page).keepAll();
		SessionWarning warning = new SessionWarning(end, now);
		ComponentUtil.setData(page, SessionWarning.class, warning);
		page.add(warning);
		warning.getElement().executeJs("this.showPopover()");
	}

	static void hide(UI page) {
		SessionWarning shown = ComponentUtil.getData(page, SessionWarning.class);
		if (shown != null) {
			shown.removeFromParent();
			ComponentUtil.setData(page, SessionWarning.class, null);
		}
	}

	private static Span countdown(SessionLimits.End end, Instant now) {
		Span left = new Span();
		left.addClassName("session-left");
		left.getElement().setAttribute("aria-hidden", "true");
		// a second late, so that the page does not ask while the session still lives
		left.getElement()
			.setAttribute("data-seconds-left", String.valueOf(Duration.between(now, end.at()).toSeconds() + 2));
		return left;
	}

}
