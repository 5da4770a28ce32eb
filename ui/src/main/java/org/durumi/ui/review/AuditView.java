package org.durumi.ui.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.LogVerification;
import org.durumi.audit.Reading;
import org.durumi.review.Alerts;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditRow;
import org.durumi.review.LeavingEntries;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

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

	/** In the address: the id of an entry that is to be opened. */
	static final String ENTRY = "entry";

	/** In the address: rows are to be taken out. */
	static final String EXPORT = "export";

	private final transient ReviewActs acts;

	private final Grid<AuditRow> grid = new Grid<>();

	private final AuditFilters filters;

	/** Leads on to all that one person did, or that was done about one case. */
	private final Div histories = new Div();

	private final Details export;

	/** Which filters what is taken out went through. */
	private final Paragraph inForce = new Paragraph();

	/** Which rows are shown; read where a file is fetched, which no page waits for. */
	private transient volatile AuditFilter shown = AuditFilter.NONE;

	private final transient Map<UUID, String> names;

	AuditView(ReviewActs acts, LogVerification verification) {
		this.acts = acts;
		this.names = acts.staff().names();
		addClassNames("page", "audit-page");
		this.filters = new AuditFilters(this.names, this::refresh);
		this.histories.addClassName("audit-histories");
		this.export = new Details(Texts.text("review.export"), export());
		columns();
		add(new H1(Texts.text("review.title")), new LogStatus(verification), this.filters, this.histories, this.export,
				this.grid);
		refresh();
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		QueryParameters asked = event.getLocation().getQueryParameters();
		Set<String> wanted = asked.getParameters().keySet();
		this.filters.ask(wanted.contains(EMERGENCIES) ? AuditAddress.unreviewed(Set.of(AuditAction.GLASS_BROKEN))
				: wanted.contains(ALERTS) ? AuditAddress.unreviewed(Alerts.ACTIONS)
						: AuditAddress.of(asked, this.names.keySet()));
		this.export.setOpened(wanted.contains(EXPORT));
		AuditHistoryView.id(asked, ENTRY).ifPresent(this::open);
	}

	@Override
	protected void onAttach(AttachEvent event) {
		event.getUI().getPage().addBrowserWindowResizeListener((resized) -> fit(resized.getWidth()));
		event.getUI().getPage().retrieveExtendedClientDetails((details) -> fit(details.getWindowInnerWidth()));
	}

	private Component export() {
		Locale language = Texts.locale();
		Paragraph consequence = new Paragraph(Texts.text("review.export.consequence"));
		consequence.addClassName("emergency-consequence");
		TakeOut link = new TakeOut(this.acts,
				new TakeOut.What("durumi-audit.zip", "application/zip", Texts.text("review.export.take")),
				() -> this.filters.address().behind(Routes.AUDIT + "?" + EXPORT),
				() -> this.acts.export()
					.rows(this.shown, (contents) -> I18NProvider.translate(language, "review.export.readme",
							contents.entries(), contents.proved(), contents.size())));
		this.inForce.getElement().setAttribute("role", "status");
		Div panel = new Div(new Paragraph(Texts.text("review.export.what", LeavingEntries.MOST)), consequence,
				this.inForce, link);
		panel.addClassName("audit-export");
		return panel;
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
		AuditFilter filter = this.filters.filter();
		this.shown = filter;
		String words = this.filters.words();
		this.inForce
			.setText(words.isEmpty() ? Texts.text("review.export.all") : Texts.text("review.export.filters", words));
		Reading reading = new Reading();
		this.grid.setItems(
				(query) -> this.acts.review().page(reading, filter, query.getOffset(), query.getLimit()).stream());
		histories(filter);
	}

	private void histories(AuditFilter filter) {
		this.histories.removeAll();
		UUID person = filter.actor();
		if (person != null) {
			this.histories.add(AuditHistoryView.ofPerson(person,
					Texts.text("review.history.person", this.names.getOrDefault(person, "–"))));
		}
		if (!filter.caseText().isEmpty()) {
			this.acts.history()
				.caseCalled(filter.caseText())
				.ifPresent((found) -> this.histories
					.add(AuditHistoryView.ofCase(found, Texts.text("review.history.case", filter.caseText()))));
		}
	}

	/** Whoever acted: a person by her name, if the reader may know her. */
	static String who(AuditRow row) {
		String name = row.actorName();
		return (name != null) ? name
				: Texts.text(SystemActor.isOne(row.actor()) ? "review.system" : "review.unknownPerson");
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

	private void open(UUID entry) {
		this.acts.review()
			.open(entry)
			.ifPresent((opened) -> new EntryDialog(this.acts, opened, this.names, this::refresh).open());
	}

	private Component open(AuditRow row) {
		Button open = new Button(Texts.text("review.open"), (click) -> open(row.id()));
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
