package org.durumi.ui.handoffs;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.CaseAct;
import org.durumi.followup.ClosureChecklist;
import org.durumi.handoffs.FieldId;
import org.durumi.handoffs.HandoffChoice;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffDraft;
import org.durumi.handoffs.HandoffSaved;
import org.durumi.handoffs.HandoffNames;
import org.durumi.handoffs.HandoffPreview;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.partners.Partner;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.AddressId;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what a partner gets of a case: for what and to whom, which fields, and
 * then exactly what she would see. It is asked for from that preview alone, and any
 * change closes it.
 */
@Route(value = Routes.CASES + "/:" + ComposeView.ID + "/handoff/:" + ComposeView.DRAFT + "?", layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "SUPERVISOR" })
final class ComposeView extends Div implements BeforeEnterObserver, BeforeLeaveObserver {

	static final String ID = "id";

	static final String DRAFT = "draft";

	/** The languages that pages are made in. */
	private static final List<Language> LANGUAGES = List.of(Language.KOREAN, Language.MANDARIN, Language.ENGLISH);

	private final transient HandoffServices services;

	private final transient PartnerChoice partners;

	private final transient HandoffNames names = HandoffText.names();

	private final Anchor back = new Anchor("", Texts.text("handoffs.compose.back"));

	private final Select<HandoffTemplate> template = new Select<>();

	private final Select<Language> language = new Select<>();

	private final PartnerPicker partner;

	private final FieldPicker fields;

	private final Div preview = new Div();

	private @Nullable CaseId caseId;

	private @Nullable UUID draft;

	private int version;

	private String override = "";

	private boolean changed;

	ComposeView(HandoffServices services, PartnerChoice partners) {
		this.services = services;
		this.partners = partners;
		addClassNames("page", "compose-page");
		this.template.setLabel(Texts.text("handoffs.template"));
		this.template.setItems(HandoffTemplate.values());
		this.template.setItemLabelGenerator(Texts::text);
		this.template.setValue(HandoffTemplate.MEDICAL_REFERRAL);
		this.language.setLabel(Texts.text("handoffs.language"));
		this.language.setItems(LANGUAGES);
		this.language.setItemLabelGenerator(Texts::text);
		this.language.setValue(Language.KOREAN);
		this.partner = new PartnerPicker(partners.all(), partners.keys(), this.template.getValue(), this::chosen);
		this.fields = new FieldPicker(services.composing().sections(), this.names, this::changed);
		this.template.addValueChangeListener((change) -> {
			if (change.isFromClient()) {
				retemplate();
			}
		});
		this.language.addValueChangeListener((change) -> changed());
		Section whom = section("handoffs.compose.whom", this.template, this.partner, this.language);
		Section what = section("handoffs.compose.what", new Paragraph(Texts.text("handoffs.compose.least")),
				this.fields);
		Button show = new Button(Texts.text("handoffs.compose.preview"), (click) -> preview());
		show.addThemeVariants(ButtonVariant.PRIMARY);
		Div acts = new Div(show, new Button(Texts.text("handoffs.compose.keep"), (click) -> keep()));
		acts.addClassNames("handoff-acts");
		add(this.back, new H1(Texts.text("handoffs.compose")));
		if (!partners.canSeal()) {
			Paragraph none = new Paragraph(Texts.text("handoffs.compose.noKey"));
			none.addClassName("emergency-consequence");
			add(none);
		}
		add(whom, what, acts, this.preview);
		showFields(services.composing().minimum(this.template.getValue()));
	}

	static String path(CaseId caseId) {
		return Routes.CASES + "/" + caseId + "/handoff";
	}

	static String path(CaseId caseId, UUID draft) {
		return path(caseId) + "/" + draft;
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		CaseId id = new CaseId(AddressId.in(event.getRouteParameters(), ID));
		this.services.composing().requireComposing(id);
		this.caseId = id;
		this.back.setHref(Routes.CASES + "/" + id);
		if (event.getRouteParameters().get(DRAFT).isPresent()) {
			resume(id, AddressId.in(event.getRouteParameters(), DRAFT));
		}
	}

	private void resume(CaseId id, UUID handoff) {
		HandoffDraft kept = this.services.composing().open(handoff);
		if (!kept.caseId().equals(id) || kept.handoff().state() != HandoffState.DRAFT) {
			throw new NoSuchElementException("no draft of this case has this id");
		}
		HandoffChoice choice = kept.choice();
		this.draft = handoff;
		this.version = kept.handoff().version();
		this.template.setValue(choice.template());
		this.partner.setTemplate(choice.template());
		this.partner.choose(choice.partner());
		this.language.setValue(choice.language());
		showFields(choice.fields());
		this.override = choice.override();
		this.changed = false;
	}

