package org.durumi.ui.inbound;

import java.time.Duration;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import org.durumi.ui.kit.Masking;

/**
 * What a partner told, to read for a while; then it is neither in the browser's page nor
 * in the server's component tree, nor once it has left the page.
 */
final class ToldSection extends Div {

	private final Duration shownFor;

	private final transient Runnable over;

	/**
	 * Shows it.
	 * @param over called when its time is over
	 */
	ToldSection(Duration shownFor, Runnable over, Component... told) {
		this.shownFor = shownFor;
		this.over = over;
		addClassName("referral-told");
		add(told);
	}

	@Override
	protected void onAttach(AttachEvent event) {
		Masking.after(this.shownFor, event.getUI(), this, () -> {
			if (isAttached()) {
				removeFromParent();
				this.over.run();
			}
		});
	}

	@Override
	protected void onDetach(DetachEvent event) {
		removeAll();
	}

}
