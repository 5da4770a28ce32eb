package org.durumi.ui.shell;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.RouterLink;
import jakarta.servlet.http.HttpServletResponse;
import org.durumi.ui.i18n.Texts;

/**
 * What does not exist and what is not hers to see: one page for both, so that the answer
 * tells nobody which.
 */
abstract class MissingPage<E extends Exception> extends SentencePage implements HasErrorParameter<E> {

	MissingPage() {
		super("shell.missing.title", Texts.text("shell.missing.page"),
				new RouterLink(Texts.text("shell.home"), RootView.class));
	}

	@Override
	public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<E> parameter) {
		return HttpServletResponse.SC_NOT_FOUND;
	}

}
