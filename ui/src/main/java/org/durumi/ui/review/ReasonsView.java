package org.durumi.ui.review;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.drafts.DraftKey;
import org.durumi.review.AuditRow;
import org.durumi.review.QuestionOutcome;
import org.durumi.review.Questions;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** What reviewers ask a person about what she did, and what she answers. */
@Route(value = Routes.REASONS, layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR", "ADMIN", "ANALYST" })
final class ReasonsView extends Div {

	private static final Field<String> ANSWER = Field.longText("review.reasons.why", Questions.MAX_TEXT).required();

	private final transient Questions questions;

	private final Section waiting = new Section(new H2(Texts.text("review.reasons.open")));

	private final Section answered = new Section(new H2(Texts.text("review.reasons.answered")));

	private final Paragraph none = new Paragraph(Texts.text("review.reasons.open.none"));

	ReasonsView(Questions questions) {
		this.questions = questions;
		addClassNames("page", "reasons-page");
		this.none.addClassName("nothing-waits");
		this.waiting.add(this.none);
		add(new H1(Texts.text("review.reasons")));
		List<Questions.Question> asked = questions.toMe();
		if (asked.isEmpty()) {
			add(new EmptyState("review.reasons.none", "review.reasons.none.what"));
			return;
		}
		add(new Paragraph(Texts.text("review.reasons.what")), this.waiting, this.answered);
		asked.forEach(this::place);
		tell();
	}

	private void place(Questions.Question question) {
		Article card = card(question);
		if (question.answeredAt() != null && question.answer() != null) {
			card.add(answer(question.answer(), question.answeredAt()));
			this.answered.add(card);
		}
		else {
			card.add(form(question, card));
			this.waiting.add(card);
		}
	}

	private static Article card(Questions.Question question) {
		AuditRow row = question.row();
		Span when = new Span(Dates.moment(row.at()));
		Div facts = new Div(when);
		facts.addClassName("approval-facts");
		if (row.caseId() != null && row.codeName() != null) {
			facts.add(new Anchor(Routes.CASES + "/" + row.caseId(), row.codeName()));
		}
		Article card = new Article(new H3(AuditView.action(row.action())), facts,
				said(Texts.text("review.asked", (question.askedBy() != null) ? question.askedBy() : "–",
						Dates.moment(question.askedAt())), question.question()));
		card.addClassNames("card", "question");
		return card;
	}

	private static Component answer(String text, Instant at) {
		return said(Texts.text("review.reasons.yours", Dates.moment(at)), text);
	}

	private static Component said(String title, String text) {
		Span head = new Span(title);
		head.addClassName("question-head");
		Paragraph words = new Paragraph(text);
		words.addClassName("approval-reason");
		return new Div(head, words);
	}

	private RecordForm<Values> form(Questions.Question question, Article card) {
		RecordForm<Values> form = new RecordForm<>("review.reasons.answer", (values) -> values, List.of(ANSWER));
		form.keepDrafts(DraftKey.of("review.reasons.answer").changing(question.id()));
		form.onSubmit("review.reasons.act", (values) -> answer(question, values.get(ANSWER), form, card));
		return form;
	}

	/** Other answers that are being written stay as they are. */
	private void answer(Questions.Question question, String text, RecordForm<Values> form, Article card) {
		QuestionOutcome outcome = this.questions.answer(question.id(), text);
		if (outcome != QuestionOutcome.DONE) {
			form.refuse(List.of(Texts.text(outcome)));
			return;
		}
		Instant now = Instant.now();
		form.saved(now);
		form.removeFromParent();
		card.add(answer(text, now));
		// the newest first, below the title
		this.answered.addComponentAtIndex(1, card);
		tell();
		Notices.tell(Texts.text(outcome));
		UI page = UI.getCurrent();
		ComponentUtil.fireEvent(page, new ReasonGiven(page));
	}

	private void tell() {
		this.none.setVisible(this.waiting.getComponentCount() == 2);
		this.answered.setVisible(this.answered.getComponentCount() > 1);
	}

}
