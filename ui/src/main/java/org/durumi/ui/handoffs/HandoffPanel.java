package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.PanelFrame;
import org.durumi.ui.records.Permissions;

/** What of a case was handed to partners, and where one begins to. */
@org.springframework.stereotype.Component
final class HandoffPanel implements CasePanel {

	private final HandoffOutbox outbox;

	private final Permissions permissions;

	private final StaffDirectory staff;

	private final Clock clock;

	HandoffPanel(HandoffOutbox outbox, Permissions permissions, StaffDirectory staff, Clock clock) {
		this.outbox = outbox;
		this.permissions = permissions;
		this.staff = staff;
		this.clock = clock;
	}

	@Override
	public String anchor() {
		return "handoffs";
	}

	@Override
	public int order() {
		return 16;
	}

	@Override
	public boolean isFor(CaseId caseId) {
		return this.permissions.may(caseId, CaseAct.HAND_OFF) || this.permissions.may(caseId, CaseAct.DECIDE);
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		PanelFrame frame = new PanelFrame(anchor(), "handoffs.panel");
		frame.say(Texts.text("handoffs.panel.what"));
		Button show = frame.act("records.show", () -> frame.show(list(caseId)));
		show.addThemeVariants(ButtonVariant.TERTIARY);
		if (this.permissions.may(caseId, CaseAct.HAND_OFF)) {
			frame.act("handoffs.compose", () -> UI.getCurrent().navigate(ComposeView.path(caseId)));
		}
		return frame;
	}

	private Component list(CaseId caseId) {
		Instant now = this.clock.instant();
		Map<UUID, String> partners = this.staff.partners();
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		this.outbox.ofCase(caseId).forEach((entry) -> {
			Handoff handoff = entry.handoff();
			List<Component> state = new ArrayList<>(List.of(HandoffText.tags(handoff, now)));
			state.addAll(HandoffText.owed(handoff, now, HandoffText.Side.OURS));
			list.add(new ListItem(HandoffLines.line(HandoffView.path(handoff.id()), Texts.text(handoff.template()),
					List.of(partners.getOrDefault(handoff.partner(), "–")), state.toArray(Component[]::new))));
		});
		if (list.getComponentCount() == 0) {
			list.add(new ListItem(Texts.text("handoffs.panel.none")));
		}
		return list;
	}

}
