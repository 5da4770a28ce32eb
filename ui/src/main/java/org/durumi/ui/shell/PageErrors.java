package org.durumi.ui.shell;

import java.util.NoSuchElementException;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.durumi.reference.TextRefused;
import org.durumi.ui.i18n.Texts;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;

/**
 * What a person reads when a click fails: one sentence, and everything she typed is still
 * there. What does not exist and what is not hers read the same. A request that no page
 * sends is refused and shows nothing.
 */
final class PageErrors implements ErrorHandler {

	@Override
	public void error(ErrorEvent event) {
		Throwable failure = event.getThrowable();
		if (BrokenRequest.isBehind(failure)) {
			refuse(failure);
			return;
		}
		String sentence = sentence(failure);
		event.getComponent()
			.flatMap((component) -> component.getUI())
			.or(() -> Optional.ofNullable(UI.getCurrent()))
			.ifPresent((ui) -> ui.access(() -> show(sentence)));
	}

	static String sentence(Throwable failure) {
		Optional<Outage> outage = Outage.behind(failure);
		if (Outage.mayBeKept(failure)) {
			return Texts.text("shell.outage.DATABASE.uncertain");
		}
		if (outage.isPresent()) {
			return Texts.text("shell.outage." + outage.get().name() + ".kept");
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof TextRefused refused) {
				return Texts.text(Texts.key(refused.reason()), refused.max());
			}
			if (cause instanceof AccessDeniedException || cause instanceof NoSuchElementException) {
				return Texts.text("shell.missing.act");
			}
			if (cause instanceof OptimisticLockingFailureException) {
				return Texts.text("shell.conflict");
			}
		}
		return Texts.text("shell.failure.act", Incident.log(failure).reference());
	}

	/** Over a web socket there is no status, and Vaadin ends the connection. */
	private static void refuse(Throwable failure) {
		BrokenRequest.log(failure, VaadinServletRequest.getCurrent());
		VaadinServletResponse response = VaadinServletResponse.getCurrent();
		if (response != null) {
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
		}
	}

	private static void show(String sentence) {
		Notification notification = new Notification(sentence, 10_000, Notification.Position.TOP_CENTER);
		notification.addThemeVariants(NotificationVariant.ERROR);
		notification.setAssertive(true);
		notification.open();
	}

}
