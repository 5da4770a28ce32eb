package org.durumi.ui.handoffs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffNames;
import org.durumi.handoffs.HandoffState;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/** Says of handoffs where they are and who owes what by when. */
final class HandoffText {

	private HandoffText() {
	}

	/** Whose words they are: the ones we read, or the partner's. */
	enum Side {

		OURS("handoffs.owed."), THEIRS("handoffs.owed.you.");

		private final String prefix;

		Side(String prefix) {
			this.prefix = prefix;
		}

	}

	/** The names of what is handed over, as the page speaks. */
	static HandoffNames names() {
		return HandoffNames.in(Texts.locale());
	}

	/** Where it is, and what keeps it there. */
	static Div tags(Handoff handoff, Instant now) {
		Div tags = new Div(new Tag(tone(handoff.state()), Texts.text(handoff.state())));
		tags.addClassName("handoff-tags");
		if (handoff.isFrozen() && !handoff.state().isOver()) {
			tags.add(new Tag(Tone.DANGER, Texts.text("handoffs.frozen")));
		}
		if (handoff.times().recallDemanded() != null && handoff.state() != HandoffState.COMPLETED) {
			tags.add(new Tag(Tone.DANGER, Texts.text("handoffs.demanded")));
		}
		if (handoff.times().takenBack() != null) {
			tags.add(new Tag(Tone.DANGER, Texts.text("handoffs.takenBack")));
		}
		if (isOverdue(handoff, now)) {
			tags.add(new Tag(Tone.DANGER, Texts.text("handoffs.overdue")));
		}
		return tags;
	}

	/** Who owes what by when; nothing if nobody owes anything. */
	static List<Component> owed(Handoff handoff, Instant now, Side side) {
		List<Component> lines = new ArrayList<>();
		String key = side.prefix + handoff.state();
		Instant by = by(handoff);
		if (by != null) {
			Span line = new Span(Texts.text(key, Dates.moment(by)));
			if (isOverdue(handoff, now)) {
				line.addClassName("overdue");
			}
			lines.add(line);
		}
		else if (side == Side.OURS) {
			switch (handoff.state()) {
				case DRAFT -> lines.add(new Span(Texts.text("handoffs.owed.DRAFT")));
				case AWAITING_APPROVAL -> lines.add(new Span(waiting(handoff)));
				case SEALED, COLLECTED, ACCEPTED, DECLINED, COMPLETED, RECALLED, EXPIRED -> {
					// nobody owes anything
				}
			}
		}
		return lines;
	}

	/**
	 * Until when the partner owes the next step; absent if she owes none or can take
	 * none.
	 */
	static @Nullable Instant by(Handoff handoff) {
		return handoff.isFrozen() ? null : switch (handoff.state()) {
			case SEALED -> handoff.times().collectBy();
			case COLLECTED -> handoff.times().acknowledgeBy();
			case ACCEPTED -> handoff.times().outcomeBy();
			case DRAFT, AWAITING_APPROVAL, DECLINED, COMPLETED, RECALLED, EXPIRED -> null;
		};
	}

	static boolean isOverdue(Handoff handoff, Instant now) {
		Instant by = by(handoff);
		return by != null && !by.isAfter(now);
	}

	private static String waiting(Handoff handoff) {
		if (handoff.times().approved() == null) {
			return Texts.text("handoffs.owed.AWAITING_APPROVAL");
		}
		return (handoff.waitsFor() != null) ? Texts.text(handoff.waitsFor()) : Texts.text("handoffs.owed.sealing");
	}

	private static Tone tone(HandoffState state) {
		return switch (state) {
			case DRAFT, RECALLED -> Tone.NEUTRAL;
			case AWAITING_APPROVAL, SEALED -> Tone.ATTENTION;
			case COLLECTED, ACCEPTED -> Tone.CURRENT;
			case COMPLETED -> Tone.GOOD;
			case DECLINED, EXPIRED -> Tone.DANGER;
		};
	}

}
