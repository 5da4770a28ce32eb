package org.durumi.ui.exchange;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.Approval;
import org.durumi.access.StaffDirectory;
import org.durumi.exchange.CaseListExport;
import org.durumi.exchange.CaseListExport.Asked;
import org.durumi.exchange.CaseListExport.Outcome;
import org.durumi.exchange.ExportRequest;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUpCard;

/** Asks that the list of one's cases may leave with names, and fetches it once it may. */
@Route(value = Routes.EXPORT, layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "SUPERVISOR" })
final class ExportView extends Div {

	private static final int MOST = 20;

	/** Says nothing about anybody, whoever finds it on a disk. */
	private static final String FILE = "durumi-cases.csv";

	private static final String TYPE = "text/csv; charset=UTF-8";

	private static final Field<String> PURPOSE = Field.longText("exchange.purpose", CaseListExport.MAX_WORDS)
		.required();

	private final transient CaseListExport export;

	private final transient StaffDirectory staff;

	private final transient Map<UUID, String> names;

	private final transient Clock clock;

	/** What was fetched since the page was opened: how many cases the file holds. */
	private final Map<UUID, Integer> fetched = new HashMap<>();

	private final Div body = new Div();

	ExportView(CaseListExport export, StaffDirectory staff, Clock clock) {
		this.export = export;
		this.staff = staff;
		this.names = staff.names();
		this.clock = clock;
		addClassNames("page", "export-page");
		Paragraph consequence = new Paragraph(Texts.text("exchange.consequence"));
		consequence.addClassName("emergency-consequence");
		add(new H1(Texts.text("exchange.title")), new Paragraph(Texts.text("exchange.what")));
		long leftOut = export.countLeftOut();
		if (leftOut > 0) {
			add(new Paragraph(Texts.text("exchange.leftOut", leftOut)));
		}
		add(consequence, this.body);
		refresh();
	}

	private void refresh() {
		this.body.removeAll();
		List<ExportRequest> asked = this.export.askedByMe(MOST);
		Instant now = this.clock.instant();
		if (asked.stream().anyMatch((request) -> request.permitsAt(now)) && !this.export.isFactorFresh()) {
			this.body.add(new StepUpCard(Routes.EXPORT, Texts.text("exchange.stepUp"), this.staff));
		}
		if (asked.stream().noneMatch((request) -> request.isUnderWayAt(now))) {
			this.body.add(form());
		}
		if (!asked.isEmpty()) {
			Section section = new Section(new H2(Texts.text("exchange.asked")));
			asked.forEach((request) -> section.add(card(request, now)));
			this.body.add(section);
		}
	}

	private RecordForm<Values> form() {
		RecordForm<Values> form = new RecordForm<>("exchange.form", (values) -> values, List.<Field<?>>of(PURPOSE));
		form.addClassName("card");
		form.onSubmit("exchange.ask", (values) -> {
			Asked asked = this.export.ask(values.get(PURPOSE));
			if (asked != Asked.ASKED) {
				form.refuse(Set.of(Texts.text(asked)));
				return;
			}
			form.saved(Instant.now());
			Notices.tell(Texts.text(asked));
			refresh();
		});
		return form;
	}

	private Component card(ExportRequest request, Instant now) {
		Approval approval = request.approval();
		Span cases = new Span(Texts.text("exchange.cases", request.cases()));
		cases.addClassName("approval-case");
		Div head = new Div(cases, new Tag(tone(request, now), state(request, now)));
		head.addClassName("task-line");
		Div facts = new Div(new Span(Dates.moment(approval.requestedAt())));
		facts.addClassName("approval-facts");
		UUID answeredBy = approval.decidedBy();
		if (answeredBy != null) {
			facts.add(new Span(Texts.text("approvals.answered", this.names.getOrDefault(answeredBy, "–"))));
		}
		Article card = new Article(head, facts);
		card.addClassNames("card", "export-request");
		Paragraph purpose = new Paragraph(request.purpose());
		purpose.addClassName("approval-reason");
		card.add(purpose);
		if (request.comment() != null) {
			card.add(new Paragraph(request.comment()));
		}
		if (request.permitsAt(now) && this.export.isFactorFresh()) {
			card.add(download(approval.id()));
		}
		Integer inFile = this.fetched.get(approval.id());
		if (inFile != null) {
			Paragraph holds = new Paragraph(Texts.text("exchange.fetched", inFile, request.cases()));
			holds.addClassName("export-fetched");
			card.add(holds);
		}
		return card;
	}

	/** Made when it is fetched, never before, and kept nowhere. */
	private Anchor download(UUID request) {
		DownloadHandler handler = DownloadHandler.fromInputStream((event) -> {
			Outcome outcome = this.export.download(request);
			event.getUI().access(() -> tell(request, outcome));
			return response(outcome);
		}, FILE).whenComplete((done) -> refresh());
		Anchor link = new Anchor(handler, AttachmentType.DOWNLOAD, Texts.text("exchange.download"));
		link.addClassName("export-download");
		return link;
	}

	private void tell(UUID request, Outcome outcome) {
		switch (outcome) {
			case Outcome.Ready ready -> this.fetched.put(request, ready.cases());
			case Outcome.NothingLeft nothing -> Notices.refused(List.of(Texts.text("exchange.nothingLeft")));
			case Outcome.NotAgreed not -> {
				// the request's own state says so
			}
			case Outcome.NeedsFreshFactor stale -> {
				// the page asks for it
			}
		}
	}

	private static DownloadResponse response(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Ready ready ->
				new DownloadResponse(new ByteArrayInputStream(ready.csv()), FILE, TYPE, ready.csv().length);
			case Outcome.NotAgreed not -> DownloadResponse.error(HttpStatusCode.GONE);
			case Outcome.NothingLeft nothing -> DownloadResponse.error(HttpStatusCode.GONE);
			case Outcome.NeedsFreshFactor stale -> DownloadResponse.error(HttpStatusCode.FORBIDDEN);
		};
	}

	private static Tone tone(ExportRequest request, Instant now) {
		return switch (request.approval().state()) {
			case PENDING -> Tone.ATTENTION;
			case APPROVED -> request.permitsAt(now) ? Tone.GOOD : Tone.NEUTRAL;
			case REJECTED -> Tone.DANGER;
			case USED, WITHDRAWN -> Tone.NEUTRAL;
		};
	}

	private static String state(ExportRequest request, Instant now) {
		Approval.State state = request.approval().state();
		boolean lapsed = switch (state) {
			case PENDING, APPROVED -> !request.isUnderWayAt(now);
			case REJECTED, USED, WITHDRAWN -> false;
		};
		return lapsed ? Texts.text("approvals.lapsed") : Texts.text(state);
	}

}
