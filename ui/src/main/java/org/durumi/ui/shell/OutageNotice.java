package org.durumi.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/** Says which neighbour is away, asks every few seconds, and goes on by itself. */
final class OutageNotice extends SentencePage {

	private static final int EVERY_MILLIS = 3_000;

	private final transient OutageProbe probe;

	private final transient Runnable goOn;

	private @Nullable Registration polling;

	OutageNotice(Outage outage, OutageProbe probe, Runnable goOn) {
		super("shell.outage.title", Texts.text("shell.outage." + outage.name()));
		this.probe = probe;
		this.goOn = goOn;
		getElement().setAttribute("role", "status");
	}

	@Override
	protected void onAttach(AttachEvent event) {
		UI ui = event.getUI();
		ui.setPollInterval(EVERY_MILLIS);
		this.polling = ui.addPollListener((poll) -> {
			if (this.probe.current().isEmpty()) {
				ui.setPollInterval(-1);
				this.goOn.run();
			}
		});
	}

	@Override
	protected void onDetach(DetachEvent event) {
		event.getUI().setPollInterval(-1);
		if (this.polling != null) {
			this.polling.remove();
		}
	}

}
