package org.durumi.ui.shell;

import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.durumi.ui.i18n.Texts;

/** For a person whom Keycloak knows and Durumi does not. */
@Route(value = Routes.SIGN_IN_REFUSED, layout = PublicLayout.class)
@AnonymousAllowed
final class SignInRefusedView extends SentencePage {

	SignInRefusedView() {
		super("shell.refused.title", Texts.text("shell.refused"),
				leaving(KeycloakSignIn.AUTHORIZATION_PATH + "/" + KeycloakSignIn.REGISTRATION + "?again=yes",
						"shell.signIn.other"));
	}

}
