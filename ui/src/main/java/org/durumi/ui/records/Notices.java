package org.durumi.ui.records;

import java.util.Collection;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import org.durumi.ui.i18n.Texts;

/** Short words on what became of an act, read aloud too. */
public final class Notices {

	private static final int READ = 4_000;

	private static final int READ_CLOSELY = 9_000;

	private Notices() {
	}

	/** It is kept. */
	public static void kept() {
		tell(Texts.text("records.saved"));
	}

	/** Something came about as it was meant to. */
	public static void tell(String sentence) {
		Notification.show(sentence, READ, Notification.Position.BOTTOM_START)
			.addThemeVariants(NotificationVariant.SUCCESS);
	}

	/** It did not come about, and why. */
	public static void refused(Collection<String> sentences) {
		Notification notice = Notification.show(String.join(" ", sentences), READ_CLOSELY,
				Notification.Position.TOP_CENTER);
		notice.addThemeVariants(NotificationVariant.ERROR);
		notice.setAssertive(true);
	}

}
