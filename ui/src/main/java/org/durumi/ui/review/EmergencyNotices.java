package org.durumi.ui.review;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.review.Emergencies;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;

/** Tells every supervisor, wherever she is, that somebody broke the glass. */
@org.springframework.stereotype.Component
final class EmergencyNotices implements TopBarNotice {

	private final Emergencies emergencies;

	EmergencyNotices(Emergencies emergencies) {
		this.emergencies = emergencies;
	}

	@Override
	public Optional<Component> create(Actor actor) {
		return actor.is(Role.SUPERVISOR) ? Optional.of(new ReviewNotice("emergency-notice",
				this.emergencies::unreviewed, "review.emergencies", Routes.AUDIT + "?" + AuditView.EMERGENCIES))
				: Optional.empty();
	}

}
