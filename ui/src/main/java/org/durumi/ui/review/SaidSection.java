package org.durumi.ui.review;

import java.time.Instant;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.review.Escalations;
import org.durumi.review.Questions;
import org.durumi.review.ReviewSettings;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What was said about an entry: why it is on a desk, what was asked and answered, and why
 * somebody handed it on.
 */
final class SaidSection extends Div {

	SaidSection(Said said, ReviewSettings settings) {
		addClassName("entry-said");
		if (!said.reasons().isEmpty()) {
			UnorderedList list = new UnorderedList();
			list.addClassNames("plain-list", "entry-reasons");
			said.reasons()
				.forEach((reason) -> list
					.add(new ListItem(RuleText.tag(reason), new Span(RuleText.sentence(reason.rule(), settings)))));
			add(record(Texts.text("review.desk.why"), list));
		}
		said.questions().forEach((question) -> add(conversation(question)));
		Escalations.Escalation escalation = said.escalation();
		if (escalation != null) {
			add(record(title("review.handedOn", escalation.by(), escalation.at()), words(escalation.reason())));
		}
	}

	private static Div conversation(Questions.Question question) {
		Div record = record(title("review.asked", question.askedBy(), question.askedAt()), words(question.question()));
		Instant answeredAt = question.answeredAt();
		String answer = question.answer();
		if (answeredAt == null || answer == null) {
			record.add(new Tag(Tone.ATTENTION, Texts.text("review.asked.waiting")));
			return record;
		}
		record.add(new H3(title("review.answered", question.row().actorName(), answeredAt)), words(answer));
		return record;
	}

	private static Div record(String title, com.vaadin.flow.component.Component content) {
		Div record = new Div(new H3(title), content);
		record.addClassName("record");
		return record;
	}

	private static String title(String key, @Nullable String who, Instant at) {
		return Texts.text(key, (who != null) ? who : "–", Dates.moment(at));
	}

	private static Paragraph words(String text) {
		Paragraph words = new Paragraph(text);
		words.addClassName("approval-reason");
		return words;
	}

}
