package org.durumi.ui.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.audit.AuditAction;
import org.durumi.audit.LogVerification;
import org.durumi.review.Alerts;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditRow;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.TextRefusals;
import org.durumi.ui.kit.FilterChips;
import org.durumi.ui.kit.Pickers;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/** The log of what was done in a supervisor's teams, and her review of it. */
@Route(value = Routes.AUDIT, layout = MainLayout.class)
@Menu(title = "review.title", order = 4, icon = "vaadin:eye")
@RolesAllowed("SUPERVISOR")
final class AuditView extends Div implements BeforeEnterObserver {

	/** In the address: only broken glass that nobody has reviewed. */
	static final String EMERGENCIES = "emergencies";

	/** In the address: only what should alarm and nobody has reviewed. */
	static final String ALERTS = "alerts";

	/** Below this width an entry is one block instead of a row. */
	private static final int NARROW = 900;

	private enum Chip {

		PERSON, CASE, ACTIONS, DAY, DAYS, UNREVIEWED

	}

	private final transient ReviewActs acts;

	private final Grid<AuditRow> grid = new Grid<>();

	private final FilterChips<Chip> chips = new FilterChips<>(this::drop);

	private final ComboBox<UUID> person = new ComboBox<>(Texts.text("review.person"));

	private final TextField text = new TextField(Texts.text("review.case"));

	private final MultiSelectComboBox<AuditAction> actions = new MultiSelectComboBox<>(Texts.text("review.actions"));

	private final DatePicker day = Pickers.day("review.day");

	private final Checkbox unreviewed = new Checkbox(Texts.text("review.unreviewed"));

	private final transient Map<UUID, String> names;

	/** What the address asked for; a day that is chosen counts before its days. */
	private transient @Nullable AuditAddress asked;

	AuditView(ReviewActs acts, LogVerification verification) {
		this.acts = acts;
		this.names = acts.staff().names();
		addClassNames("page", "audit-page");
		filters();
		Div filters = new Div(this.person, this.text, this.actions, this.day, this.unreviewed);
		filters.addClassName("filters");
		columns();
		add(new H1(Texts.text("review.title")), new LogStatus(verification), filters, this.chips, this.grid);
		refresh();
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		QueryParameters parameters = event.getLocation().getQueryParameters();
		Set<String> wanted = parameters.getParameters().keySet();
		if (wanted.contains(EMERGENCIES)) {
			unreviewed(Set.of(AuditAction.GLASS_BROKEN));
		}
		else if (wanted.contains(ALERTS)) {
			unreviewed(Alerts.ACTIONS);
		}
		else {
			AuditAddress.of(parameters, this.names.keySet()).ifPresent(this::ask);
		}
	}

	private void ask(AuditAddress asked) {
		this.asked = asked;
		this.person.setValue(asked.person());
		refresh();
	}

	private void unreviewed(Set<AuditAction> wanted) {
		this.actions.setValue(wanted);
		this.unreviewed.setValue(true);
	}

	@Override
	protected void onAttach(AttachEvent event) {
		event.getUI().getPage().addBrowserWindowResizeListener((resized) -> fit(resized.getWidth()));
		event.getUI().getPage().retrieveExtendedClientDetails((details) -> fit(details.getWindowInnerWidth()));
	}

	private void filters() {
		this.person.setItems(this.names.keySet()
			.stream()
			.sorted((a, b) -> this.names.getOrDefault(a, "").compareTo(this.names.getOrDefault(b, "")))
			.toList());
		this.person.setItemLabelGenerator((id) -> this.names.getOrDefault(id, "–"));
		this.person.setClearButtonVisible(true);
		this.text.setClearButtonVisible(true);
		this.text.setAutocomplete(Autocomplete.OFF);
		this.text.setManualValidation(true);
		this.text.setValueChangeMode(ValueChangeMode.LAZY);
		this.text.getElement().setAttribute("data-shortcut", "search");
		this.actions.setItems(AuditAction.values());
		this.actions.setItemLabelGenerator(Texts::text);
		this.day.setClearButtonVisible(true);
		this.person.addValueChangeListener((change) -> refresh());
		this.text.addValueChangeListener((change) -> refresh());
		this.actions.addValueChangeListener((change) -> refresh());
		this.day.addValueChangeListener((change) -> refresh());
		this.unreviewed.addValueChangeListener((change) -> refresh());
	}

	private void columns() {
		this.grid.addClassName("audit-grid");
		this.grid.setSelectionMode(Grid.SelectionMode.NONE);
		this.grid.setPageSize(50);
		this.grid.getElement().setAttribute("aria-label", Texts.text("review.title"));
		this.grid.addComponentColumn(this::block).setKey("block").setHeader(Texts.text("review.title")).setFlexGrow(1);
		this.grid.addColumn((row) -> Dates.moment(row.at()))
			.setKey("at")
			.setHeader(Texts.text("review.at"))
			.setWidth("13rem")
			.setFlexGrow(0);
		this.grid.addColumn(AuditView::who).setKey("who").setHeader(Texts.text("review.person")).setWidth("8rem");
		this.grid.addComponentColumn(AuditView::what)
			.setKey("what")
			.setHeader(Texts.text("review.what"))
			.setWidth("15rem")
			.setFlexGrow(2);
		this.grid.addColumn((row) -> (row.codeName() != null) ? row.codeName() : "–")
			.setKey("case")
			.setHeader(Texts.text("review.case"))
			.setWidth("10rem");
		this.grid.addComponentColumn(this::open)
			.setKey("open")
			.setHeader(Texts.text("review.state"))
			.setWidth("11rem")
			.setFlexGrow(0);
		fit(NARROW);
	}

