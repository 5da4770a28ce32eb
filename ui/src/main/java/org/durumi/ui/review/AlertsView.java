package org.durumi.ui.review;

import java.util.List;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.audit.AuditAction;
import org.durumi.review.Alerts;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * The alerts that no supervisor has reviewed yet, for the administrator, who reads no
 * other entry of the log.
 */
@Route(value = Routes.ALERTS, layout = MainLayout.class)
@RolesAllowed("ADMIN")
final class AlertsView extends Div {

	AlertsView(Alerts alerts) {
		addClassNames("page", "alerts-page");
		add(new H1(Texts.text("review.alerts.title")), new Paragraph(Texts.text("review.alerts.what")),
				new Anchor(Routes.STAFF, Texts.text("staff.title")));
		List<Alerts.Alert> waiting = alerts.ofAdministrator();
		if (waiting.isEmpty()) {
			add(new Paragraph(Texts.text("review.alerts.none")));
			return;
		}
		UnorderedList list = new UnorderedList();
		list.addClassName("alert-lines");
		waiting.forEach((alert) -> list.add(line(alert)));
		add(list);
	}

	private static ListItem line(Alerts.Alert alert) {
		Span what = new Span(Texts.text(alert.action()));
		what.addClassName("alert-what");
		Span about = new Span((alert.about() != null) ? alert.about() : Texts.text(nobody(alert.action())));
		Span at = new Span(Dates.moment(alert.at()));
		at.addClassName("alert-at");
		Span advice = new Span(Texts.text("review.alerts.advice." + alert.action().name()));
		advice.addClassName("alert-advice");
		return new ListItem(what, about, at, advice);
	}

	private static String nobody(AuditAction action) {
		return switch (action) {
			case KEYCLOAK_CHANGED -> "review.alerts.nobody";
			case TOKEN_REFUSED -> "review.alerts.token";
			default -> "review.unknownPerson";
		};
	}

}
