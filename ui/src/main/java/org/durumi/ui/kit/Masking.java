package org.durumi.ui.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableRunnable;

/**
 * Has what somebody opened gone from the page after a while, so that whoever finds the
 * screen does not find it.
 */
public final class Masking {

	/** For how long it is shown. */
	public static final Duration SHOWN_FOR = Duration.ofSeconds(60);

	private Masking() {
	}

	/**
	 * Masks it after a time. Should the server be out of reach by then, the browser
	 * removes by itself what the component holds.
	 * @param shown what was opened
	 * @param mask removes it from the server's component tree; called in the page's turn,
	 * and not at all once the page is gone
	 */
	public static void after(Duration time, UI ui, Component shown, SerializableRunnable mask) {
		shown.getElement().setAttribute("data-mask-after", Long.toString(time.toSeconds()));
		Executor later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
		later.execute(ui.accessLater(mask, () -> {
		})::run);
	}

}
