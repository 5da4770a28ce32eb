package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffNotices;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffState;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** What was handed to partners, where each one is, and who owes what by when. */
@Route(value = Routes.HANDOFFS, layout = MainLayout.class)
@Menu(title = "handoffs.title", order = 3.5, icon = "vaadin:paperplane-o")
@RolesAllowed({ "CASEWORKER", "SUPERVISOR" })
final class OutboxView extends Div implements BeforeEnterObserver {

	private final transient HandoffOutbox outbox;

	private final transient HandoffNotices notices;

	private final transient Map<UUID, String> partners;

	private final transient Instant now;

	/** Those fetched last whose partner is to be telephoned. */
	private transient Set<UUID> untold = Set.of();

	private final Select<Wanted> wanted = new Select<>();

	private final ComboBox<UUID> partner = new ComboBox<>(Texts.text("handoffs.partner"));

	private final HandoffLines<HandoffOutbox.Entry> lines;

	private final Div nothing = new Div();

	/** Which are shown. */
	private enum Wanted {

		OPEN, DUE, OVER, ALL

	}

	OutboxView(HandoffOutbox outbox, HandoffNotices notices, StaffDirectory staff, Clock clock) {
		this.outbox = outbox;
		this.notices = notices;
		this.partners = staff.partners();
		this.now = clock.instant();
		addClassNames("page", "outbox-page");
		this.wanted.setLabel(Texts.text("handoffs.wanted"));
		this.wanted.setItems(Wanted.values());
		this.wanted.setItemLabelGenerator((which) -> Texts.text("handoffs.wanted." + which));
		this.wanted.setValue(Wanted.OPEN);
		this.partner.setItems(new ArrayList<>(this.partners.keySet()));
		this.partner.setItemLabelGenerator((id) -> this.partners.getOrDefault(id, "–"));
		this.partner.setClearButtonVisible(true);
		this.partner.setPlaceholder(Texts.text("partners.all"));
		Div filters = new Div(this.wanted, this.partner);
		filters.addClassName("filters");
		this.lines = new HandoffLines<>(this::fetch, this::line);
		this.wanted.addValueChangeListener((change) -> refresh());
		this.partner.addValueChangeListener((change) -> refresh());
		add(new H1(Texts.text("handoffs.title")), new Paragraph(Texts.text("handoffs.what")), filters, this.lines,
				this.nothing);
		tellNothing();
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		event.getLocation()
			.getQueryParameters()
			.getSingleParameter(Routes.DUE)
			.ifPresent((due) -> this.wanted.setValue(Wanted.DUE));
	}

	private void refresh() {
		this.lines.refresh();
		tellNothing();
	}

	private void tellNothing() {
		this.nothing.removeAll();
		if (this.lines.isEmpty()) {
			this.nothing.add(new EmptyState("handoffs.none", "handoffs.none.what",
					new Anchor(Routes.CASES, Texts.text("followup.day.cases"))));
		}
	}

	private List<HandoffOutbox.Entry> fetch(int offset, int limit) {
		List<HandoffOutbox.Entry> page = wanted(offset, limit);
		this.untold = this.notices.asking(page.stream().map((entry) -> entry.handoff().id()).toList());
		return page;
	}

	private List<HandoffOutbox.Entry> wanted(int offset, int limit) {
		UUID of = this.partner.getValue();
		return switch (this.wanted.getValue()) {
			case ALL -> this.outbox.page(new HandoffOutbox.Filter(Set.of(), of), offset, limit);
			case OPEN -> this.outbox.page(new HandoffOutbox.Filter(states(false), of), offset, limit);
			case OVER -> this.outbox.page(new HandoffOutbox.Filter(states(true), of), offset, limit);
			case DUE -> this.outbox.due(of, offset, limit);
		};
	}

	private static Set<HandoffState> states(boolean over) {
		Set<HandoffState> states = EnumSet.allOf(HandoffState.class);
		states.removeIf((state) -> state.isOver() != over);
		return states;
	}

	private Component line(HandoffOutbox.Entry entry) {
		Handoff handoff = entry.handoff();
		Div tags = HandoffText.tags(handoff, this.now);
		if (this.untold.contains(handoff.id())) {
			tags.add(new Tag(Tone.ATTENTION, Texts.text("handoffs.notices.asked")));
		}
		List<Component> state = new ArrayList<>(List.of(tags));
		state.addAll(HandoffText.owed(handoff, this.now, HandoffText.Side.OURS));
		if (entry.givenBack()) {
			state.add(new Span(Texts.text("handoffs.givenBack")));
		}
		else if (entry.unchecked()) {
			state.add(new Span(Texts.text(entry.theirs() ? "handoffs.ended.theirs" : "handoffs.ended.ours",
					Texts.text(Objects.requireNonNull(handoff.outcome())))));
		}
		return HandoffLines.line(HandoffView.path(handoff.id()), Texts.text(handoff.template()),
				List.of(entry.codeName(), this.partners.getOrDefault(handoff.partner(), "–")),
				state.toArray(Component[]::new));
	}

}
