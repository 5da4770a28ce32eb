package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffInbox;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** Where a partner's member lands: what was handed to her organisation. */
@Route(value = Routes.INBOX, layout = MainLayout.class)
@Menu(title = "handoffs.inbox", order = 1, icon = "vaadin:inbox")
@RolesAllowed("PARTNER")
final class InboxView extends Div {

	private final transient Instant now;

	InboxView(HandoffInbox inbox, Clock clock) {
		this.now = clock.instant();
		addClassNames("page", "inbox-page");
		HandoffLines<Handoff> lines = new HandoffLines<>(inbox::page, this::line);
		add(new H1(Texts.text("handoffs.inbox")));
		if (lines.isEmpty()) {
			add(new EmptyState("handoffs.inbox.none", "handoffs.inbox.none.what"));
		}
		else {
			add(new Paragraph(Texts.text("handoffs.inbox.what")), lines);
		}
	}

	private Component line(Handoff handoff) {
		List<Component> state = new ArrayList<>(List.of(HandoffText.tags(handoff, this.now)));
		state.addAll(HandoffText.owed(handoff, this.now, HandoffText.Side.THEIRS));
		Instant sealed = handoff.times().sealed();
		return HandoffLines.line(ReceivedView.path(handoff.id()), Texts.text(handoff.template()),
				(sealed != null) ? List.of(Texts.text("handoffs.inbox.sent", Dates.moment(sealed))) : List.of(),
				state.toArray(Component[]::new));
	}

}
