package org.durumi.ui.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.shared.Registration;
import org.durumi.audit.LogState;
import org.durumi.audit.LogVerification;
import org.durumi.security.ledger.Cosigned;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Polling;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/**
 * How the log stands: verified up to which entry and when, what is wrong with it, or
 * since when it could not be verified.
 */
final class LogStatus extends Section {

	private static final Duration EVERY = Duration.ofSeconds(1);

	private final transient LogVerification verification;

	private final Div line = new Div();

	private final UnorderedList findings = new UnorderedList();

	private final ProgressBar progress = new ProgressBar();

	private final Button cancel = new Button(Texts.text("review.log.cancel"), (click) -> cancel());

	private final UnorderedList remarks = new UnorderedList();

	private final Details known = new Details(Texts.text("review.log.remarks"), this.remarks);

	private @Nullable Registration polling;

	LogStatus(LogVerification verification) {
		this.verification = verification;
		addClassNames("card", "log-status");
		getElement().setAttribute("role", "status");
		getElement().setAttribute("aria-label", Texts.text("review.log"));
		this.line.addClassName("log-line");
		Button verify = new Button(Texts.text("review.log.verify"), (click) -> {
			this.verification.begin();
			show(this.verification.state());
			getUI().ifPresent(this::follow);
		});
		verify.addThemeVariants(ButtonVariant.SMALL);
		this.cancel.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
		this.progress.getElement().setAttribute("aria-label", Texts.text("review.log.progress"));
		Div buttons = new Div(this.cancel, verify);
		buttons.addClassName("log-buttons");
		add(this.line, this.findings, this.known, this.progress, buttons);
		show(verification.state());
	}

	private void cancel() {
		this.verification.cancel();
		show(this.verification.state());
	}

	/** Whoever comes while one is under way sees how far it is. */
	@Override
	protected void onAttach(AttachEvent event) {
		if (this.verification.state().verifying()) {
			follow(event.getUI());
		}
	}

	/** Asks every second until it has ended, however often it was asked for. */
	private void follow(UI ui) {
		if (this.polling != null) {
			return;
		}
		this.polling = Polling.every(ui, EVERY, () -> {
			LogState state = this.verification.state();
			show(state);
			if (!state.verifying()) {
				stop();
			}
		});
	}

	private void stop() {
		if (this.polling != null) {
			this.polling.remove();
			this.polling = null;
		}
	}

	@Override
	protected void onDetach(DetachEvent event) {
		stop();
	}

	private void show(LogState state) {
		this.line.removeAll();
		this.findings.removeAll();
		this.remarks.removeAll();
		verdict(state);
		cosigned(state);
		this.cancel.setVisible(state.verifying());
		this.progress.setVisible(state.verifying());
		if (state.verifying()) {
			this.line
				.add(new Span((state.total() > 0) ? Texts.text("review.log.verifying.of", state.read(), state.total())
						: Texts.text("review.log.verifying", state.read())));
			// more entries come while it reads
			this.progress.setIndeterminate(state.total() == 0);
			this.progress.setValue((state.total() > 0) ? Math.min(1, (double) state.read() / state.total()) : 0);
		}
		else if (state.cancelledAt() != null) {
			this.line
				.add(new Tag(Tone.ATTENTION, Texts.text("review.log.cancelled", Dates.moment(state.cancelledAt()))));
		}
		switch (state.sequencing()) {
			case RUNNING -> {
				// nothing to say
			}
			case STARTING -> this.line.add(new Span(Texts.text(state.sequencing())));
			case DATABASE_AWAY -> this.line.add(new Tag(Tone.ATTENTION, Texts.text(state.sequencing())));
			case STALLED, BEHIND, BROKEN -> this.line.add(new Tag(Tone.DANGER, Texts.text(state.sequencing())));
		}
	}

	/** How far the log is vouched for elsewhere, and what stands in the way of it. */
	private void cosigned(LogState state) {
		Cosigning.Reason refused = state.notCosigned();
		if (refused != null) {
			this.line.add(new Tag(Tone.DANGER, Texts.text("review.log.notCosigned")), new Span(Texts.text(refused)));
		}
		Instant away = state.witnessAwaySince();
		if (away != null) {
			this.line.add(new Tag(Tone.ATTENTION, Texts.text("review.log.witnessAway", Dates.moment(away))));
		}
		VerificationReport report = state.report();
		this.known.setVisible(report != null && !report.remarks().isEmpty());
		if (report != null) {
			report.remarks().forEach((remark) -> this.remarks.add(new ListItem(remark)));
			report.cosigned()
				.stream()
				.max(Comparator.comparingLong(Cosigned::size))
				.ifPresent((newest) -> this.line.add(new Span(Texts.text("review.log.cosigned", newest.size(),
						Dates.moment(newest.at()), newest.witness()))));
		}
	}

	/** A good verdict is green only while verifications come to their end. */
	private void verdict(LogState state) {
		Instant failingSince = state.failingSince();
		if (failingSince != null) {
			this.line.add(new Tag(Tone.DANGER, Texts.text("review.log.failing")),
					new Span(Texts.text("review.log.failingSince", Dates.moment(failingSince))));
		}
		VerificationReport report = state.report();
		Instant at = state.verifiedAt();
		if (report != null && at != null && !report.holds()) {
			this.line.add(new Tag(Tone.DANGER, Texts.text("review.log.broken")),
					new Span(Texts.text("review.log.brokenAt", Dates.moment(at))));
			report.findings().forEach((finding) -> this.findings.add(new ListItem(finding)));
		}
		else if (failingSince == null && (report == null || at == null)) {
			this.line.add(new Tag(Tone.NEUTRAL, Texts.text("review.log.notYet")));
		}
		else if (report != null && at != null) {
			if (failingSince == null) {
				this.line.add(new Tag(Tone.GOOD, Texts.text("review.log.holds")));
			}
			this.line.add(new Span(Texts.text((failingSince != null) ? "review.log.before" : "review.log.upTo",
					report.entries(), Dates.moment(at))));
		}
	}

}
