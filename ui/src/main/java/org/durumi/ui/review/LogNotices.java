package org.durumi.ui.review;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.audit.LogVerification;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;

/**
 * Tells supervisors, wherever they are, that events have stopped finding their places in
 * the log, or that it does not hold or cannot be verified.
 */
@org.springframework.stereotype.Component
final class LogNotices implements TopBarNotice {

	private final LogVerification verification;

	LogNotices(LogVerification verification) {
		this.verification = verification;
	}

	@Override
	public Optional<Component> create(Actor actor) {
		if (!actor.is(Role.SUPERVISOR)) {
			return Optional.empty();
		}
		// the state is this node's own: nobody waits for a database that is away
		return Optional.of(new ReviewNotice("log-notice", () -> this.verification.state().alarming() ? 1 : 0,
				"review.log.alarm", Routes.AUDIT));
	}

}
