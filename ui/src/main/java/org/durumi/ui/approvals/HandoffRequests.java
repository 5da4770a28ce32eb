package org.durumi.ui.approvals;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.Approval;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.handoffs.FieldId;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffApprovals.Decided;
import org.durumi.handoffs.HandoffApprovals.Waiting;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffNames;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.Routes;
import org.springframework.core.annotation.Order;

/** Requests that something of a case may go to a partner. */
@org.springframework.stereotype.Component
@Order(3)
final class HandoffRequests implements RequestKind {

	private final HandoffApprovals approvals;

	private final HandoffComposing composing;

	private final StaffDirectory staff;

	HandoffRequests(HandoffApprovals approvals, HandoffComposing composing, StaffDirectory staff) {
		this.approvals = approvals;
		this.composing = composing;
		this.staff = staff;
	}

	/**
	 * One of them.
	 *
	 * @param words code name and partner
	 */
	private record Request(UUID handoff, Approval approval, String words) {
	}

	@Override
	public boolean isFor(Actor reader) {
		return reader.is(Role.SUPERVISOR) || reader.is(Role.CASEWORKER);
	}

	@Override
	public boolean wantsFreshFactor() {
		return true;
	}

	@Override
	public List<Component> waiting(RequestCards cards) {
		return requests(this.approvals.waitingForMe(0, MOST)).stream()
			.map((request) -> cards.toDecide(card(request, cards), request.words(), () -> form(request, cards)))
			.toList();
	}

	@Override
	public List<Component> asked(RequestCards cards) {
		return requests(this.approvals.askedByMe(0, MOST)).stream()
			.map((request) -> cards.withdrawable(card(request, cards), request.approval(), request.words(),
					(approval) -> this.composing.withdraw(request.handoff())))
			.toList();
	}

	private static Article card(Request request, RequestCards cards) {
		return cards.card(request.approval(), new Anchor(Routes.HANDOFFS + "/" + request.handoff(), request.words()));
	}

	private List<Request> requests(List<Waiting> waiting) {
		Map<UUID, String> partners = waiting.isEmpty() ? Map.of() : this.staff.partners();
		return waiting.stream()
			.map((one) -> new Request(one.handoff(), one.approval(),
					Texts.text("handoffs.request", one.codeName(), partners.getOrDefault(one.partner(), "–"))))
			.toList();
	}

	/** What is asked, opened, and the answer to it. */
	private DecisionForm form(Request request, RequestCards cards) {
		HandoffApprovals.Opened opened = this.approvals.open(request.handoff());
		UUID id = request.approval().id();
		return RequestCards.freshly(new DecisionForm(id, opened.reason(), null, List.of(),
				(approve, comment, nobody) -> tell(approve,
						this.approvals.decide(request.handoff(), id, approve, comment)),
				cards.answered())
			.about(what(opened)));
	}

	private static boolean tell(boolean approve, Decided decided) {
		if (decided == Decided.DONE || decided == Decided.TOO_LATE) {
			return RequestCards.tellDecided(approve, decided == Decided.DONE);
		}
		return RequestCards
			.refuse((decided == Decided.NEEDS_FRESH_FACTOR) ? "approvals.stepUp.first" : Texts.key(decided));
	}

	/** Every field that leaves, and what stands in those that she may read. */
	static Component what(HandoffApprovals.Opened opened) {
		HandoffNames names = HandoffNames.in(Texts.locale());
		Handoff handoff = opened.handoff();
		Div what = new Div(new Paragraph(
				Texts.text("handoffs.request.what", Texts.text(handoff.template()), Texts.text(handoff.purpose()))));
		List<String> overridden = opened.fields()
			.stream()
			.filter(HandoffApprovals.Field::overridden)
			.map((field) -> name(names, field.id()))
			.toList();
		if (!overridden.isEmpty()) {
			Paragraph override = new Paragraph(
					Texts.text("handoffs.request.override", String.join(", ", overridden), opened.override()));
			override.addClassName("emergency-consequence");
			what.add(override);
		}
		handoff.frozen()
			.stream()
			.sorted()
			.forEach((why) -> what.add(new Paragraph(Texts.text(Texts.key(why) + ".what"))));
		DescriptionList fields = new DescriptionList();
		fields.addClassName("record-view");
		opened.fields().forEach((field) -> {
			DescriptionList.Description value = new DescriptionList.Description(
					new Span(field.readable() ? values(names, field) : Texts.text("handoffs.request.unreadable")));
			if (field.overridden()) {
				value.add(new Tag(Tone.DANGER, Texts.text("handoffs.overridden")));
			}
			fields.add(new DescriptionList.Term(name(names, field.id())), value);
		});
		what.add(fields);
		return what;
	}

	private static String name(HandoffNames names, FieldId field) {
		return names.section(field.section()) + " · " + names.field(field);
	}

	private static String values(HandoffNames names, HandoffApprovals.Field field) {
		return String.join("\n",
				field.values().stream().map((value) -> names.value(field.id().section(), value)).toList());
	}

}
