package org.durumi.ui.shell;

import java.time.Duration;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.shared.Registration;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Polling;
import org.jspecify.annotations.Nullable;

/** Says which neighbour is away, asks every few seconds, and goes on by itself. */
final class OutageNotice extends SentencePage {

	private static final Duration EVERY = Duration.ofSeconds(3);

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
		this.polling = Polling.every(event.getUI(), EVERY, () -> {
			if (this.probe.current().isEmpty()) {
				stop();
				this.goOn.run();
			}
		});
	}

	@Override
	protected void onDetach(DetachEvent event) {
		stop();
	}

	private void stop() {
		if (this.polling != null) {
			this.polling.remove();
		}
	}

}
