package org.durumi.ui.partners;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.partners.KeyWarnings;
import org.durumi.partners.KeyWarnings.Urgency;
import org.durumi.ui.review.ReviewNotice;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tell administrators and supervisors, whatever page they go to, that keys run out: a
 * month before, and from a week before on with other words.
 */
@Configuration(proxyBeanMethods = false)
class KeyNotices {

	@Bean
	TopBarNotice keysRunningOut(KeyWarnings warnings) {
		return (actor) -> notice(actor, warnings, Urgency.EARLY, "partners.notice.early");
	}

	@Bean
	TopBarNotice keysOver(KeyWarnings warnings) {
		return (actor) -> notice(actor, warnings, Urgency.LATE, "partners.notice.late");
	}

	private static Optional<Component> notice(Actor actor, KeyWarnings warnings, Urgency urgency, String words) {
		if (!actor.is(Role.ADMIN) && !actor.is(Role.SUPERVISOR)) {
			return Optional.empty();
		}
		return Optional.of(new ReviewNotice("key-notice", () -> warnings.count(urgency), words, Routes.PARTNERS,
				(page, ask) -> page.addAfterNavigationListener((arrived) -> ask.run())));
	}

}
