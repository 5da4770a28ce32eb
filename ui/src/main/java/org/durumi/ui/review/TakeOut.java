package org.durumi.ui.review;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.Supplier;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import org.durumi.exchange.AuditExport;
import org.durumi.exchange.AuditExport.Outcome;
import org.durumi.review.LeavingEntries;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.StepUpCard;

/**
 * Where entries of the log are taken out of Durumi: a link to a file that is made when it
 * is fetched, never before, and kept nowhere; or the way to show first that it is her.
 */
final class TakeOut extends Div {

	/**
	 * What is taken.
	 *
	 * @param name of the file; it says nothing about anybody, whoever finds it on a disk
	 * @param link what the link says
	 */
	record What(String name, String type, String link) {
	}

	private final transient ReviewActs acts;

	private final transient What what;

	private final transient Supplier<String> back;

	private final transient Supplier<Outcome> make;

	private final Paragraph became = new Paragraph();

	/**
	 * The link.
	 * @param back where she comes back to if she first has to show that it is her
	 * @param make makes the file, with right and audit; called at each click
	 */
	TakeOut(ReviewActs acts, What what, Supplier<String> back, Supplier<Outcome> make) {
		this.acts = acts;
		this.what = what;
		this.back = back;
		this.make = make;
		this.became.getElement().setAttribute("role", "status");
		addClassName("take-out");
		show();
	}

	private void show() {
		removeAll();
		if (!this.acts.export().isFactorFresh()) {
			add(new StepUpCard(this.back, Texts.text("review.export.stepUp"), this.acts.staff()));
			return;
		}
		Anchor link = new Anchor(DownloadHandler.fromInputStream(this::fetch, this.what.name()),
				AttachmentType.DOWNLOAD, this.what.link());
		link.addClassName("button-link");
		add(link, this.became);
	}

	private DownloadResponse fetch(DownloadEvent event) {
		Outcome outcome = this.make.get();
		UI ui = event.getUI();
		ui.access(() -> tell(outcome));
		return switch (outcome) {
			case Outcome.Ready ready -> new DownloadResponse(new ByteArrayInputStream(ready.file()), this.what.name(),
					this.what.type(), ready.file().length);
			case Outcome.Refused refused -> DownloadResponse.error((refused.why() == AuditExport.Why.NEEDS_FRESH_FACTOR)
					? HttpStatusCode.FORBIDDEN : HttpStatusCode.CONFLICT);
		};
	}

	private void tell(Outcome outcome) {
		switch (outcome) {
			case Outcome.Ready ready -> this.became.setText(Texts.text("review.export.taken",
					ready.contents().entries(), ready.contents().entries() - ready.contents().proved()));
			case Outcome.Refused refused -> {
				this.became.setText("");
				Notices.refused(List.of(why(refused.why())));
				show();
			}
		}
	}

	private static String why(AuditExport.Why why) {
		return Texts.text(Texts.key(why), LeavingEntries.MOST);
	}

}
