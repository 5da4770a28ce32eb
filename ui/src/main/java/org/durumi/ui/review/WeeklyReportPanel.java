package org.durumi.ui.review;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import org.durumi.access.StaffDirectory;
import org.durumi.audit.LogVerification;
import org.durumi.review.WeeklyReports;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUpCard;

/** The report on a week that is over: last week's, or an earlier one's. */
final class WeeklyReportPanel extends Section {

	/** Says nothing about anybody, whoever finds it on a disk. */
	private static final String FILE = "durumi-review.pdf";

	private final transient WeeklyReports reports;

	private final transient LogVerification verification;

	private final transient StaffDirectory staff;

	private final Select<LocalDate> week = new Select<>();

	private final Div link = new Div();

	WeeklyReportPanel(WeeklyReports reports, LogVerification verification, StaffDirectory staff) {
		this.reports = reports;
		this.staff = staff;
		this.verification = verification;
		addClassNames("card", "weekly-report");
		this.week.setLabel(Texts.text("report.week"));
		this.week.setItems(reports.weeks());
		this.week.setItemLabelGenerator((monday) -> Dates.day(monday) + " – " + Dates.day(monday.plusDays(6)));
		this.week.setValue(reports.weeks().getFirst());
		this.week.addValueChangeListener((change) -> offer(change.getValue()));
		Div row = new Div(this.week, this.link);
		row.addClassName("filters");
		add(new H2(Texts.text("report.heading")), new Paragraph(Texts.text("report.what.file")), row);
		offer(this.week.getValue());
	}

	/** Made when it is fetched, never before, and kept nowhere. */
	private void offer(LocalDate monday) {
		this.link.removeAll();
		if (!this.reports.isFactorFresh()) {
			this.link.add(new StepUpCard(Routes.REVIEW_DESK, Texts.text("report.stepUp"), this.staff));
			return;
		}
		DownloadHandler handler = DownloadHandler.fromInputStream((event) -> {
			byte[] pdf = made(event.getUI(), monday);
			return (pdf.length > 0)
					? new DownloadResponse(new ByteArrayInputStream(pdf), FILE, "application/pdf", pdf.length)
					: DownloadResponse.error(HttpStatusCode.FORBIDDEN);
		}, FILE);
		Anchor fetch = new Anchor(handler, AttachmentType.DOWNLOAD, Texts.text("report.fetch"));
		fetch.addClassName("report-download");
		this.link.add(fetch);
	}

	/**
	 * In the page's language and zone, which are known where the page is; nothing once
	 * she has to show anew that it is her.
	 */
	private byte[] made(UI page, LocalDate monday) {
		AtomicReference<byte[]> pdf = new AtomicReference<>(new byte[0]);
		page.accessSynchronously(() -> this.reports.of(monday)
			.ifPresentOrElse((report) -> pdf.set(WeeklyReportPdf.write(report, this.verification.state())),
					() -> offer(monday)));
		return Objects.requireNonNull(pdf.get());
	}

}
