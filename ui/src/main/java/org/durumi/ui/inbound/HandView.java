package org.durumi.ui.inbound;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.consent.Consent;
import org.durumi.drafts.DraftKey;
import org.durumi.inbound.HandingIn;
import org.durumi.inbound.ReferralDraft;
import org.durumi.inbound.ReferralFault;
import org.durumi.inbound.Urgency;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.DraftKeeper;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.people.PersonForm;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** A partner hands a survivor to us: all of it with one button, or nothing. */
@Route(value = Routes.HANDED + "/new", layout = MainLayout.class)
@RolesAllowed("PARTNER")
final class HandView extends Div {

	private static final Field<String> HELP = Field.longText("inbound.help", ReferralDraft.MAX_TEXT).required();

	private static final Field<Urgency> URGENCY = Field.choice("inbound.urgency", Urgency.class).required();

	private static final Field<String> WHEREABOUTS = Field.longText("inbound.whereabouts",
			ReferralDraft.MAX_WHEREABOUTS);

	private static final Field<Consent.Form> AGREED_BY = Field.choice("inbound.agreedBy", Consent.Form.class)
		.required();

	private static final Field<LocalDate> AGREED_ON = Field.day("inbound.agreedOn").notInFuture();

	private static final Field<String> AGREED_TO = Field.longText("inbound.agreedTo", ReferralDraft.MAX_TEXT)
		.required();

	private static final Field<String> REFERENCE = Field.text("inbound.reference", ReferralDraft.MAX_REFERENCE)
		.check(ReferralDraft::isReference, "inbound.reference.unusable");

	private final transient HandingIn handing;

	private final RecordForm<Values> asked = new RecordForm<>("inbound.asked", (values) -> values, HELP, URGENCY,
			WHEREABOUTS, REFERENCE);

	private final RecordForm<IdentityDraft> identity = PersonForm.identity();

	private final RecordForm<SafeContactDraft> contact = PersonForm.safeContact();

	private final RecordForm<Values> agreed = new RecordForm<Values>("inbound.agreed", (values) -> values, AGREED_BY,
			AGREED_ON, AGREED_TO)
		.rule(AGREED_ON, HandView::dayOfConsent);

	HandView(HandingIn handing) {
		this.handing = handing;
		addClassNames("page", "registration");
		List<RecordForm<?>> forms = List.of(this.asked, this.identity, this.contact, this.agreed);
		DraftKeeper keeper = new DraftKeeper(DraftKey.of("inbound.hand")).keep("asked", this.asked)
			.keep("identity", this.identity)
			.keep("contact", this.contact)
			.keep("agreed", this.agreed);
		Button hand = new Button(Texts.text("inbound.hand.act"), (click) -> hand());
		hand.addThemeVariants(ButtonVariant.PRIMARY);
		Div foot = new Div(hand);
		foot.addClassName("form-actions");
		add(new Anchor(Routes.HANDED, Texts.text("inbound.handed")), new H1(Texts.text("inbound.hand")),
				new Paragraph(Texts.text("inbound.hand.what")), keeper);
		forms.forEach((form) -> {
			form.addClassName("card");
			form.keptBy(keeper);
			add(form);
		});
		add(foot);
	}

	private void hand() {
		Optional<Values> what = this.asked.read();
		Optional<IdentityDraft> who = this.identity.read();
		Optional<SafeContactDraft> reached = this.contact.read();
		Optional<Values> how = this.agreed.read();
		if (what.isEmpty() || who.isEmpty() || reached.isEmpty() || how.isEmpty()) {
			return;
		}
		ReferralDraft draft = new ReferralDraft(who.get(), reached.get(), what.get().find(WHEREABOUTS).orElse(""),
				what.get().get(URGENCY), what.get().get(HELP), how.get().get(AGREED_BY),
				how.get().find(AGREED_ON).orElse(null), how.get().get(AGREED_TO),
				what.get().find(REFERENCE).orElse(""));
		switch (this.handing.submit(draft)) {
			case HandingIn.Outcome.Received received -> {
				List.of(this.asked, this.identity, this.contact, this.agreed)
					.forEach((form) -> form.saved(Instant.now()));
				Notices.tell(Texts.text("inbound.hand.done"));
				UI.getCurrent().navigate(HandedView.class);
			}
			case HandingIn.Outcome.Refused refused -> show(refused.faults());
			case HandingIn.Outcome.TooManyWaiting many ->
				Notices.refused(List.of(Texts.text("inbound.hand.tooMany", many.most())));
			case HandingIn.Outcome.Closed closed -> Notices.refused(List.of(Texts.text("inbound.hand.closed")));
		}
	}

	private void show(Set<ReferralFault> faults) {
		List<String> sentences = new ArrayList<>(faults.stream().sorted().map(Texts::text).toList());
		this.identity.refuse(sentences);
		Notices.refused(sentences);
	}

	private static Optional<String> dayOfConsent(Values values) {
		return (values.find(AGREED_ON).isEmpty() && !values.get(AGREED_BY).isBasis())
				? Optional.of(Texts.text(ReferralFault.DAY_MISSING)) : Optional.empty();
	}

}
