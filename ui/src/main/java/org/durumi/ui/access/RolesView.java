package org.durumi.ui.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import org.durumi.access.AccessMatrix;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.actor.ActorPrincipal;
import org.durumi.actor.Role;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * The roles in words: what each does, and what it may see and do with a case by how a
 * person stands to it. Made from the matrix that Durumi decides from.
 */
@Route(value = Routes.ROLES, layout = MainLayout.class)
@PermitAll
final class RolesView extends Div {

	private final transient AccessMatrix matrix;

	RolesView(AccessMatrix matrix, AuthenticationContext authentication) {
		this.matrix = matrix;
		addClassNames("page", "roles-page");
		// nothing on it takes the focus, and yet who has no mouse wants to scroll
		getElement().setAttribute("tabindex", "0");
		add(new H1(Texts.text("access.roles")), new Paragraph(Texts.text("access.roles.what")));
		Set<Role> mine = authentication.getAuthenticatedUser(ActorPrincipal.class)
			.map((person) -> person.actor().roles())
			.orElse(Set.of());
		EnumSet.allOf(Role.class).forEach((role) -> add(card(role, mine.contains(role))));
	}

	private Section card(Role role, boolean mine) {
		Div head = new Div(new H2(Texts.text(role)));
		head.addClassName("role-head");
		if (mine) {
			head.add(new Tag(Tone.CURRENT, Texts.text("access.roles.mine")));
		}
		Section card = new Section(head, new Paragraph(Texts.text(Texts.key(role) + ".does")));
		card.addClassNames("card", "role-card");
		List<Relation> possible = Arrays.stream(Relation.values())
			.filter((relation) -> this.matrix.of(relation).roles().contains(role))
			.toList();
		possible.forEach((relation) -> card.add(new H3(Texts.text(relation)), line(relation)));
		if (possible.isEmpty()) {
			card.add(new Paragraph(Texts.text("access.roles.noCase")));
		}
		return card;
	}

	private Component line(Relation relation) {
		AccessMatrix.Line line = this.matrix.of(relation);
		DescriptionList facts = new DescriptionList();
		facts.addClassName("record-view");
		facts.add(fact("access.roles.does",
				Arrays.stream(CaseAct.values())
					.filter(line.acts()::contains)
					.map(Texts::text)
					.collect(Collectors.joining(", "))));
		facts.add(fact("access.roles.opens",
				Arrays.stream(Compartment.values())
					.filter(line.opens()::containsKey)
					.map((compartment) -> opened(line.opens(), compartment))
					.collect(Collectors.joining(", "))));
		return facts;
	}

	private static String opened(Map<Compartment, Integer> opens, Compartment compartment) {
		return (opens.getOrDefault(compartment, 1) > 1) ? Texts.text("access.fresh", Texts.text(compartment))
				: Texts.text(compartment);
	}

	private static Component[] fact(String key, String value) {
		return new Component[] { new DescriptionList.Term(Texts.text(key)), new DescriptionList.Description(value) };
	}

}
