package org.durumi.ui.shell;

import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.durumi.ui.i18n.Texts;

/**
 * A view that could not be built: because a neighbour is away, in which case it comes by
 * itself when the neighbour is back, or for a reason only the log knows.
 */
@PermitAll
@ParentLayout(MainLayout.class)
final class FailurePage extends Div implements HasErrorParameter<Exception> {

	private final transient OutageProbe probe;

	FailurePage(OutageProbe probe) {
		this.probe = probe;
	}

	@Override
	public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
		Exception failure = parameter.getCaughtException();
		Optional<Outage> outage = Outage.behind(failure);
		if (outage.isPresent()) {
			add(new OutageNotice(outage.get(), this.probe, () -> UI.getCurrent().getPage().reload()));
			return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
		}
		Incident incident = Incident.log(failure);
		add(new SentencePage("shell.failure.title", Texts.text("shell.failure.page", incident.reference()),
				new RouterLink(Texts.text("shell.home"), RootView.class)));
		return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
	}

}