	@Override
	public void beforeLeave(BeforeLeaveEvent event) {
		if (!this.changed) {
			return;
		}
		BeforeLeaveEvent.ContinueNavigationAction leave = event.postpone();
		ConfirmDialog question = new ConfirmDialog(Texts.text("kit.leave"), Texts.text("kit.leave.what"),
				Texts.text("kit.leave.yes"), (confirm) -> leave.proceed());
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.leave.no"));
		question.addCancelListener((cancel) -> leave.cancel());
		question.open();
	}

	private void retemplate() {
		this.partner.setTemplate(this.template.getValue());
		showFields(this.services.composing().minimum(this.template.getValue()));
		changed();
	}

	private void showFields(Set<FieldId> chosen) {
		HandoffTemplate now = this.template.getValue();
		this.template.setHelperText(Texts.text(Texts.key(now.purpose()) + ".what"));
		this.fields.show(now, this.services.composing().minimum(now), chosen);
	}

	/** Another partner may read another language. */
	private void chosen() {
		this.partner.chosen()
			.flatMap((one) -> this.partners.language(one.id()))
			.filter(LANGUAGES::contains)
			.ifPresent(this.language::setValue);
		changed();
	}

	/**
	 * What was shown, and agreed to be handed over without her consent, was something
	 * else.
	 */
	private void changed() {
		this.changed = true;
		this.override = "";
		this.preview.removeAll();
	}

	private Optional<HandoffChoice> choice() {
		Partner chosen = this.partner.chosen().orElse(null);
		if (chosen == null) {
			Notices.refused(List.of(Texts.text("handoffs.compose.noPartner")));
			return Optional.empty();
		}
		return Optional.of(new HandoffChoice(chosen.id(), this.template.getValue(), this.language.getValue(),
				this.fields.chosen(), this.override));
	}

	private void preview() {
		choice().ifPresent((choice) -> {
			HandoffPreview shown = this.services.composing().preview(caseId(), choice);
			String name = this.partner.chosen().map(Partner::name).orElse("–");
			PreviewSection section = new PreviewSection(shown, this.names, name, caseId());
			boolean overrides = this.services.permissions().may(caseId(), CaseAct.OVERRIDE_CONSENT);
			this.preview.removeAll();
			this.preview.add(section,
					new AskForm(shown, overrides, choice.template().purpose(), this::overridden, this::ask));
			section.getElement().callJsFunction("focus");
		});
	}

	private void overridden(String why) {
		this.override = why;
		this.changed = true;
		preview();
	}

	private void keep() {
		if (choice().filter(this::kept).isPresent()) {
			Notices.tell(Texts.text("handoffs.compose.kept"));
		}
	}

	/** Whether the draft is kept now; else she was told why not. */
	private boolean kept(HandoffChoice choice) {
		UUID id = this.draft;
		HandoffSaved saved = (id != null) ? this.services.composing().save(id, this.version, choice)
				: this.services.composing().save(caseId(), choice);
		return switch (saved) {
			case HandoffSaved.Kept kept -> {
				this.draft = kept.id();
				this.version = kept.version();
				this.changed = false;
				yield true;
			}
			case HandoffSaved.Stale stale -> refused("HandoffComposing.Asked.STALE");
			case HandoffSaved.NotYoursToOverride not -> refused("HandoffComposing.Asked.NOT_YOURS_TO_OVERRIDE");
		};
	}

	private static boolean refused(String sentenceKey) {
		Notices.refused(List.of(Texts.text(sentenceKey)));
		return false;
	}

	private void ask(String reason, @Nullable ClosureChecklist settled) {
		if (choice().filter(this::kept).isEmpty()) {
			return;
		}
		UUID id = this.draft;
		if (id == null) {
			return;
		}
		HandoffComposing.Asked asked = this.services.composing().ask(id, this.version, reason, settled);
		if (asked == HandoffComposing.Asked.ASKED) {
			Notices.tell(Texts.text(asked));
			UI.getCurrent().navigate(HandoffView.path(id));
			return;
		}
		Notices.refused(List.of(Texts.text(asked)));
	}

	private CaseId caseId() {
		CaseId id = this.caseId;
		if (id == null) {
			throw new IllegalStateException("not entered yet");
		}
		return id;
	}

	private static Section section(String titleKey, com.vaadin.flow.component.Component... parts) {
		Section section = new Section(new H2(Texts.text(titleKey)));
		section.addClassNames("card");
		section.add(parts);
		return section;
	}

}
