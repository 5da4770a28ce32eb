package org.durumi.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** For a sign-in that found a neighbour away. Begins again when it is back. */
@Route(value = Routes.UNAVAILABLE, layout = PublicLayout.class)
@AnonymousAllowed
final class UnavailableView extends Div {

	UnavailableView(OutageProbe probe) {
		add(new OutageNotice(probe.current().orElse(Outage.SIGN_IN), probe,
				() -> UI.getCurrent().getPage().setLocation("/")));
	}

}
