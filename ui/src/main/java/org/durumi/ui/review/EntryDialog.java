package org.durumi.ui.review;

import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.reference.CaseId;
import org.durumi.review.AuditEntry;
import org.durumi.review.AuditRow;
import org.durumi.review.SignOffOutcome;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.Routes;

/**
 * One entry of the log, opened: what happened, what was said about it, and what a
 * reviewer can do.
 */
final class EntryDialog extends Dialog {

	private final transient AuditRow row;

	/**
	 * The dialog; {@link #open()} shows it.
	 * @param changed called when she has done something with the entry
	 */
	EntryDialog(ReviewActs acts, AuditEntry entry, Map<UUID, String> names, Runnable changed) {
		this.row = entry.row();
		setHeaderTitle(DetailText.title(this.row, entry.detail()));
		setWidth("40rem");
		setMaxWidth("100%");
		setCloseOnOutsideClick(false);
		DescriptionList facts = new DescriptionList();
		facts.addClassName("record-view");
		fact(facts, "review.at", Dates.moment(this.row.at()));
		fact(facts, "review.person", AuditView.who(this.row));
		if ("STAFF".equals(this.row.subjectType()) && !this.row.subject().equals(this.row.actor())) {
			fact(facts, "review.subject",
					(this.row.subjectName() != null) ? this.row.subjectName() : Texts.text("review.unknownPerson"));
		}
		AuditEntry.TwoPeople people = entry.twoPeople();
		if (people != null) {
			fact(facts, "review.askedBy", names.getOrDefault(people.askedBy(), "–"));
			fact(facts, "review.answeredBy", (people.answeredBy() != null)
					? names.getOrDefault(people.answeredBy(), "–") : Texts.text("review.notAnswered"));
		}
		fact(facts, "review.outcome", Texts.text(this.row.outcome()));
		if (this.row.codeName() != null) {
			fact(facts, "review.case", this.row.codeName());
		}
		if (this.row.compartment() != null) {
			fact(facts, "review.compartment", Texts.text("Compartment." + this.row.compartment()));
		}
		entry.detail()
			.forEach(
					(name, value) -> DetailText.of(name, entry.detail(), names)
						.ifPresent((words) -> facts.add(
								new DescriptionList.Term(Texts.find("review.detail." + name).orElse(name)),
								new DescriptionList.Description(words))));
		if (!entry.codeNames().isEmpty()) {
			fact(facts, "review.codeNames", String.join(", ", entry.codeNames()));
		}
		fact(facts, "review.id", this.row.id().toString());
		add(facts);
		if (!entry.legible()) {
			add(new Paragraph(Texts.text("review.illegible")));
		}
		switch (entry.values()) {
			case OPENS -> add(ChangedText.of(acts, this.row, names));
			case NOT_HERS -> add(new Paragraph(Texts.text("review.values.notHers")));
			case NONE -> {
				// nothing to open
			}
		}
		Said said = acts.said(this.row.id());
		add(new SaidSection(said, acts.desk().settings()));
		entry.signOffs().forEach((signOff) -> add(signOff(signOff)));
		add(this.row.own() ? new Paragraph(Texts.text(SignOffOutcome.OWN))
				: new EntryActs(acts, entry, said, back(this.row), () -> {
					close();
					changed.run();
				}));
		add(histories(), proof(acts));
		getFooter().add(new Button(Texts.text("shell.close"), (click) -> close()));
	}

	/** All that was done about the same case, and all that the same person did. */
	private Div histories() {
		Div histories = new Div();
		histories.addClassName("audit-histories");
		CaseId caseId = this.row.caseId();
		if (caseId != null) {
			histories.add(AuditHistoryView.ofCase(caseId, Texts.text("review.history.case",
					(this.row.codeName() != null) ? this.row.codeName() : Texts.text("review.history.aCase"))));
		}
		if (this.row.actorName() != null) {
			histories.add(AuditHistoryView.ofPerson(this.row.actor(),
					Texts.text("review.history.person", this.row.actorName())));
		}
		return histories;
	}

	/** Once she has shown that it is her, she comes back to this entry. */
	private static String back(AuditRow row) {
		return Routes.AUDIT + "?" + AuditView.ENTRY + "=" + row.id();
	}

	private Details proof(ReviewActs acts) {
		UUID id = this.row.id();
		return new Details(Texts.text("review.proof"), new Paragraph(Texts.text("review.proof.what")),
				new TakeOut(acts, new TakeOut.What("durumi-entry.tlog-proof", "text/plain; charset=UTF-8",
						Texts.text("review.proof.take")), () -> back(this.row), () -> acts.export().proof(id)));
	}

	private static void fact(DescriptionList facts, String labelKey, String value) {
		facts.add(new DescriptionList.Term(Texts.text(labelKey)), new DescriptionList.Description(value));
	}

	private static Div signOff(AuditEntry.SignOff signOff) {
		H3 title = new H3(Texts.text("review.by", (signOff.reviewerName() != null) ? signOff.reviewerName() : "–",
				Dates.moment(signOff.at())));
		Div shown = new Div(title, new Paragraph(
				(signOff.comment() != null) ? signOff.comment() : Texts.text("review.illegible.comment")));
		if (signOff.cosigned() != null) {
			shown.add(new Paragraph(Texts.text("review.cosigned", signOff.cosigned())));
		}
		shown.addClassName("record");
		return shown;
	}

}
