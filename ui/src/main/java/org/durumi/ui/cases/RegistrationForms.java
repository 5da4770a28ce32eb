package org.durumi.ui.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.durumi.cases.EarlierCycle;
import org.durumi.cases.Intake;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.drafts.DraftKey;
import org.durumi.inbound.HoldingArea;
import org.durumi.inbound.Referral;
import org.durumi.inbound.ReferralDraft;
import org.durumi.people.BirthRefusal;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearchResult;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.WhileStanding;
import org.durumi.ui.kit.DraftKeeper;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.people.MatchList;
import org.durumi.ui.people.PersonForm;
import org.durumi.ui.records.Notices;
import org.jspecify.annotations.Nullable;

/**
 * What is asked to register a survivor: first a search whether she is known, then what is
 * needed to begin; of one whom a partner hands to us both are filled in with what was
 * told. Nothing is written before the last button, and then all of it or nothing.
 */
final class RegistrationForms extends Div {

	private static final Field<String> NAME = Field.text("register.name", IdentityDraft.MAX_NAME);

	private static final Field<String> PHONE = Field.text("register.phone", SafeContactDraft.MAX_LINE);

	private static final Field<LocalDate> IDENTIFIED = Field.day("register.identified").required().notInFuture();

	private static final Field<Stage> STAGE = Field
		.option("register.stage", () -> Stage.journey().stream().filter((stage) -> stage != Stage.CLOSED).toList(),
				Texts::text)
		.required();

	private static final Field<Intake.Source> SOURCE = Field.choice("register.source", Intake.Source.class).required();

	private static final Field<String> SOURCE_NOTE = Field.longText("register.sourceNote", Intake.MAX_NOTE);

	private static final Field<Intake.VictimStatus> STATUS = Field.choice("register.status", Intake.VictimStatus.class)
		.required();

	private final transient RegistrationServices services;

	private final Section found = new Section();

	private final Div forms = new Div();

	private final RecordForm<IdentityDraft> identity = PersonForm.identity();

	private final RecordForm<SafeContactDraft> contact = PersonForm.safeContact();

	private final RecordForm<Values> intake = new RecordForm<>("register.intake", (values) -> values, IDENTIFIED, STAGE,
			SOURCE, STATUS, SOURCE_NOTE);

	private final EarlierCyclesEditor cycles = new EarlierCyclesEditor();

	private final RecordForm<Values> search = new RecordForm<>("register.search", (values) -> values, NAME, PHONE);

	private final DraftKeeper keeper;

	private @Nullable UUID searchId;

	/** What the partner told of who she is. */
	private transient Map<IdentityField, String> before = Map.of();

	/** Whom a partner hands to us; absent for somebody who came otherwise. */
	private final @Nullable UUID referral;

	/** For somebody who came otherwise. */
	RegistrationForms(RegistrationServices services) {
		this(services, DraftKey.of("register.title"), null);
	}

	/** For whom a partner hands to us. */
	RegistrationForms(RegistrationServices services, Referral from, ReferralDraft told) {
		this(services, DraftKey.of("register.referred").changing(from.id()), from.id());
		fill(told, from);
		WhileStanding.watch(this, () -> services.holding().isWaiting(from.id()), this::gone);
	}

	private RegistrationForms(RegistrationServices services, DraftKey draft, @Nullable UUID referral) {
		this.services = services;
		this.referral = referral;
		this.search.addClassName("card");
		this.search.onSubmit("register.search.act", this::search);
		this.found.addClassNames("card", "found");
		this.found.getElement().setAttribute("role", "status");
		this.found.setVisible(false);
		this.forms.setVisible(false);
		forms();
		this.keeper = draft(draft);
		add(this.keeper, this.search, this.found, this.forms);
	}

	/** What the partner told, to be looked through; the search is made with all of it. */
	private void fill(ReferralDraft told, Referral from) {
		this.search.setVisible(false);
		this.before = told.identity().values();
		this.identity.fill(PersonForm.of(told.identity()));
		this.contact.fill(PersonForm.of(told.safeContact()));
		String partner = this.services.staff().organisations().getOrDefault(from.partner(), "");
		this.intake.fill(new Values().with(IDENTIFIED, Dates.dayOf(from.receivedAt()))
			.with(STAGE, Stage.IDENTIFIED)
			.with(STATUS, Intake.VictimStatus.NOT_YET_KNOWN)
			.with(SOURCE, Intake.Source.OTHER_ORGANISATION)
			.with(SOURCE_NOTE, partner));
		show(this.services.holding().candidates(told));
		this.forms.setVisible(true);
	}

	private void forms() {
		this.identity.addClassName("card");
		this.contact.addClassName("card");
		this.intake.addClassName("card");
		this.intake.fill(new Values().with(IDENTIFIED, Dates.today())
			.with(STAGE, Stage.IDENTIFIED)
			.with(STATUS, Intake.VictimStatus.NOT_YET_KNOWN));
		Button register = new Button(Texts.text("register.act"), (click) -> register());
		register.addThemeVariants(ButtonVariant.PRIMARY);
		Div foot = new Div(register);
		foot.addClassName("form-actions");
		this.forms.add(this.intake, this.identity, this.contact, this.cycles, foot);
	}

