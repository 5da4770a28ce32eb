package org.durumi.ui.review;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Polling;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * How much of something waits for a review, and the way to it; nothing while it is
 * nought. While the database is away it stays as it was: it is on every page, also on the
 * one that tells of the outage.
 */
public final class ReviewNotice extends Div {

	private static final Duration EVERY = Duration.ofSeconds(5);

	private final transient Supplier<Waiting> waiting;

	private final String address;

	private final transient BiFunction<UI, Runnable, Registration> beat;

	private @Nullable Registration asking;

	private Waiting shown = Waiting.NOTHING;

	/**
	 * What waits.
	 *
	 * @param words the key of the sentence that says how many wait
	 */
	public record Waiting(int count, String words) implements Serializable {

		/** There is nothing to tell. */
		public static final Waiting NOTHING = new Waiting(0, "");

	}

	/** A notice that asks anew every few seconds. */
	ReviewNotice(String className, IntSupplier waiting, String words, String address) {
		this(className, waiting, words, address, (page, ask) -> Polling.every(page, EVERY, ask));
	}

	/** As below, of what is always told in the same words. */
	ReviewNotice(String className, IntSupplier waiting, String words, String address,
			BiFunction<UI, Runnable, Registration> beat) {
		this(className, () -> new Waiting(waiting.getAsInt(), words), address, beat);
	}

	/**
	 * A notice.
	 * @param address where they are reviewed
	 * @param beat has it ask anew, on the page where it stands
	 */
	public ReviewNotice(String className, Supplier<Waiting> waiting, String address,
			BiFunction<UI, Runnable, Registration> beat) {
		this.waiting = waiting;
		this.address = address;
		this.beat = beat;
		addClassNames("review-notice", className);
		getElement().setAttribute("role", "status");
		refresh();
	}

	@Override
	protected void onAttach(AttachEvent event) {
		this.asking = this.beat.apply(event.getUI(), this::refresh);
	}

	@Override
	protected void onDetach(DetachEvent event) {
		if (this.asking != null) {
			this.asking.remove();
		}
	}

	private Waiting waiting() {
		try {
			return this.waiting.get();
		}
		catch (DataAccessException | TransactionException away) {
			// gone this moment; whatever she does next tells her
			return this.shown;
		}
	}

	private void refresh() {
		Waiting now = waiting();
		if (now.equals(this.shown)) {
			return;
		}
		this.shown = now;
		removeAll();
		if (now.count() > 0) {
			// on a phone the sign alone is seen, and the words are still heard
			Span sign = new Span(Integer.toString(now.count()));
			sign.addClassName("emergency-count");
			sign.getElement().setAttribute("aria-hidden", "true");
			Span sentence = new Span(Texts.text(now.words(), now.count()));
			sentence.addClassName("emergency-words");
			add(new Anchor(this.address, sentence, sign));
		}
	}

}
