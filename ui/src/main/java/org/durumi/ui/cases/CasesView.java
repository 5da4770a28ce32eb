package org.durumi.ui.cases;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.audit.Reading;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.Deputies;
import org.durumi.cases.RiskLevel;
import org.durumi.cases.Stage;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.TextRefusals;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.FilterChips;
import org.durumi.ui.kit.StageCounts;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/** The cases a person may see, by code name; fetched as far as she scrolls. */
@Route(value = Routes.CASES, layout = MainLayout.class)
@Menu(title = "cases.title", order = 2, icon = "vaadin:folder-open")
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR" })
final class CasesView extends Div {

	/** Below this width a case is one block instead of a row. */
	private static final int NARROW = 900;

	private enum Chip {

		STAGE, RISK, TEXT, OVERDUE

	}

	private final transient CaseList list;

	private final transient Map<UUID, String> names;

	private final Grid<CaseListRow> grid = new Grid<>();

	private final StageCounts<Stage> counts = new StageCounts<>(this::chooseStage);

	private final FilterChips<Chip> chips = new FilterChips<>(this::drop);

	private final Select<CaseListFilter.Scope> scope = new Select<>();

	private final Select<CaseList.Order> order = new Select<>();

	private final TextField text = new TextField(Texts.text("cases.search"));

	private final MultiSelectComboBox<RiskLevel> risks = new MultiSelectComboBox<>(Texts.text("cases.risk"));

	private final Checkbox overdue = new Checkbox(Texts.text("cases.overdue"));

	private final Div nothing = new Div(new EmptyState("cases.empty", "cases.empty.what"));

	private @Nullable Stage stage;

	CasesView(CaseList list, StaffDirectory staff, Deputies deputies, AuthenticationContext authentication) {
		this.list = list;
		this.names = staff.names();
		addClassNames("page", "cases-page");
		Div head = new Div(new H1(Texts.text("cases.title")));
		head.addClassName("page-head");
		RouterLink emergency = new RouterLink(Texts.text("cases.glass"), EmergencyView.class);
		emergency.addClassName("emergency-link");
		head.add(emergency);
		if (authentication.hasAnyRole(Role.CASEWORKER.name(), Role.SUPERVISOR.name())) {
			head.add(new Anchor(Routes.EXPORT, Texts.text("exchange.link")));
		}
		if (authentication.hasRole(Role.CASEWORKER.name())) {
			Button register = new Button(Texts.text("cases.register"),
					(click) -> UI.getCurrent().navigate(RegistrationView.class));
			register.addThemeVariants(ButtonVariant.PRIMARY);
			register.getElement().setAttribute("data-shortcut", "new");
			head.add(register);
		}
		boolean leads = authentication.hasRole(Role.SUPERVISOR.name());
		boolean works = authentication.hasRole(Role.CASEWORKER.name());
		filters(leads, works, works && !deputies.actingFor().isEmpty());
		Div filters = new Div(this.text, this.scope, this.risks, this.order, this.overdue);
		filters.addClassName("filters");
		columns();
		add(head, this.counts, filters, this.chips, this.grid, this.nothing);
		refresh();
	}

	@Override
	protected void onAttach(AttachEvent event) {
		event.getUI().getPage().addBrowserWindowResizeListener((resized) -> fit(resized.getWidth()));
		event.getUI().getPage().retrieveExtendedClientDetails((details) -> fit(details.getWindowInnerWidth()));
	}

	private void filters(boolean leads, boolean works, boolean deputises) {
		this.text.setClearButtonVisible(true);
		this.text.setAutocomplete(Autocomplete.OFF);
		this.text.setManualValidation(true);
		this.text.setValueChangeMode(ValueChangeMode.LAZY);
		this.text.getElement().setAttribute("data-shortcut", "search");
		this.scope.setLabel(Texts.text("cases.scope"));
		this.scope.setItems(Arrays.stream(CaseListFilter.Scope.values())
			.filter((scope) -> deputises || scope != CaseListFilter.Scope.DEPUTISED)
			.toList());
		this.scope.setItemLabelGenerator(Texts::text);
		this.scope.setValue(leads ? CaseListFilter.Scope.TEAM : CaseListFilter.Scope.MINE);
		this.scope.setVisible(leads || works);
		this.order.setLabel(Texts.text("cases.order"));
		this.order.setItems(CaseList.Order.values());
		this.order.setItemLabelGenerator(Texts::text);
		this.order.setValue(CaseList.Order.NEXT_DUE);
		this.risks.setItems(RiskLevel.values());
		this.risks.setItemLabelGenerator(Texts::text);
		this.overdue.addValueChangeListener((change) -> refresh());
		this.text.addValueChangeListener((change) -> refresh());
		this.scope.addValueChangeListener((change) -> refresh());
		this.order.addValueChangeListener((change) -> refresh());
		this.risks.addValueChangeListener((change) -> refresh());
	}

