package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.ActorPrincipal;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffInbox;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffMessages.Kind;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffState;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Masking;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.AddressId;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * One handoff as the partner has it: where it is, reading it, taking the file, and the
 * answer. Nothing of it is opened before somebody says so, since that counts as received.
 */
@Route(value = Routes.INBOX + "/:" + ReceivedView.ID, layout = MainLayout.class)
@RolesAllowed("PARTNER")
final class ReceivedView extends Div implements BeforeEnterObserver {

	static final String ID = "id";

	private final transient HandoffInbox inbox;

	private final transient HandoffMessages messages;

	private final transient StaffDirectory staff;

	private final transient Clock clock;

	private final String reader;

	private final Div head = new Div();

	private final Div reading = new Div();

	private final Div answers = new Div();

	ReceivedView(HandoffInbox inbox, HandoffMessages messages, StaffDirectory staff,
			AuthenticationContext authentication, Clock clock) {
		this.inbox = inbox;
		this.messages = messages;
		this.staff = staff;
		this.clock = clock;
		this.reader = authentication.getAuthenticatedUser(ActorPrincipal.class)
			.map(ActorPrincipal::displayName)
			.orElseThrow();
		addClassNames("page", "received-page");
		add(this.head, this.reading, this.answers);
	}

	static String path(UUID handoff) {
		return Routes.INBOX + "/" + handoff;
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		UUID id = AddressId.in(event.getRouteParameters(), ID);
		this.reading.removeAll();
		show(this.inbox.find(id));
	}

	private void show(Handoff handoff) {
		Instant now = this.clock.instant();
		this.head.removeAll();
		this.answers.removeAll();
		this.head.add(new Anchor(Routes.INBOX, Texts.text("handoffs.inbox")), new H1(Texts.text(handoff.template())),
				facts(handoff, now));
		if (!isReadable(handoff)) {
			this.reading.removeAll();
		}
		Div acts = acts(handoff, now);
		if (acts.getComponentCount() > 0) {
			this.head.add(acts);
		}
		new AnswerForms(this.inbox, () -> show(this.inbox.find(handoff.id()))).of(handoff).ifPresent(this.answers::add);
		if (isTalking(handoff.state())) {
			MessagesSection section = new MessagesSection(this.messages, handoff.id(), this.staff.organisations());
			this.answers.add(isReadable(handoff) ? section.writing(kinds(handoff)) : section);
		}
	}

	private Section facts(Handoff handoff, Instant now) {
		Section section = new Section(HandoffText.tags(handoff, now));
		section.addClassName("card");
		HandoffText.owed(handoff, now, HandoffText.Side.THEIRS).forEach((line) -> section.add(new Paragraph(line)));
		if (handoff.isFrozen() && !handoff.state().isOver()) {
			section.add(new Paragraph(Texts.text("handoffs.frozen.theirs")));
		}
		if (handoff.times().recallDemanded() != null && handoff.state() != HandoffState.COMPLETED) {
			section.add(new Paragraph(Texts.text("handoffs.demanded.theirs")));
		}
		if (handoff.times().takenBack() != null) {
			section
				.add(new Paragraph(Texts.text("handoffs.takenBack.theirs", Dates.moment(handoff.times().takenBack()))));
		}
		DescriptionList facts = new DescriptionList();
		facts.addClassName("record-view");
		fact(facts, "handoffs.purpose", Texts.text(Texts.key(handoff.purpose()) + ".theirs"));
		Instant sealed = handoff.times().sealed();
		if (sealed != null) {
			fact(facts, "handoffs.sealedAt", Dates.moment(sealed));
			fact(facts, "handoffs.keepUntil", Dates
				.day(sealed.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(handoff.template().retentionDays())));
		}
		fact(facts, "handoffs.number", handoff.id().toString());
		section.add(facts);
		return section;
	}

	private static void fact(DescriptionList facts, String key, String value) {
		facts.add(new DescriptionList.Term(Texts.text(key)), new DescriptionList.Description(value));
	}

	private Div acts(Handoff handoff, Instant now) {
		Div acts = new Div();
		acts.addClassName("handoff-acts");
		if (isReadable(handoff)) {
			Button read = new Button(Texts.text("handoffs.read"), (click) -> read(handoff.id()));
			if (handoff.state() == HandoffState.SEALED) {
				read.addThemeVariants(ButtonVariant.PRIMARY);
			}
			acts.add(read);
		}
		if (HandoffOutbox.isCollectable(handoff, now)) {
			acts.add(PackageLink.of(() -> this.inbox.take(handoff.id()), () -> show(this.inbox.find(handoff.id()))));
		}
		return acts;
	}

	private void read(UUID id) {
		Optional<HandoffInbox.Copy> copy = this.inbox.read(id);
		this.reading.removeAll();
		if (copy.isEmpty()) {
			Notices.refused(List.of(Texts.text("handoffs.read.gone")));
			show(this.inbox.find(id));
			return;
		}
		show(copy.get().handoff());
		ReadingSection section = new ReadingSection(copy.get().fields(), this.reader, this.clock.instant(),
				Masking.SHOWN_FOR, () -> this.inbox.mayRead(id), () -> tell("handoffs.reading.masked"), () -> {
					show(this.inbox.find(id));
					tell("handoffs.read.gone");
				});
		section.getElement().setAttribute("tabindex", "-1");
		this.reading.add(section);
		section.getElement().callJsFunction("focus");
	}

	/** Says why it is gone, where it stood. */
	private void tell(String key) {
		Paragraph sentence = new Paragraph(Texts.text(key));
		sentence.getElement().setAttribute("role", "status");
		this.reading.add(sentence);
	}

	/** Whether it may be opened, as far as the page knows; the service decides. */
	private static boolean isReadable(Handoff handoff) {
		return switch (handoff.state()) {
			case SEALED, COLLECTED, ACCEPTED ->
				!handoff.isFrozen() && handoff.times().copyGone() == null && handoff.times().recallDemanded() == null;
			case DRAFT, AWAITING_APPROVAL, DECLINED, COMPLETED, RECALLED, EXPIRED -> false;
		};
	}

	private static boolean isTalking(HandoffState state) {
		return switch (state) {
			case SEALED, COLLECTED, ACCEPTED, DECLINED, COMPLETED -> true;
			case DRAFT, AWAITING_APPROVAL, RECALLED, EXPIRED -> false;
		};
	}

	private static List<Kind> kinds(Handoff handoff) {
		List<Kind> kinds = new ArrayList<>(List.of(Kind.QUESTION, Kind.ANSWER));
		if (handoff.state() == HandoffState.ACCEPTED) {
			kinds.addFirst(Kind.PROGRESS);
		}
		return kinds;
	}

}
