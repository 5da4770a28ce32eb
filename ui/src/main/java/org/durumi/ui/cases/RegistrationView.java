package org.durumi.ui.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.cases.CaseRegistration;
import org.durumi.cases.EarlierCycle;
import org.durumi.cases.Intake;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.drafts.DraftKey;
import org.durumi.people.BirthRefusal;
import org.durumi.people.DuplicateMatch;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.DuplicateSearchResult;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.PersonField;
import org.durumi.people.SafeContactDraft;
import org.durumi.people.SafeContactField;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.DraftKeeper;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.people.PersonForm;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Registers a survivor: first a search whether she is known, then what is needed to
 * begin. Nothing is written before the last button, and then all of it or nothing.
 */
@Route(value = Routes.CASES + "/new", layout = MainLayout.class)
@RolesAllowed("CASEWORKER")
final class RegistrationView extends Div {

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

	private final transient DuplicateSearch duplicates;

	private final transient CaseRegistration registration;

	private final Section found = new Section();

	private final Div forms = new Div();

	private final RecordForm<IdentityDraft> identity = PersonForm.identity();

	private final RecordForm<SafeContactDraft> contact = PersonForm.safeContact();

	private final RecordForm<Values> intake = new RecordForm<>("register.intake", (values) -> values, IDENTIFIED, STAGE,
			SOURCE, STATUS, SOURCE_NOTE);

	private final EarlierCyclesEditor cycles = new EarlierCyclesEditor();

	private final RecordForm<Values> search = new RecordForm<>("register.search", (values) -> values, NAME, PHONE);

	private @Nullable UUID searchId;

	RegistrationView(DuplicateSearch duplicates, CaseRegistration registration) {
		this.duplicates = duplicates;
		this.registration = registration;
		addClassNames("page", "registration");
		this.search.addClassName("card");
		this.search.onSubmit("register.search.act", this::search);
		this.found.addClassNames("card", "found");
		this.found.getElement().setAttribute("role", "status");
		this.found.setVisible(false);
		this.forms.setVisible(false);
		forms();
		add(new H1(Texts.text("register.title")), new Paragraph(Texts.text("register.what")), draft(), this.search,
				this.found, this.forms);
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
	private DraftKeeper draft() {
		DraftKeeper keeper = new DraftKeeper(DraftKey.of("register.title")).keep("intake", this.intake)
			.keep("identity", this.identity)
			.keep("contact", this.contact)
			.keep("cycles", this.cycles)
			.also("search", this.search)
			.onRestored(() -> {
				this.forms.setVisible(true);
				this.search.read().ifPresent(this::search);
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
		DuplicateSearchResult result = this.duplicates.search(new DuplicateQuery(name, phone));
		this.searchId = result.searchId();
		this.search.saved(Instant.now());
		this.found.removeAll();
		if (result.matches().isEmpty()) {
			this.found.add(new H2(Texts.text("register.noMatch")), new Paragraph(Texts.text("register.noMatch.what")));
		}
		else {
			UnorderedList list = new UnorderedList();
			list.addClassName("plain-list");
			result.matches().forEach((match) -> list.add(item(match)));
			this.found.add(new H2(Texts.text("register.matches", result.matches().size())),
					new Paragraph(Texts.text("register.matches.what")), list);
		}
		this.found.add(new Button(Texts.text("register.begin"), (click) -> begin(name, phone)));
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

	private static ListItem item(DuplicateMatch match) {
		RouterLink link = new RouterLink(match.codeName(), CaseView.class,
				new RouteParameters(CaseView.ID, match.caseId().toString()));
		Tone tone = switch (match.strength()) {
			case SAME -> Tone.DANGER;
			case CLOSE -> Tone.ATTENTION;
			default -> Tone.NEUTRAL;
		};
		String fields = match.fields().stream().map(RegistrationView::label).sorted().collect(Collectors.joining(", "));
		Div line = new Div(link, new Tag(tone, Texts.text(match.strength())),
				new Span(Texts.text("register.match.by", fields)));
		line.addClassName("task-line");
		return new ListItem(line);
	}

	private static String label(PersonField field) {
		return switch (field) {
			case IdentityField identity -> Texts.text(identity);
			case SafeContactField contact -> Texts.text(contact);
		};
	}

	private void register() {
		Optional<Values> how = this.intake.read();
		Optional<IdentityDraft> who = this.identity.read();
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
		RegistrationOutcome outcome = this.registration.register(new Registration(search, who.get(), reached.get(),
				taken, values.get(STAGE), new ArrayList<>(earlier.get())));
		switch (outcome) {
			case RegistrationOutcome.Registered done -> {
				List.of(this.identity, this.contact, this.intake).forEach((form) -> form.saved(Instant.now()));
				Notices.tell(Texts.text("register.done", done.codeName()));
				UI.getCurrent().navigate(CaseView.path(done.caseId()));
			}
			case RegistrationOutcome.Refused refused -> {
				List<String> reasons = refused.reasons().stream().sorted().map(Texts::text).toList();
				this.intake.refuse(reasons);
				Notices.refused(reasons);
			}
		}
	}

}
