package org.durumi.ui.review;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.review.Emergencies;
import org.durumi.ui.shell.DatabaseState;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;

/** Tells every supervisor, wherever she is, that somebody broke the glass. */
@org.springframework.stereotype.Component
final class EmergencyNotices implements TopBarNotice {

	private final Emergencies emergencies;

	private final DatabaseState database;

	EmergencyNotices(Emergencies emergencies, DatabaseState database) {
		this.emergencies = emergencies;
		this.database = database;
	}

	@Override
	public Optional<Component> create(Actor actor) {
		return actor.is(Role.SUPERVISOR)
				? Optional.of(new ReviewNotice("emergency-notice", this.emergencies::unreviewed, this.database,
						"review.emergencies", Routes.AUDIT + "?" + AuditView.EMERGENCIES))
				: Optional.empty();
	}

}
