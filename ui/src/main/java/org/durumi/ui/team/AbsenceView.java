package org.durumi.ui.team;

import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.actor.ActorPrincipal;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** A caseworker's own absence: who stands in for her, and giving her cases away. */
@Route(value = Routes.ABSENCE, layout = MainLayout.class)
@RolesAllowed("CASEWORKER")
final class AbsenceView extends Div {

	private final transient Absences absences;

	private final UUID me;

	private final Section away = new Section();

	AbsenceView(Absences absences, Caseload caseload, AuthenticationContext authentication) {
		this.absences = absences;
		this.me = authentication.getAuthenticatedUser(ActorPrincipal.class).orElseThrow().actor().id();
		addClassNames("page", "absence-page");
		this.away.addClassName("card");
		Button handOver = new Button(Texts.text("team.caseload"), (click) -> caseload.handOver(this.me, () -> {
		}));
		Section cases = new Section(new H2(Texts.text("team.caseload")),
				new Paragraph(Texts.text("team.caseload.what")), handOver);
		cases.addClassName("card");
		add(new H1(Texts.text("team.absence")), this.away, cases);
		refresh();
	}

	private void refresh() {
		this.away.removeAll();
		this.away.add(new H2(Texts.text("team.away.deputy")), new Paragraph(Texts.text("team.absence.what")));
		this.away.add(this.absences.arranged(this::refresh).getOrDefault(this.me, List.of()));
		if (!this.absences.isPossible(this.me)) {
			this.away.add(new Paragraph(Texts.text("team.absence.nobody")));
			return;
		}
		Button arrange = new Button(Texts.text("team.absence.name"),
				(click) -> this.absences.arrange(this.me, "team.absence", this::refresh));
		arrange.addThemeVariants(ButtonVariant.PRIMARY);
		this.away.add(arrange);
	}

}
