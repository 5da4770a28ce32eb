package org.durumi.ui.cases;

import java.time.Instant;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.Relation;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.access.Ties;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.CasePage;
import org.durumi.cases.CasePages;
import org.durumi.cases.Deputies;
import org.durumi.cases.EmergencyAccess;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.CaseHeader;
import org.durumi.ui.kit.RefusalPanel;
import org.durumi.ui.kit.StageStepper;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.springframework.beans.factory.ObjectProvider;

/** One case: where it stands, what comes next, what is recorded and what happened. */
@Route(value = Routes.CASES + "/:" + CaseView.ID, layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR" })
final class CaseView extends Div implements BeforeEnterObserver {

	static final String ID = "id";

	private final transient CasePages pages;

	private final transient ObjectProvider<CasePanel> panels;

	private final transient StaffDirectory staff;

	private final transient CaseActs acts;

	private final transient CaseHistory history;

	private final transient EmergencyAccess emergency;

	private final transient Deputies deputies;

	private final transient Ties ties;

	private final Div top = new Div();

	private final RefusalPanel refusals = new RefusalPanel();

	CaseView(CasePages pages, ObjectProvider<CasePanel> panels, StaffDirectory staff, CaseActs acts,
			CaseHistory history, EmergencyAccess emergency, Deputies deputies, Ties ties) {
		this.pages = pages;
		this.panels = panels;
		this.staff = staff;
		this.acts = acts;
		this.history = history;
		this.emergency = emergency;
		this.deputies = deputies;
		this.ties = ties;
		addClassNames("page", "case-page");
		this.top.addClassName("case-top");
	}

	static String path(CaseId id) {
		return Routes.CASES + "/" + id;
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		CaseId id = id(event);
		CasePage page = this.pages.open(id);
		removeAll();
		this.refusals.hide();
		HistorySection timeline = new HistorySection(this.history, id);
		MovesSection moves = new MovesSection(this.acts, id, this.refusals);
		Runnable changed = () -> {
			show(this.pages.open(id), moves);
			timeline.refresh();
		};
		moves.onChange(changed);
		Div records = new Div();
		records.addClassName("case-records");
		records.add(moves);
		this.panels.stream()
			.sorted(Comparator.comparingInt(CasePanel::order))
			.filter((panel) -> panel.isFor(id))
			.forEach((panel) -> records.add(panel.create(id, changed)));
		Div body = new Div(records, timeline);
		body.addClassName("case-body");
		if (page.relations().contains(Relation.DEPUTY)) {
			deputy(page.facts().owner()).ifPresent(this::add);
		}
		this.emergency.until(id).ifPresent((until) -> add(new EmergencyBanner(until, Instant.now())));
		add(this.top, this.refusals, body);
		show(page, moves);
	}

	private void show(CasePage page, MovesSection moves) {
		CaseListRow facts = page.facts();
		CaseHeader header = new CaseHeader(facts.codeName(), facts.caseNumber());
		header.fact("cases.stage", CaseTags.of(facts.stage()))
			.fact("cases.risk", CaseTags.of(facts.risk()))
			.fact("cases.consent", CaseTags.of(facts.consent()))
			.fact("cases.owner", name(facts.owner()))
			.fact("cases.cycle", Integer.toString(facts.cycle()));
		if (facts.nextDue() != null) {
			header.fact("cases.nextDue", Dates.day(facts.nextDue()));
		}
		if (facts.lastContact() != null) {
			header.fact("cases.lastContact", Dates.day(facts.lastContact()));
		}
		moves.show(page, header);
		TieLine tie = new TieLine(this.ties, facts.id(), header, () -> show(this.pages.open(facts.id()), moves));
		StageStepper stepper = new StageStepper(this.history.steps(facts));
		Div steps = new Div(stepper);
		steps.addClassName("card");
		this.top.removeAll();
		this.top.add(header, tie, steps);
	}

	private Optional<DeputyBanner> deputy(UUID absent) {
		return this.deputies.actingFor()
			.stream()
			.filter((deputyship) -> deputyship.absent().equals(absent))
			.findFirst()
			.map((deputyship) -> new DeputyBanner(deputyship, name(absent)));
	}

	private String name(UUID person) {
		return this.staff.find(person).map(StaffMember::name).orElse("–");
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
