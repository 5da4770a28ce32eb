package org.durumi.ui.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.ValueContext;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.consent.Consent;
import org.durumi.consent.Consent.Purpose;
import org.durumi.consent.ConsentOutcome;
import org.durumi.consent.ConsentText;
import org.durumi.consent.Consents;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Pickers;
import org.durumi.ui.kit.TextRefusals;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Asks her: a text is read out in her language, what she keeps back is ticked as she says
 * it, and a yes is recorded with the version that was read. The page shows nothing of
 * hers and names no case, since she may look at it too, and somebody beside her.
 */
@Route(value = Routes.CASES + "/:" + ConsentAskView.ID + "/consent", layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "SUPERVISOR" })
final class ConsentAskView extends Div implements BeforeEnterObserver {

	static final String ID = "id";

	private static final int MONTHS = 12;

	private final transient Consents consents;

	private final transient Map<UUID, String> partners;

	private final Select<Purpose> purpose = new Select<>();

	private final ComboBox<UUID> recipient = new ComboBox<>(Texts.text("consent.recipient"));

	private final DatePicker until = Pickers.day("consent.expires");

	private final Select<Consent.Form> form = new Select<>();

	private final TextField why = new TextField(Texts.text("consent.withheld.reason"));

	private final Map<Language, Button> languages = new LinkedHashMap<>();

	private final Div reading = new Div();

	private @Nullable CaseId caseId;

	private Language language = Language.KOREAN;

	private transient ConsentText text = ConsentText.newest(Purpose.SERVICES, Language.KOREAN);

	private ConsentPaper paper = new ConsentPaper(this.text, null, "", "");

	ConsentAskView(Consents consents, StaffDirectory staff) {
		this.consents = consents;
		this.partners = staff.partners();
		addClassNames("page", "consent-ask");
		add(new H1(Texts.text("consent.ask.title")), new Paragraph(Texts.text("consent.ask.what")), setting(), spoken(),
				this.reading, answer());
		read();
	}

	private Div setting() {
		this.purpose.setLabel(Texts.text("consent.purpose"));
		this.purpose.setItems(Purpose.values());
		this.purpose.setItemLabelGenerator(Texts::text);
		this.purpose.setValue(Purpose.SERVICES);
		this.recipient.setItems(new ArrayList<>(this.partners.keySet()));
		this.recipient.setItemLabelGenerator((id) -> this.partners.getOrDefault(id, "–"));
		this.until.setValue(Dates.today().plusMonths(MONTHS));
		this.purpose.addValueChangeListener((change) -> read());
		this.recipient.addValueChangeListener((change) -> read());
		this.until.addValueChangeListener((change) -> read());
		Div setting = new Div(this.purpose, this.recipient, this.until);
		setting.addClassName("filters");
		return setting;
	}

	private Div spoken() {
		Div spoken = new Div();
		spoken.addClassName("consent-languages");
		spoken.getElement().setAttribute("role", "group");
		spoken.getElement().setAttribute("aria-label", Texts.text("consent.language"));
		for (Language one : ConsentText.LANGUAGES) {
			Button choice = new Button(ConsentPaper.nameOf(one), (click) -> {
				this.language = one;
				read();
			});
			choice.getElement().setAttribute("lang", ConsentPaper.locale(one).toLanguageTag());
			this.languages.put(one, choice);
			spoken.add(choice);
		}
		return spoken;
	}

	private Div answer() {
		this.form.setLabel(Texts.text("consent.form"));
		this.form.setItems(ConsentFields.forms(false));
		this.form.setItemLabelGenerator(Texts::text);
		this.form.setValue(Consent.Form.ORALLY);
		this.why.setAutocomplete(Autocomplete.OFF);
		this.why.setManualValidation(true);
		Button record = new Button(Texts.text("consent.ask.record"),
				(click) -> TextRefusals.at(this.why, this::record));
		record.addThemeVariants(ButtonVariant.PRIMARY);
		Button print = new Button(Texts.text("consent.ask.print"),
				(click) -> UI.getCurrent().getPage().executeJs("window.print()"));
		Div answer = new Div(this.form, this.why, record, print,
				new Button(Texts.text("consent.ask.no"), (click) -> back()));
		answer.addClassNames("card", "consent-answer");
		return answer;
	}

	static String path(CaseId id) {
		return Routes.CASES + "/" + id + "/consent";
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		CaseId id = id(event);
		this.consents.requireAsking(id);
		this.caseId = id;
	}

	/** Shows the text for what is set; what she has said so far stays. */
	private void read() {
		boolean shared = this.purpose.getValue() == Purpose.INFORMATION_SHARING;
		this.recipient.setVisible(shared);
		this.languages.forEach((one, choice) -> {
			choice.getElement().setAttribute("aria-pressed", Boolean.toString(one == this.language));
			if (one == this.language) {
				choice.addThemeVariants(ButtonVariant.PRIMARY);
			}
			else {
				choice.removeThemeVariants(ButtonVariant.PRIMARY);
			}
		});
		UUID to = shared ? this.recipient.getValue() : null;
		this.text = ConsentText.newest(this.purpose.getValue(), this.language);
		ConsentPaper next = new ConsentPaper(this.text, to, (to != null) ? this.partners.getOrDefault(to, "–") : "…",
				Optional.ofNullable(this.until.getValue()).map(Dates::day).orElse(""));
		next.keep(this.paper);
		this.paper = next;
		this.reading.removeAll();
		this.reading.add(next);
	}

	private void record() {
		LocalDate ends = this.until.getValue();
		UUID to = this.recipient.getValue();
		if (this.purpose.getValue() == Purpose.INFORMATION_SHARING && to == null) {
			Notices.refused(List.of(Texts.text(ConsentOutcome.Reason.RECIPIENT_NEEDED)));
			return;
		}
		if (this.until.getDefaultValidator().apply(ends, new ValueContext(this.until)).isError()) {
			// what cannot be read as a day would stand without an end
			Notices.refused(List.of(Texts.text("kit.field.badDate", Texts.text("consent.expires"))));
			return;
		}
		Consent said = new Consent(this.purpose.getValue(), this.form.getValue(), this.language, this.text.version(),
				Dates.today(), "", ends, this.paper.withheld(this.why.getValue()));
		Consent asked = (said.purpose() == Purpose.INFORMATION_SHARING) ? said.to(to) : said;
		switch (this.consents.record(caseId(), asked)) {
			case ConsentOutcome.Recorded recorded -> {
				Notices.kept();
				back();
			}
			case ConsentOutcome.Refused refused ->
				Notices.refused(refused.reasons().stream().sorted().map(Texts::text).toList());
		}
	}

	private void back() {
		UI.getCurrent().navigate(Routes.CASES + "/" + caseId());
	}

	private CaseId caseId() {
		CaseId id = this.caseId;
		if (id == null) {
			throw new IllegalStateException("not entered yet");
		}
		return id;
	}

	private static CaseId id(BeforeEnterEvent event) {
		try {
			return CaseId.parse(event.getRouteParameters().get(ID).orElseThrow());
		}
		catch (IllegalArgumentException noUuid) {
			throw new NoSuchElementException(Texts.text("cases.none"));
		}
	}

}
