package org.durumi.ui.partners;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.KeyWarnings;
import org.durumi.partners.OurKey;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerKeys;
import org.durumi.partners.Partners;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** The partners: who helps with what and where, and whether packages can go there. */
@Route(value = Routes.PARTNERS, layout = MainLayout.class)
@Menu(title = "partners.title", order = 4.5, icon = "vaadin:handshake")
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR", "ADMIN" })
final class PartnersView extends Div {

	private final transient Map<UUID, KeyEntry> keys;

	private final transient KeyWarnings warnings;

	private final PartnerFilters filters;

	private final UnorderedList list = new UnorderedList();

	private final Paragraph none = new Paragraph(Texts.text("partners.none"));

	PartnersView(Partners partners, PartnerKeys keys, KeyWarnings warnings, OurKey ours) {
		this.keys = keys.current();
		this.warnings = warnings;
		addClassNames("page", "partners-page");
		this.filters = new PartnerFilters(partners.all(), this::show);
		this.list.addClassName("plain-list");
		Section section = new Section(this.filters, this.list, this.none);
		section.addClassName("card");
		add(new H1(Texts.text("partners.title")), new Paragraph(Texts.text("partners.what")), ours(ours), section);
		if (Actors.require().is(Role.ADMIN)) {
			add(new Anchor(Routes.STAFF, Texts.text("partners.add")));
		}
		show();
	}

	private void show() {
		List<Partner> shown = this.filters.wanted();
		this.list.removeAll();
		shown.forEach((partner) -> this.list.add(item(partner)));
		this.list.setVisible(!shown.isEmpty());
		this.none.setVisible(shown.isEmpty());
	}

	private ListItem item(Partner partner) {
		Anchor name = new Anchor(PartnerView.path(partner.id()), partner.name());
		name.addClassName("staff-name");
		Div what = new Div(new Span(PartnerText.functions(partner)), new Span(PartnerText.regions(partner)));
		what.addClassName("staff-what");
		Div line = new Div(name, what, state(partner));
		line.addClassName("partner-line");
		return new ListItem(line);
	}

	private Div state(Partner partner) {
		Div state = new Div();
		state.addClassName("staff-states");
		KeyEntry key = this.keys.get(partner.id());
		if (!partner.enabled()) {
			state.add(new Tag(Tone.NEUTRAL, Texts.text("partners.closed")));
		}
		else if (key == null) {
			state.add(new Tag(Tone.ATTENTION, Texts.text("partners.key.none")));
		}
		else {
			state.add(PartnerText.state(key.state(), this.warnings.of(key.expires())));
			if (key.state() == KeyState.USABLE) {
				state.add(new Span(PartnerText.expires(key.expires())));
			}
		}
		return state;
	}

	private Section ours(OurKey ours) {
		Section section = new Section(new H2(Texts.text("partners.ours")));
		section.addClassNames("card", "our-key");
		ours.fingerprint().ifPresentOrElse((fingerprint) -> {
			KeyState state = ours.signing().isPresent() ? KeyState.USABLE : KeyState.EXPIRED;
			KeyWarnings.Urgency urgency = ours.expires().map(this.warnings::of).orElseThrow();
			Div line = new Div(PartnerText.state(state, urgency),
					new Span(PartnerText.expires(ours.expires().orElseThrow())));
			line.addClassName("task-line");
			section.add(line, PartnerText.fingerprint(fingerprint),
					new Anchor(Routes.HANDOFF_KEY, Texts.text("partners.ours.page")));
			if (urgency != KeyWarnings.Urgency.NONE) {
				section.add(new Paragraph(Texts.text("partners.ours.rotate")));
			}
		}, () -> section.add(new Paragraph(Texts.text("partners.ours.none"))));
		return section;
	}

}
