package org.durumi.ui.shell;

import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.durumi.ui.i18n.Texts;

/** For a sign-in that came to nothing, most often because it took too long. */
@Route(value = Routes.SIGN_IN_FAILED, layout = PublicLayout.class)
@AnonymousAllowed
final class SignInFailedView extends SentencePage {

	SignInFailedView() {
		super("shell.failed.title", Texts.text("shell.failed"), leaving("/", "shell.signIn.again"));
	}

}
