package org.durumi.ui.partners;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.KeyWarnings;
import org.durumi.partners.Partner;
import org.durumi.ui.i18n.Texts;

/** A partner's keys, the newest first, and what the reader can do about them. */
final class KeySection extends Section {

	private final transient Partner partner;

	private final transient KeyCustody custody;

	private final transient KeyWarnings warnings;

	private final transient Map<UUID, String> names;

	private final transient Runnable changed;

	KeySection(Partner partner, List<KeyEntry> keys, KeyCustody custody, KeyWarnings warnings, Map<UUID, String> names,
			Runnable changed) {
		this.partner = partner;
		this.custody = custody;
		this.warnings = warnings;
		this.names = names;
		this.changed = changed;
		Actor actor = Actors.require();
		boolean keeps = actor.is(Role.ADMIN) || actor.is(Role.SUPERVISOR);
		addClassNames("card", "partner-keys");
		add(new H2(Texts.text("partners.keys")), new Paragraph(Texts.text("partners.keys.what")));
		if (keeps) {
			add(new KeyFileUpload(custody, partner.id(), changed));
		}
		if (keys.isEmpty()) {
			add(new Paragraph(Texts.text("partners.keys.none")));
			return;
		}
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		keys.forEach((key) -> list.add(item(key, keeps, actor.isFresh())));
		add(list);
	}

	private ListItem item(KeyEntry key, boolean keeps, boolean fresh) {
		Div head = new Div(PartnerText.state(key.state(), this.warnings.of(key.expires())),
				new Span(PartnerText.expires(key.expires())));
		head.addClassName("task-line");
		Span made = new Span(PartnerText.made(key, name(key.uploadedBy())));
		made.addClassName("staff-username");
		ListItem item = new ListItem(head);
		if (key.fingerprint() != null) {
			item.add(PartnerText.fingerprint(key.fingerprint()));
		}
		item.add(new Div(made));
		if (!key.confirmedBy().isEmpty()) {
			Span compared = new Span(Texts.text("partners.key.compared",
					key.confirmedBy().stream().map(this::name).sorted().collect(Collectors.joining(", "))));
			compared.addClassName("staff-username");
			item.add(new Div(compared));
		}
		if (key.state() == KeyState.PENDING) {
			item.add(new Paragraph(Texts.text("partners.key.pending", 2 - key.confirmedBy().size())));
		}
		Div acts = new Div();
		acts.addClassName("staff-acts");
		if (key.mayConfirm() && fresh) {
			Button compare = new Button(Texts.text("partners.compare"),
					(click) -> KeyDialogs.compare(this.custody, this.partner.name(), key.id(), this.changed));
			compare.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
			acts.add(compare);
		}
		if (keeps && key.state() != KeyState.REVOKED) {
			Button revoke = new Button(Texts.text("partners.revoke"),
					(click) -> KeyDialogs.revoke(this.custody, key.id(), this.changed));
			revoke.addThemeVariants(ButtonVariant.SMALL);
			revoke.setAriaLabel(Texts.text("records.of", Texts.text("partners.revoke"),
					PartnerText.made(key, name(key.uploadedBy()))));
			acts.add(revoke);
		}
		item.add(acts);
		return item;
	}

	private String name(UUID person) {
		return this.names.getOrDefault(person, "–");
	}

}
