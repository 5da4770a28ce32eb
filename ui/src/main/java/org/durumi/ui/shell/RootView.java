package org.durumi.ui.shell;

import java.util.List;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import org.durumi.actor.Role;

/**
 * The address without a path: sends each person to where her work begins, or back to
 * where she was asked to show that it is her.
 */
@Route("")
@PermitAll
final class RootView extends Div implements BeforeEnterObserver {

	private static final List<String> CASEWORK = List.of(Role.CASEWORKER.name(), Role.COORDINATOR.name(),
			Role.SUPERVISOR.name());

	private final transient AuthenticationContext authentication;

	RootView(AuthenticationContext authentication) {
		this.authentication = authentication;
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		String back = StepUp.takeReturn();
		if (back != null) {
			Location location = new Location(back);
			event.forwardTo(location.getPath(), location.getQueryParameters());
			return;
		}
		event.forwardTo(landing());
	}

	private String landing() {
		if (this.authentication.hasAnyRole(CASEWORK)) {
			return Routes.MY_DAY;
		}
		if (this.authentication.hasRole(Role.ADMIN.name())) {
			return Routes.STAFF;
		}
		if (this.authentication.hasRole(Role.PARTNER.name())) {
			return Routes.INBOX;
		}
		return this.authentication.hasRole(Role.ANALYST.name()) ? Routes.STATISTICS : Routes.WELCOME;
	}

}