	private void columns() {
		this.grid.addClassName("case-grid");
		this.grid.setSelectionMode(Grid.SelectionMode.NONE);
		this.grid.getElement().setAttribute("aria-label", Texts.text("cases.title"));
		this.grid.addComponentColumn(this::block).setKey("block").setHeader(Texts.text("cases.title")).setFlexGrow(1);
		this.grid.addComponentColumn(CasesView::name)
			.setKey("name")
			.setHeader(Texts.text("cases.name"))
			.setWidth("12rem")
			.setFlexGrow(2);
		this.grid.addComponentColumn((row) -> CaseTags.of(row.stage()))
			.setKey("stage")
			.setHeader(Texts.text("cases.stage"))
			.setWidth("9.5rem");
		this.grid.addComponentColumn((row) -> CaseTags.of(row.risk()))
			.setKey("risk")
			.setHeader(Texts.text("cases.risk"))
			.setWidth("8.5rem");
		this.grid.addColumn((row) -> this.names.getOrDefault(row.owner(), "–"))
			.setKey("owner")
			.setHeader(Texts.text("cases.owner"))
			.setWidth("7rem");
		this.grid.addColumn((row) -> day(row.lastContact()))
			.setKey("contact")
			.setHeader(Texts.text("cases.lastContact"))
			.setWidth("8rem");
		this.grid.addComponentColumn(CasesView::due)
			.setKey("due")
			.setHeader(Texts.text("cases.nextDue"))
			.setWidth("9rem");
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
		CaseListFilter filter = filter();
		CaseList.Order by = this.order.getValue();
		Map<Stage, Integer> figures = this.list.countsByStage(filter);
		Map<Stage, StageCounts.Count> shown = new LinkedHashMap<>();
		Arrays.stream(Stage.values())
			.filter((candidate) -> figures.containsKey(candidate))
			.forEach((candidate) -> shown.put(candidate,
					new StageCounts.Count(Texts.text(candidate), figures.getOrDefault(candidate, 0))));
		this.counts.show(shown);
		this.counts.choose(Optional.ofNullable(this.stage));
		int total = (this.stage != null) ? figures.getOrDefault(this.stage, 0)
				: figures.values().stream().mapToInt(Integer::intValue).sum();
		Reading reading = new Reading();
		this.grid.setItems((query) -> this.list.page(reading, filter, by, query.getOffset(), query.getLimit()).stream(),
				(query) -> total);
		this.grid.setVisible(total > 0);
		this.nothing.setVisible(total == 0);
		showChips(filter);
	}

	private CaseListFilter filter() {
		Set<Stage> stages = (this.stage != null) ? Set.of(this.stage) : Set.of();
		LocalDate due = this.overdue.getValue() ? Dates.today() : null;
		return new CaseListFilter(this.scope.getValue(), stages, this.risks.getValue(), this.text.getValue(), due);
	}

	private void showChips(CaseListFilter filter) {
		chip(Chip.STAGE, this.stage != null, (this.stage != null) ? Texts.text(this.stage) : "");
		chip(Chip.RISK, !filter.risks().isEmpty(),
				String.join(", ", filter.risks().stream().sorted().map(Texts::text).toList()));
		chip(Chip.TEXT, !filter.text().isBlank(), "“" + filter.text() + "”");
		chip(Chip.OVERDUE, filter.dueBefore() != null, Texts.text("cases.overdue"));
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
			case STAGE -> {
				this.stage = null;
				refresh();
			}
			case RISK -> this.risks.clear();
			case TEXT -> this.text.clear();
			case OVERDUE -> this.overdue.setValue(false);
		}
	}

	private void chooseStage(Optional<Stage> chosen) {
		this.stage = chosen.orElse(null);
		refresh();
	}

	private static Component name(CaseListRow row) {
		RouterLink link = new RouterLink(row.codeName(), CaseView.class,
				new RouteParameters(CaseView.ID, row.id().toString()));
		Span number = new Span(row.caseNumber());
		number.addClassName("case-number");
		Div name = new Div(link, number);
		name.addClassName("case-name");
		return name;
	}

	/** All that a row says, for a phone. */
	private Component block(CaseListRow row) {
		Div tags = new Div(CaseTags.of(row.stage()), CaseTags.of(row.risk()));
		tags.addClassName("case-block-tags");
		Div dates = new Div(new Span(Texts.text("cases.block.due", day(row.nextDue()))),
				new Span(Texts.text("cases.block.contact", day(row.lastContact()))));
		if (this.scope.getValue() == CaseListFilter.Scope.DEPUTISED) {
			dates.add(new Span(Texts.text("cases.block.owner", this.names.getOrDefault(row.owner(), "–"))));
		}
		dates.addClassName("case-block-dates");
		Div block = new Div(name(row), tags, dates);
		block.addClassName("case-block");
		return block;
	}

	private static Component due(CaseListRow row) {
		Span due = new Span(day(row.nextDue()));
		if (row.nextDue() != null && row.nextDue().isBefore(Dates.today())) {
			due.addClassName("overdue");
			due.getElement().setAttribute("title", Texts.text("cases.overdue"));
		}
		return due;
	}

	private static String day(@Nullable LocalDate day) {
		return (day != null) ? Dates.day(day) : "–";
	}

}
