package org.durumi.ui.shell;

import java.time.Instant;
import java.util.Collection;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Component;

/**
 * Warns a person before her session ends, on every page that she has open, and takes the
 * warning back when she acts. The server's clock decides; being warned is no act.
 */
@Component
class SessionWarnings {

	private static final String WARNED = SessionWarnings.class.getName() + ".warned";

	private final WebProperties properties;

	SessionWarnings(WebProperties properties) {
		this.properties = properties;
	}

	/** Called as long as the session lives. */
	void tell(HttpSession session, SessionLimits.End end, Instant now) {
		try {
			if (!now.isBefore(end.at().minus(this.properties.warning()))) {
				session.setAttribute(WARNED, true);
				// each time anew: a page may have been opened since
				onEachPage(session, (page) -> SessionWarning.show(page, end, now));
			}
			else if (session.getAttribute(WARNED) != null) {
				session.removeAttribute(WARNED);
				onEachPage(session, SessionWarning::hide);
			}
		}
		catch (IllegalStateException over) {
			// there is nothing to warn of any more
		}
	}

	private static void onEachPage(HttpSession session, PageWork work) {
		Collection<VaadinSession> sessions = VaadinSession.getAllSessions(session);
		for (VaadinSession each : sessions) {
			each.access(() -> each.getUIs()
				.stream()
				.filter(UI::isAttached)
				.forEach((page) -> page.access(() -> work.on(page))));
		}
	}

	/** What is done with a page while its session is locked. */
	@FunctionalInterface
	private interface PageWork {

		void on(UI page);

	}

}
