package org.durumi.ui.approvals;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.access.Approval;
import org.durumi.access.StaffDirectory;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffApprovals.Decided;
import org.durumi.handoffs.HandoffApprovals.Waiting;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffNames;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.Routes;

/** Requests that something of a case may go to a partner. */
@org.springframework.stereotype.Component
final class HandoffRequests {

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
	record Request(UUID handoff, Approval approval, String words) {

		Anchor title() {
			return new Anchor(Routes.HANDOFFS + "/" + this.handoff, this.words);
		}

	}

	List<Request> waitingForMe(int most) {
		return requests(this.approvals.waitingForMe(0, most));
	}

	List<Request> askedByMe(int most) {
		return requests(this.approvals.askedByMe(0, most));
	}

	private List<Request> requests(List<Waiting> waiting) {
		Map<UUID, String> partners = waiting.isEmpty() ? Map.of() : this.staff.partners();
		return waiting.stream()
			.map((one) -> new Request(one.handoff(), one.approval(),
					Texts.text("handoffs.request", one.codeName(), partners.getOrDefault(one.partner(), "–"))))
			.toList();
	}

	/** What is asked, opened, and the answer to it. */
	DecisionForm form(Request request, DecisionForm.Answer answer, Runnable answered) {
		HandoffApprovals.Opened opened = this.approvals.open(request.handoff());
		return new DecisionForm(request.approval().id(), opened.reason(), null, List.of(), answer, answered)
			.about(what(opened));
	}

	Decided decide(Request request, boolean approve, String comment) {
		return this.approvals.decide(request.handoff(), request.approval().id(), approve, comment);
	}

	boolean withdraw(Request request) {
		return this.composing.withdraw(request.handoff());
	}

	/** Every field that leaves, and what stands in those that she may read. */
	private static Component what(HandoffApprovals.Opened opened) {
		HandoffNames names = HandoffNames.in(Texts.locale());
		Handoff handoff = opened.handoff();
		Div what = new Div(new Paragraph(
				Texts.text("handoffs.request.what", Texts.text(handoff.template()), Texts.text(handoff.purpose()))));
		if (!opened.override().isEmpty()) {
			Paragraph override = new Paragraph(Texts.text("handoffs.request.override", opened.override()));
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
			String section = field.id().section();
			fields.add(new DescriptionList.Term(names.section(section) + " · " + names.field(field.id())),
					new DescriptionList.Description(field.readable()
							? String.join("\n",
									field.values().stream().map((value) -> names.value(section, value)).toList())
							: Texts.text("handoffs.request.unreadable")));
		});
		what.add(fields);
		return what;
	}

}
