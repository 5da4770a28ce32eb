package org.durumi.ui.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;

/**
 * One clock of a page for all that asks the server now and then. It beats as often as the
 * most impatient wants; whoever wants less is asked as often.
 */
public final class Polling {

	private final List<Beat> beats = new ArrayList<>();

	private Polling(UI ui) {
		ui.addPollListener((poll) -> List.copyOf(this.beats).forEach((beat) -> beat.ask().run()));
	}

	private record Beat(Duration interval, Runnable ask) {
	}

	/**
	 * Calls back at each beat.
	 * @return ends it; ending it twice does nothing
	 */
	public static Registration every(UI ui, Duration interval, Runnable ask) {
		Polling polling = ComponentUtil.getData(ui, Polling.class);
		if (polling == null) {
			polling = new Polling(ui);
			ComponentUtil.setData(ui, Polling.class, polling);
		}
		return polling.add(ui, new Beat(interval, ask));
	}

	private Registration add(UI ui, Beat beat) {
		this.beats.add(beat);
		tune(ui);
		return () -> {
			if (this.beats.remove(beat)) {
				tune(ui);
			}
		};
	}

	private void tune(UI ui) {
		ui.setPollInterval(this.beats.stream()
			.map(Beat::interval)
			.min(Duration::compareTo)
			.map(Duration::toMillis)
			.orElse(-1L)
			.intValue());
	}

}