	/** One draft for all; what was searched for is searched for again. */
	private DraftKeeper draft(DraftKey key) {
		DraftKeeper keeper = new DraftKeeper(key).keep("intake", this.intake)
			.keep("identity", this.identity)
			.keep("contact", this.contact)
			.keep("cycles", this.cycles)
			.also("search", this.search)
			.onRestored(() -> {
				this.forms.setVisible(true);
				if (this.referral == null) {
					this.search.read().ifPresent(this::search);
				}
			});
		List.of(this.intake, this.identity, this.contact).forEach((form) -> form.keptBy(keeper));
		return keeper;
	}

	private void search(Values values) {
		String name = values.find(NAME).orElse("");
		String phone = values.find(PHONE).orElse("");
		if (name.isEmpty() && phone.isEmpty()) {
			this.search.refuse(NAME, Texts.text("register.search.empty"));
			return;
		}
		DuplicateSearchResult result = this.services.duplicates().search(new DuplicateQuery(name, phone));
		this.search.saved(Instant.now());
		show(result);
		this.found.add(new Button(Texts.text("register.begin"), (click) -> begin(name, phone)));
	}

	private void show(DuplicateSearchResult result) {
		this.searchId = result.searchId();
		this.found.removeAll();
		if (result.matches().isEmpty()) {
			this.found.add(new H2(Texts.text("register.noMatch")), new Paragraph(Texts.text("register.noMatch.what")));
		}
		else {
			this.found.add(new H2(Texts.text("register.matches", result.matches().size())),
					new Paragraph(Texts.text("register.matches.what")),
					new MatchList(result.matches(), (match) -> List.of()));
		}
		this.found.setVisible(true);
	}

	private void begin(String name, String phone) {
		if (!this.forms.isVisible()) {
			this.identity.fill(PersonForm.named(name));
			this.contact.fill(PersonForm.reachedAt(phone));
			this.forms.setVisible(true);
		}
		this.forms.scrollIntoView();
	}

	private void register() {
		Optional<Values> how = this.intake.read();
		Optional<IdentityDraft> who = this.identity.read()
			.map((edited) -> PersonForm.keepingEstimate(edited, this.before));
		Optional<SafeContactDraft> reached = this.contact.read();
		Optional<List<EarlierCycle>> earlier = this.cycles.read();
		UUID search = this.searchId;
		if (how.isEmpty() || who.isEmpty() || reached.isEmpty() || earlier.isEmpty() || search == null) {
			return;
		}
		List<BirthRefusal> birth = who.get().refusals(Dates.today()).stream().sorted().toList();
		if (!birth.isEmpty()) {
			this.identity.refuse(PersonForm.BIRTH, Texts.text(birth.getFirst()));
			return;
		}
		Values values = how.get();
		Intake taken = new Intake(values.get(IDENTIFIED), values.get(SOURCE), values.find(SOURCE_NOTE).orElse(""),
				values.get(STATUS));
		register(new Registration(search, who.get(), reached.get(), taken, values.get(STAGE),
				new ArrayList<>(earlier.get())));
	}

	private void register(Registration made) {
		UUID from = this.referral;
		if (from != null) {
			switch (this.services.holding().acceptIntoNew(from, made)) {
				case HoldingArea.Accepted.Done done -> registered(done.caseId(), Texts.text("inbound.accept.new.done"));
				case HoldingArea.Accepted.Refused refused -> refuse(refused.reasons());
				case HoldingArea.Accepted.NotOpen closed ->
					Notices.refused(List.of(Texts.text("inbound.accept.notOpen")));
				case HoldingArea.Accepted.TooLate late -> gone();
			}
			return;
		}
		switch (this.services.registration().register(made)) {
			case RegistrationOutcome.Registered done ->
				registered(done.caseId(), Texts.text("register.done", done.codeName()));
			case RegistrationOutcome.Refused refused -> refuse(refused.reasons());
		}
	}

	private void registered(CaseId caseId, String sentence) {
		List.of(this.identity, this.contact, this.intake).forEach((form) -> form.saved(Instant.now()));
		Notices.tell(sentence);
		UI.getCurrent().navigate(CaseView.path(caseId));
	}

	/** Nothing of what was told stays on the page, nor in a draft. */
	private void gone() {
		this.keeper.forget();
		this.before = Map.of();
		removeAll();
		this.forms.removeAll();
		Notices.refused(List.of(Texts.text("inbound.tooLate")));
		add(new Paragraph(Texts.text("inbound.gone")));
	}

	private void refuse(Set<RegistrationOutcome.Reason> reasons) {
		List<String> sentences = reasons.stream().sorted().map(Texts::text).toList();
		this.intake.refuse(sentences);
		Notices.refused(sentences);
	}

}
