package org.durumi.ui.inbound;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.inbound.HoldingArea;
import org.durumi.inbound.NotTaken;
import org.durumi.inbound.Referral;
import org.durumi.inbound.ReferralDraft;
import org.durumi.people.DuplicateMatch;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.Masking;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.kit.WhileStanding;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.AddressId;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * One survivor whom a partner hands to us: what was told, once somebody asks for it, with
 * the cases that may be hers beside it, and the decision.
 */
@Route(value = Routes.REFERRALS + "/:" + ReferralView.ID, layout = MainLayout.class)
@RolesAllowed("CASEWORKER")
final class ReferralView extends Div implements BeforeEnterObserver {

	static final String ID = "id";

	private static final Field<NotTaken> WHY = Field.choice("inbound.decline.why", NotTaken.class).required();

	private final transient HoldingArea holding;

	private final transient StaffDirectory staff;

	private final transient Clock clock;

	private final Div head = new Div();

	/** Empty, or what was told. */
	private final Div told = new Div();

	ReferralView(HoldingArea holding, StaffDirectory staff, Clock clock) {
		this.holding = holding;
		this.staff = staff;
		this.clock = clock;
		addClassNames("page", "received-page");
		add(this.head, this.told);
	}

	static String path(UUID referral) {
		return Routes.REFERRALS + "/" + referral;
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		show(this.holding.find(AddressId.in(event.getRouteParameters(), ID)));
	}

	private void show(Referral referral) {
		Instant now = this.clock.instant();
		this.head.removeAll();
		this.told.removeAll();
		this.head.add(new Anchor(Routes.REFERRALS, Texts.text("inbound.title")), new H1(Texts.text("inbound.referral")),
				facts(referral, now));
		if (referral.isWaiting(now)) {
			this.head.add(acts(referral.id()));
		}
		else {
			this.head.add(new Paragraph(Texts.text("inbound.over")));
		}
	}

	private Section facts(Referral referral, Instant now) {
		DescriptionList facts = new DescriptionList();
		facts.addClassName("record-view");
		ReferralText.fact(facts, "inbound.partner",
				this.staff.organisations().getOrDefault(referral.partner(), Texts.text("inbound.partner.unknown")));
		ReferralText.fact(facts, "inbound.receivedAt", Dates.moment(referral.receivedAt()));
		if (referral.isWaiting(now)) {
			ReferralText.fact(facts, "inbound.waits", ReferralText.age(referral, now));
			ReferralText.fact(facts, "inbound.until", Dates.moment(referral.decideBy()));
		}
		Section section = new Section(ReferralText.tags(referral, now), facts);
		section.addClassName("card");
		return section;
	}

	private Div acts(UUID id) {
		Button read = new Button(Texts.text("inbound.read"), (click) -> read(id));
		Button into = new Button(Texts.text("inbound.accept.new"),
				(click) -> UI.getCurrent().navigate(Routes.REGISTER_REFERRED + "/" + id));
		into.addThemeVariants(ButtonVariant.PRIMARY);
		Div acts = new Div(into, read, new Button(Texts.text("inbound.decline"), (click) -> decline(id)));
		acts.addClassName("handoff-acts");
		return acts;
	}

	private void read(UUID id) {
		if (this.told.getComponentCount() > 0) {
			this.told.removeAll();
			return;
		}
		Optional<ReferralDraft> opened = this.holding.open(id);
		if (opened.isEmpty()) {
			tooLate(id);
			return;
		}
		Section what = new Section(new H2(Texts.text("inbound.told")), ReferralText.told(opened.get()));
		what.addClassName("card");
		what.getElement().setAttribute("tabindex", "-1");
		List<DuplicateMatch> matches = this.holding.candidates(opened.get()).matches();
		ToldSection section = new ToldSection(Masking.SHOWN_FOR, () -> Notices.tell(Texts.text("inbound.masked")), what,
				new CandidatesSection(matches, this.holding.stages(matches),
						(match) -> accept(id, match.caseId(), match.codeName())));
		WhileStanding.watch(section, () -> this.holding.isWaiting(id), () -> {
			Notices.refused(List.of(Texts.text("inbound.gone")));
			show(this.holding.find(id));
		});
		this.told.add(section);
		what.getElement().callJsFunction("focus");
	}

	private void accept(UUID id, CaseId caseId, String codeName) {
		ConfirmDialog question = new ConfirmDialog(Texts.text("inbound.accept.existing.title", codeName),
				Texts.text("inbound.accept.existing.what"), Texts.text("inbound.accept.existing"), (confirm) -> {
					switch (this.holding.acceptIntoExisting(id, caseId)) {
						case HoldingArea.Accepted.Done done -> {
							Notices.tell(Texts.text("inbound.accept.done", codeName));
							UI.getCurrent().navigate(Routes.CASES + "/" + caseId);
						}
						case HoldingArea.Accepted.Refused refused ->
							Notices.refused(refused.reasons().stream().sorted().map(Texts::text).toList());
						case HoldingArea.Accepted.NotOpen closed ->
							Notices.refused(List.of(Texts.text("inbound.accept.notOpen")));
						case HoldingArea.Accepted.TooLate late -> tooLate(id);
					}
				});
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.cancel"));
		question.open();
	}

	private void decline(UUID id) {
		FormDialog dialog = new FormDialog(Texts.text("inbound.decline"), "32rem");
		RecordForm<Values> form = new RecordForm<>("inbound.decline", (values) -> values, WHY);
		form.onSubmit("inbound.decline", (values) -> {
			HoldingArea.Declined declined = this.holding.decline(id, values.get(WHY));
			form.saved(this.clock.instant());
			dialog.close();
			switch (declined) {
				case DONE -> {
					Notices.tell(Texts.text("inbound.decline.done"));
					show(this.holding.find(id));
				}
				case TOO_LATE -> tooLate(id);
			}
		});
		dialog.add(new Paragraph(Texts.text("inbound.decline.what")));
		dialog.hold(form);
		dialog.open();
	}

	private void tooLate(UUID id) {
		Notices.refused(List.of(Texts.text("inbound.tooLate")));
		show(this.holding.find(id));
	}

}
