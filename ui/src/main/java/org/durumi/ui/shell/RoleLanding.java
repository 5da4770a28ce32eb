package org.durumi.ui.shell;

import java.util.Comparator;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import org.durumi.actor.ActorPrincipal;
import org.durumi.actor.Role;
import org.durumi.ui.i18n.Texts;

/** Says what the person's role does, and that nothing waits for her. */
@Route(value = Routes.WELCOME, layout = MainLayout.class)
@PermitAll
final class RoleLanding extends Div {

	RoleLanding(AuthenticationContext authentication) {
		addClassNames("page", "role-landing");
		authentication.getAuthenticatedUser(ActorPrincipal.class).ifPresent(this::greet);
		Paragraph nothing = new Paragraph(Texts.text("shell.welcome.nothing"));
		nothing.addClassName("nothing-waits");
		add(nothing, new Anchor(Routes.ROLES, Texts.text("access.roles")));
	}

	private void greet(ActorPrincipal person) {
		add(new H1(Texts.text("shell.welcome", person.displayName())));
		person.actor().roles().stream().sorted(Comparator.naturalOrder()).forEach(this::describe);
	}

	private void describe(Role role) {
		Section section = new Section(new H2(Texts.text(role)), new Paragraph(Texts.text(Texts.key(role) + ".does")));
		section.addClassName("card");
		add(section);
	}

}