	private void fit(int width) {
		boolean narrow = width < NARROW;
		this.grid.getColumns().forEach((column) -> column.setVisible("block".equals(column.getKey()) == narrow));
	}

	private void refresh() {
		TextRefusals.at(this.text, this::list);
	}

	private void list() {
		AuditFilter filter = filter();
		this.grid.setItems((query) -> this.acts.review().page(filter, query.getOffset(), query.getLimit()).stream());
		chip(Chip.PERSON, filter.actor() != null, this.names.getOrDefault(this.person.getValue(), ""));
		chip(Chip.CASE, !filter.caseText().isEmpty(), "“" + filter.caseText() + "”");
		chip(Chip.ACTIONS, !filter.actions().isEmpty(),
				this.actions.getValue().stream().sorted().map(Texts::text).collect(Collectors.joining(", ")));
		LocalDate chosen = this.day.getValue();
		chip(Chip.DAY, chosen != null, (chosen != null) ? Dates.day(chosen) : "");
		AuditAddress days = (chosen == null) ? this.asked : null;
		chip(Chip.DAYS, days != null && (days.from() != null || days.to() != null),
				(days != null) ? day(days.from()) + " – " + day(days.to()) : "");
		chip(Chip.UNREVIEWED, filter.unreviewed(), Texts.text("review.unreviewed"));
	}

	private AuditFilter filter() {
		LocalDate chosen = this.day.getValue();
		Set<String> wanted = this.actions.getValue().stream().map(Enum::name).collect(Collectors.toSet());
		AuditAddress days = (chosen != null) ? new AuditAddress(null, chosen, chosen) : this.asked;
		LocalDate first = (days != null) ? days.from() : null;
		LocalDate last = (days != null) ? days.to() : null;
		return new AuditFilter(this.person.getValue(), this.text.getValue(), wanted, start(first),
				start((last != null) ? last.plusDays(1) : null), this.unreviewed.getValue());
	}

	private static String day(@Nullable LocalDate day) {
		return (day != null) ? Dates.day(day) : "";
	}

	private static @Nullable Instant start(@Nullable LocalDate day) {
		return (day != null) ? day.atStartOfDay(Dates.zone()).toInstant() : null;
	}

	private void chip(Chip chip, boolean present, String label) {
		if (present) {
			this.chips.put(chip, label);
		}
		else {
			this.chips.take(chip);
		}
	}

	private void drop(Chip chip) {
		switch (chip) {
			case PERSON -> this.person.clear();
			case CASE -> this.text.clear();
			case ACTIONS -> this.actions.clear();
			case DAY -> this.day.clear();
			case DAYS -> {
				this.asked = null;
				refresh();
			}
			case UNREVIEWED -> this.unreviewed.setValue(false);
		}
	}

	static String who(AuditRow row) {
		return (row.actorName() != null) ? row.actorName() : Texts.text("review.system");
	}

	static Component what(AuditRow row) {
		Span action = new Span(action(row.action()));
		Div what = new Div(action);
		what.addClassName("audit-what");
		if (row.subjectName() != null && !row.subject().equals(row.actor())) {
			what.add(new Span(row.subjectName()));
		}
		switch (row.outcome()) {
			case DENIED -> what.add(new Tag(Tone.DANGER, Texts.text(row.outcome())));
			case FAILED -> what.add(new Tag(Tone.ATTENTION, Texts.text(row.outcome())));
			case DONE -> {
				// the usual
			}
		}
		return what;
	}

	private Component open(AuditRow row) {
		Button open = new Button(Texts.text("review.open"), (click) -> this.acts.review()
			.open(row.id())
			.ifPresent(
					(entry) -> new EntryDialog(this.acts, entry, this.names, Routes.AUDIT + "?" + ALERTS, this::refresh)
						.open()));
		open.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
		open.setAriaLabel(Texts.text("records.of", Texts.text("review.open"),
				action(row.action()) + " " + Dates.moment(row.at())));
		Div cell = new Div(open);
		cell.addClassName("audit-open");
		if (row.reviewed()) {
			cell.add(new Tag(Tone.GOOD, Texts.text("review.reviewed")));
		}
		return cell;
	}

	/** All that a row says, for a phone. */
	private Component block(AuditRow row) {
		Span head = new Span(Dates.moment(row.at()) + " · " + who(row));
		head.addClassName("case-block-dates");
		Div block = new Div(what(row), head);
		if (row.codeName() != null) {
			block.add(new Span(row.codeName()));
		}
		block.add(open(row));
		block.addClassName("case-block");
		return block;
	}

	/** The words for an action; some are only ever written by the database. */
	static String action(String name) {
		return Arrays.stream(AuditAction.values())
			.filter((action) -> action.name().equals(name))
			.findFirst()
			.map(Texts::text)
			.orElseGet(() -> Texts.find("AuditAction." + name).orElse(name));
	}

}
