package org.durumi.ui.shell;

import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.durumi.ui.i18n.Texts;

/** After sign-out, by oneself or by time. */
@Route(value = Routes.SIGNED_OUT, layout = PublicLayout.class)
@AnonymousAllowed
final class SignedOutView extends SentencePage {

	SignedOutView() {
		super("shell.signedOut.title", Texts.text("shell.signedOut"), leaving("/", "shell.signIn"));
	}

}
