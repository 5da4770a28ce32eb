package org.durumi.ui.partners;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.partners.KeyWarnings;
import org.durumi.partners.KeyWarnings.Running;
import org.durumi.ui.review.ReviewNotice;
import org.durumi.ui.review.ReviewNotice.Waiting;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;

/**
 * Tells administrators and supervisors, whatever page they go to, that keys run out: a
 * month before, and from a week before on with other words. The most urgent come first;
 * the page it leads to shows all. The keys are read for nobody else.
 */
@org.springframework.stereotype.Component
final class KeyNotices implements TopBarNotice {

	private final KeyWarnings warnings;

	KeyNotices(KeyWarnings warnings) {
		this.warnings = warnings;
	}

	@Override
	public Optional<Component> create(Actor actor) {
		if (!actor.is(Role.ADMIN) && !actor.is(Role.SUPERVISOR)) {
			return Optional.empty();
		}
		return Optional.of(new ReviewNotice("key-notice", this::waiting, Routes.PARTNERS,
				(page, ask) -> page.addAfterNavigationListener((arrived) -> ask.run())));
	}

	private Waiting waiting() {
		Running running = this.warnings.mostUrgent();
		return switch (running.urgency()) {
			case NONE -> Waiting.NOTHING;
			case EARLY -> new Waiting(running.keys(), "partners.notice.early");
			case LATE -> new Waiting(running.keys(), "partners.notice.late");
		};
	}

}
