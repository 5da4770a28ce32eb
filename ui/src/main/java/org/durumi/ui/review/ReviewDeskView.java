package org.durumi.ui.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.audit.LogVerification;
import org.durumi.audit.Reading;
import org.durumi.review.AuditRow;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewLag;
import org.durumi.review.ReviewRule;
import org.durumi.review.WeeklyReports;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Polling;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What waits for a supervisor's review, the most urgent first, and why it does. */
@Route(value = Routes.REVIEW_DESK, layout = MainLayout.class)
@Menu(title = "review.desk", order = 3.8, icon = "vaadin:clipboard-check")
@RolesAllowed("SUPERVISOR")
final class ReviewDeskView extends Div {

	/** Below this width an entry is one block instead of a row. */
	private static final int NARROW = 1000;

	/** How often the desk asks whether there is anything new. */
	private static final Duration EVERY = Duration.ofSeconds(5);

	/** What is due sooner than this stands out. */
	private static final Duration SOON = Duration.ofHours(6);

	private final transient ReviewActs acts;

	private final transient Clock clock;

	private final transient Map<UUID, String> names;

	private final DeskState state;

	private final Paragraph head = new Paragraph();

	private final RuleCounts rules = new RuleCounts((rule) -> list());

	private final Paragraph rule = new Paragraph();

	private final Grid<ReviewDesk.Waiting> grid = new Grid<>();

	private final EmptyState nothing = new EmptyState("review.desk.none", "review.desk.none.what",
			new Anchor(Routes.AUDIT, Texts.text("review.title")));

	private @Nullable Registration renewing;

	private Map<ReviewRule, ReviewDesk.Load> shown = Map.of();

	ReviewDeskView(ReviewActs acts, ReviewLag lag, WeeklyReports reports, LogVerification verification, Clock clock) {
		this.acts = acts;
		this.state = new DeskState(lag);
		this.clock = clock;
		this.names = acts.staff().names();
		addClassNames("page", "review-desk");
		this.head.addClassName("desk-head");
		this.head.getElement().setAttribute("role", "status");
		this.rule.addClassName("desk-rule");
		columns();
		add(new H1(Texts.text("review.desk")), this.state, this.head, this.rules, this.rule, this.grid, this.nothing,
				explained(), new WeeklyReportPanel(reports, verification, acts.staff()));
		refresh();
	}

	@Override
	protected void onAttach(AttachEvent event) {
		event.getUI().getPage().addBrowserWindowResizeListener((resized) -> fit(resized.getWidth()));
		event.getUI().getPage().retrieveExtendedClientDetails((details) -> fit(details.getWindowInnerWidth()));
		this.renewing = Polling.every(event.getUI(), EVERY, this::beat);
	}

	@Override
	protected void onDetach(DetachEvent event) {
		if (this.renewing != null) {
			this.renewing.remove();
		}
	}

	/** While the database is away the desk stays as it was. */
	private void beat() {
		try {
			renew();
		}
		catch (DataAccessException | TransactionException away) {
			// gone this moment; whatever she does next tells her
		}
	}

	/** Asks for numbers; only where they are others the desk is read anew. */
	private void renew() {
		this.state.refresh();
		Map<ReviewRule, ReviewDesk.Load> loads = this.acts.desk().load();
		if (!loads.equals(this.shown)) {
			ReviewRule before = this.rules.chosen();
			count(loads);
			if (before == this.rules.chosen()) {
				// where the reader is in the list she stays
				this.grid.getDataProvider().refreshAll();
			}
			else {
				list();
			}
		}
	}

	/** Every rule in a sentence, for whoever asks what comes here and what does not. */
	private Details explained() {
		DescriptionList list = new DescriptionList();
		list.addClassName("record-view");
		for (ReviewRule each : ReviewRule.values()) {
			list.add(new DescriptionList.Term(Texts.text(each)),
					new DescriptionList.Description(RuleText.sentence(each, this.acts.desk().settings())));
		}
		return new Details(Texts.text("review.desk.explained"), list);
	}

