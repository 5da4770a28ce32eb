package org.durumi.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.durumi.ui.kit.FormDrafts;
import org.jspecify.annotations.Nullable;

/**
 * Sends a person to Keycloak to show that it is her, and afterwards back to where she
 * was. The page she comes back to asks again what her level is: coming back proves
 * nothing.
 */
public final class StepUp {

	private static final String RETURN = StepUp.class.getName() + ".return";

	private StepUp() {
	}

	/**
	 * Leaves the page; what was typed in its forms is offered when they are opened again.
	 * @param route where she comes back to
	 */
	public static void begin(String route) {
		FormDrafts.of(UI.getCurrent()).keepAll();
		session().setAttribute(RETURN, route);
		UI.getCurrent()
			.getPage()
			.setLocation(KeycloakSignIn.AUTHORIZATION_PATH + "/" + KeycloakSignIn.REGISTRATION + "?step=aal2");
	}

	/** Where she wanted to come back to, told once. */
	static @Nullable String takeReturn() {
		Object route = session().getAttribute(RETURN);
		session().removeAttribute(RETURN);
		return (route instanceof String text) ? text : null;
	}

	private static WrappedSession session() {
		return VaadinSession.getCurrent().getSession();
	}

}
