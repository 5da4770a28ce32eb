package org.durumi.ui.handoffs;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.actor.Actors;
import org.durumi.drafts.DraftKey;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffMessages.Kind;
import org.durumi.handoffs.HandoffMessages.Message;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.DraftKeeper;
import org.durumi.ui.kit.TextDraft;
import org.durumi.ui.kit.TextRefusals;
import org.durumi.ui.records.Notices;

/** Questions, answers and progress about one handoff; read when somebody asks to. */
final class MessagesSection extends Section {

	private final transient HandoffMessages messages;

	private final UUID handoff;

	private final transient Map<UUID, String> organisations;

	private final OrderedList list = new OrderedList();

	private final Button toggle = new Button(Texts.text("records.show"), (click) -> toggle());

	private final TextArea text = new TextArea(Texts.text("handoffs.message"));

	private final Select<Kind> kind = new Select<>();

	private boolean open;

	/**
	 * The messages of a handoff, to read.
	 * @param organisations their names, by their ids
	 */
	MessagesSection(HandoffMessages messages, UUID handoff, Map<UUID, String> organisations) {
		this.messages = messages;
		this.handoff = handoff;
		this.organisations = organisations;
		addClassNames("card", "handoff-messages");
		this.toggle.addThemeVariants(ButtonVariant.SMALL);
		this.toggle.setAriaLabel(Texts.text("records.of", Texts.text("records.show"), Texts.text("handoffs.messages")));
		Div head = new Div(new H2(Texts.text("handoffs.messages")), this.toggle);
		head.addClassName("panel-head");
		this.list.addClassName("plain-list");
		add(head, this.list);
	}

	/** Lets her write such messages, too. */
	MessagesSection writing(List<Kind> kinds) {
		this.text.setWidthFull();
		this.text.setMinRows(2);
		this.text.setAutocomplete(Autocomplete.OFF);
		this.text.setManualValidation(true);
		this.text.setHelperText(Texts.text("handoffs.message.hint"));
		this.kind.setLabel(Texts.text("handoffs.message.kind"));
		this.kind.setItems(kinds);
		this.kind.setItemLabelGenerator(Texts::text);
		this.kind.setValue(kinds.getFirst());
		Button send = new Button(Texts.text("handoffs.message.send"),
				(click) -> TextRefusals.at(this.text, this::send));
		send.addThemeVariants(ButtonVariant.SMALL);
		Div foot = new Div(this.kind, send);
		foot.addClassName("note-foot");
		add(this.text, foot);
		return this;
	}

	/** Keeps what is typed, for those who work on the case. */
	MessagesSection keptIn(CaseId caseId) {
		addComponentAtIndex(1,
				new DraftKeeper(DraftKey.of("handoffs.message", caseId, Compartment.CORE).changing(this.handoff))
					.keep("message", new TextDraft(this.text)));
		return this;
	}

	private void send() {
		switch (this.messages.write(this.handoff, this.kind.getValue(), this.text.getValue())) {
			case DONE -> {
				this.text.clear();
				getChildren().filter(DraftKeeper.class::isInstance)
					.map(DraftKeeper.class::cast)
					.forEach(DraftKeeper::done);
				Notices.tell(Texts.text("handoffs.message.sent"));
				this.open = true;
				read();
			}
			case TOO_MANY -> Notices.refused(List.of(Texts.text("handoffs.message.tooMany", HandoffMessages.MOST)));
			case TOO_LATE -> Notices.refused(List.of(Texts.text("handoffs.message.tooLate")));
		}
	}

	private void toggle() {
		this.open = !this.open;
		read();
	}

	private void read() {
		this.toggle.setText(Texts.text(this.open ? "records.hide" : "records.show"));
		this.toggle.setAriaLabel(Texts.text("records.of", this.toggle.getText(), Texts.text("handoffs.messages")));
		this.list.removeAll();
		if (!this.open) {
			return;
		}
		List<Message> all = this.messages.read(this.handoff);
		if (all.isEmpty()) {
			this.list.add(new ListItem(new Paragraph(Texts.text("handoffs.messages.none"))));
		}
		all.forEach((message) -> this.list.add(item(message)));
	}

	private ListItem item(Message message) {
		boolean own = message.organisation().equals(Actors.require().organisation());
		String from = own ? Texts.text("handoffs.message.own")
				: this.organisations.getOrDefault(message.organisation(), Texts.text("handoffs.message.theirs"));
		Component head = new Div(new Span(Texts.text(message.kind())), new Span(from),
				new Span(Dates.moment(message.at())));
		head.addClassName("approval-facts");
		Paragraph words = new Paragraph(message.text());
		words.addClassName("approval-reason");
		return new ListItem(head, words);
	}

}
