package org.durumi.ui.access;

import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.durumi.access.WebSessions;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** Where a person is signed in, and ends what she has left open elsewhere. */
@Route(value = Routes.MY_SESSIONS, layout = MainLayout.class)
@PermitAll
final class MySessionsView extends Div {

	private final transient WebSessions sessions;

	private final UnorderedList list = new UnorderedList();

	private final Button endOthers = new Button(Texts.text("access.sessions.endOthers"), (click) -> endOthers());

	MySessionsView(WebSessions sessions) {
		this.sessions = sessions;
		addClassNames("page", "my-sessions");
		this.list.addClassName("plain-list");
		add(new H1(Texts.text("access.sessions")), new Paragraph(Texts.text("access.sessions.what")), this.list,
				this.endOthers);
		show();
	}

	private void show() {
		this.list.removeAll();
		List<WebSessions.Own> own = this.sessions.own();
		own.forEach((session) -> this.list.add(item(session)));
		this.endOthers.setVisible(own.size() > 2);
	}

	private ListItem item(WebSessions.Own session) {
		Div times = new Div(new Span(Texts.text("access.sessions.since", Dates.moment(session.since()))),
				new Span(Texts.text("access.sessions.lastAct", Dates.moment(session.lastAct()))));
		times.addClassName("session-times");
		ListItem item = new ListItem(times);
		item.addClassNames("card", "own-session");
		if (session.current()) {
			item.add(new Tag(Tone.GOOD, Texts.text("access.sessions.current")));
		}
		else {
			Button end = new Button(Texts.text("access.sessions.end"), (click) -> end(session));
			end.setAriaLabel(Texts.text("access.sessions.end.which", Dates.moment(session.since())));
			end.addThemeVariants(ButtonVariant.SMALL);
			item.add(end);
		}
		return item;
	}

	private void end(WebSessions.Own session) {
		boolean ended = this.sessions.end(session.ref());
		Notices.tell(Texts.text(ended ? "access.sessions.ended" : "access.sessions.wasOver"));
		show();
	}

	private void endOthers() {
		Notices.tell(Texts.text("access.sessions.endedOthers", this.sessions.endOthers()));
		show();
	}

}
