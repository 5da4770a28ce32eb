package org.durumi.ui.inbound;

import java.time.Duration;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.inbound.HoldingArea;
import org.durumi.ui.kit.Polling;
import org.durumi.ui.review.ReviewNotice;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;

/**
 * Tells those who may take somebody in that somebody waits, or is soon lost, wherever
 * they are.
 */
@org.springframework.stereotype.Component
final class ReferralNotices implements TopBarNotice {

	private static final Duration EVERY = Duration.ofSeconds(30);

	private final HoldingArea holding;

	ReferralNotices(HoldingArea holding) {
		this.holding = holding;
	}

	@Override
	public Optional<Component> create(Actor actor) {
		return (actor.is(Role.CASEWORKER) || actor.is(Role.SUPERVISOR))
				? Optional.of(new ReviewNotice("referral-notice", this::waiting, Routes.REFERRALS,
						(page, ask) -> Polling.every(page, EVERY, ask)))
				: Optional.empty();
	}

	/** What is soon lost comes before all that waits. */
	private ReviewNotice.Waiting waiting() {
		int due = this.holding.countDue();
		return (due > 0) ? new ReviewNotice.Waiting(due, "inbound.due")
				: new ReviewNotice.Waiting(this.holding.countWaiting(), "inbound.waiting");
	}

}
