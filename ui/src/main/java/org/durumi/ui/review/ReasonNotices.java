package org.durumi.ui.review;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.shared.Registration;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.review.Questions;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.TopBarNotice;

/**
 * Tells whoever is asked why she did something, whatever page she goes to. It is not so
 * urgent that everybody's pages should ask every few seconds.
 */
@org.springframework.stereotype.Component
final class ReasonNotices implements TopBarNotice {

	private final Questions questions;

	ReasonNotices(Questions questions) {
		this.questions = questions;
	}

	@Override
	public Optional<Component> create(Actor actor) {
		if (actor.roles().stream().allMatch((role) -> role == Role.PARTNER)) {
			return Optional.empty();
		}
		return Optional
			.of(new ReviewNotice("reason-notice", this.questions::unanswered, "review.reasons.waiting", Routes.REASONS,
					(page, ask) -> Registration.combine(page.addAfterNavigationListener((arrived) -> ask.run()),
							ComponentUtil.addListener(page, ReasonGiven.class, (given) -> ask.run()))));
	}

}
