package org.durumi.ui.inbound;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.inbound.HoldingArea;
import org.durumi.inbound.Referral;
import org.durumi.ui.handoffs.HandoffLines;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * The holding area: whom partners hand to us and who waits, the most urgent first.
 * Nothing of hers is on it. A supervisor sees that somebody waits, and opens nothing.
 */
@Route(value = Routes.REFERRALS, layout = MainLayout.class)
@Menu(title = "inbound.title", order = 2.5, icon = "vaadin:user-heart")
@RolesAllowed({ "CASEWORKER", "SUPERVISOR" })
final class HoldingView extends Div {

	private final transient Map<UUID, String> partners;

	private final transient Clock clock;

	private final Set<UUID> closed;

	private final boolean opens;

	HoldingView(HoldingArea holding, StaffDirectory staff, AuthenticationContext authentication, Clock clock) {
		this.partners = staff.organisations();
		this.closed = holding.closedPartners();
		this.clock = clock;
		this.opens = authentication.hasRole(Role.CASEWORKER.name());
		addClassNames("page", "inbox-page");
		ComboBox<UUID> partner = filter(holding.partners());
		HandoffLines<Referral> lines = new HandoffLines<>(
				(offset, limit) -> holding.waiting(partner.getValue(), offset, limit), this::line);
		partner.addValueChangeListener((change) -> lines.refresh());
		add(new H1(Texts.text("inbound.title")));
		if (lines.isEmpty()) {
			add(new EmptyState("inbound.none", "inbound.none.what"));
		}
		else {
			add(new Paragraph(Texts.text(this.opens ? "inbound.what" : "inbound.what.supervisor")), filters(partner),
					lines);
		}
	}

	private ComboBox<UUID> filter(Set<UUID> handing) {
		ComboBox<UUID> partner = new ComboBox<>(Texts.text("handoffs.partner"));
		partner.setItems(handing.stream().sorted(Comparator.comparing(this::name)).toList());
		partner.setItemLabelGenerator(this::name);
		partner.setClearButtonVisible(true);
		partner.setPlaceholder(Texts.text("partners.all"));
		// of one alone there is nothing to choose
		partner.setVisible(handing.size() > 1);
		return partner;
	}

	private static Div filters(ComboBox<UUID> partner) {
		Div filters = new Div(partner);
		filters.addClassName("filters");
		return filters;
	}

	private String name(UUID partner) {
		return this.partners.getOrDefault(partner, Texts.text("inbound.partner.unknown"));
	}

	private Component line(Referral referral) {
		Instant now = this.clock.instant();
		String from = name(referral.partner());
		Div tags = ReferralText.tags(referral, now);
		if (this.closed.contains(referral.partner())) {
			tags.add(new Tag(Tone.NEUTRAL, Texts.text("inbound.closed")));
		}
		Span by = new Span(Texts.text("inbound.decideBy", Dates.moment(referral.decideBy())));
		String age = ReferralText.age(referral, now);
		String name = Texts.text("inbound.from", from);
		return this.opens ? HandoffLines.line(ReferralView.path(referral.id()), name, List.of(age), tags, by)
				: HandoffLines.line(name, List.of(age), tags, by);
	}

}