	private void columns() {
		this.grid.addClassNames("audit-grid", "desk-grid");
		this.grid.setSelectionMode(Grid.SelectionMode.NONE);
		this.grid.setPageSize(50);
		this.grid.getElement().setAttribute("aria-label", Texts.text("review.desk"));
		this.grid.addComponentColumn(this::block).setKey("block").setHeader(Texts.text("review.desk")).setFlexGrow(1);
		this.grid.addComponentColumn((waiting) -> due(waiting, this.clock.instant()))
			.setKey("due")
			.setHeader(Texts.text("review.desk.due"))
			.setWidth("11rem")
			.setFlexGrow(0);
		this.grid.addComponentColumn((waiting) -> what(waiting.row()))
			.setKey("what")
			.setHeader(Texts.text("review.what"))
			.setWidth("16rem")
			.setFlexGrow(1);
		this.grid.addColumn((waiting) -> codeName(waiting.row()))
			.setKey("case")
			.setHeader(Texts.text("review.case"))
			.setWidth("9rem")
			.setFlexGrow(0);
		this.grid.addComponentColumn((waiting) -> RuleText.tags(waiting.reasons()))
			.setKey("why")
			.setHeader(Texts.text("review.desk.reasons"))
			.setWidth("15rem")
			.setFlexGrow(1);
		this.grid.addComponentColumn(this::open)
			.setKey("open")
			.setHeader(Texts.text("review.state"))
			.setWidth("10rem")
			.setFlexGrow(0);
		fit(NARROW);
	}

	private void fit(int width) {
		boolean narrow = width < NARROW;
		this.grid.getColumns().forEach((column) -> column.setVisible("block".equals(column.getKey()) == narrow));
	}

	private void refresh() {
		count(this.acts.desk().load());
		list();
	}

	private void count(Map<ReviewRule, ReviewDesk.Load> loads) {
		ReviewDesk.Load entries = this.acts.desk().entries();
		this.shown = loads;
		this.rules.show(loads);
		this.head.setText(Texts.text("review.desk.head", entries.open(), entries.overdue()));
		this.head.setVisible(!loads.isEmpty());
		this.rules.setVisible(!loads.isEmpty());
		this.grid.setVisible(!loads.isEmpty());
		this.nothing.setVisible(loads.isEmpty());
	}

	private void list() {
		ReviewRule chosen = this.rules.chosen();
		this.rule.setVisible(chosen != null);
		if (chosen != null) {
			this.rule.setText(RuleText.sentence(chosen, this.acts.desk().settings()));
		}
		Reading reading = new Reading();
		this.grid.setItems(
				(query) -> this.acts.desk().waiting(reading, chosen, query.getOffset(), query.getLimit()).stream());
	}

	private static Component due(ReviewDesk.Waiting waiting, Instant now) {
		Duration left = Duration.between(now, waiting.due());
		Tag due = waiting.overdue()
				? new Tag(Tone.DANGER, Texts.text("review.desk.overdue", Dates.moment(waiting.due())))
				: new Tag((left.compareTo(SOON) < 0) ? Tone.ATTENTION : Tone.NEUTRAL,
						Texts.text("review.desk.dueIn", RuleText.about(left)));
		due.addClassName("desk-due");
		return due;
	}

	private static Component what(AuditRow row) {
		Span when = new Span(Dates.moment(row.at()) + " · " + AuditView.who(row));
		when.addClassName("case-block-dates");
		Div what = new Div(AuditView.what(row), when);
		what.addClassName("desk-what");
		return what;
	}

	private static String codeName(AuditRow row) {
		return (row.codeName() != null) ? row.codeName() : "–";
	}

	private Component open(ReviewDesk.Waiting waiting) {
		AuditRow row = waiting.row();
		Button open = new Button(Texts.text("review.open"),
				(click) -> this.acts.review()
					.open(row.id())
					.ifPresentOrElse((entry) -> new EntryDialog(this.acts, entry, this.names, this::refresh).open(),
							this::refresh));
		open.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
		open.setAriaLabel(Texts.text("records.of", Texts.text("review.open"),
				AuditView.action(row.action()) + " " + codeName(row) + " " + Dates.moment(row.at())));
		Div cell = new Div(open);
		cell.addClassName("audit-open");
		switch (waiting.asked()) {
			case NOT -> {
				// nothing to say
			}
			case WAITING -> cell.add(new Tag(Tone.NEUTRAL, Texts.text(waiting.asked())));
			case ANSWERED -> cell.add(new Tag(Tone.GOOD, Texts.text(waiting.asked())));
		}
		return cell;
	}

	/** All that a row says, for a phone. */
	private Component block(ReviewDesk.Waiting waiting) {
		Div block = new Div(due(waiting, this.clock.instant()), what(waiting.row()));
		if (waiting.row().codeName() != null) {
			block.add(new Span(waiting.row().codeName()));
		}
		block.add(RuleText.tags(waiting.reasons()), open(waiting));
		block.addClassName("case-block");
		return block;
	}

}
