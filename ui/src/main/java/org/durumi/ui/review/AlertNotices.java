package org.durumi.ui.review;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.review.Alerts;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;

/**
 * Tells supervisors and administrators, wherever they are, that somebody wanted in who
 * should not, or that Keycloak was changed past Durumi.
 */
@org.springframework.stereotype.Component
final class AlertNotices implements TopBarNotice {

	private final Alerts alerts;

	AlertNotices(Alerts alerts) {
		this.alerts = alerts;
	}

	@Override
	public Optional<Component> create(Actor actor) {
		if (actor.is(Role.SUPERVISOR)) {
			return Optional.of(notice(Routes.AUDIT + "?" + AuditView.ALERTS));
		}
		return actor.is(Role.ADMIN) ? Optional.of(notice(Routes.ALERTS)) : Optional.empty();
	}

	private ReviewNotice notice(String address) {
		return new ReviewNotice("alert-notice", this.alerts::unreviewed, "review.alerts", address);
	}

}
