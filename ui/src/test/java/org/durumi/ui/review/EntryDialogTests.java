package org.durumi.ui.review;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.actor.SystemActor;
import org.durumi.reference.Text;
import org.durumi.review.AuditEntry;
import org.durumi.review.AuditRow;
import org.durumi.review.BeforeAndAfter;
import org.durumi.review.BeforeAndAfter;
import org.durumi.review.EscalationOutcome;
import org.durumi.review.Escalations;
import org.durumi.review.QuestionOutcome;
import org.durumi.review.Questions;
import org.durumi.review.ReviewRule;
import org.durumi.review.SignOffOutcome;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.ScreenTest;
import org.durumi.ui.shell.StepUpCard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class EntryDialogTests extends ScreenTest {

	private static final String TYPED = "He called twice, and nobody answered.";

	private final ReviewActs acts = Reviewed.acts();

	private final AtomicInteger changes = new AtomicInteger();

	private List<AuditEntry.SignOff> signOffs = List.of();

	private Dialog dialog = new Dialog();

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "DONE")
	void aRefusedReviewSaysWhyAndKeepsTheComment(SignOffOutcome outcome) {
		when(this.acts.review().signOff(Reviewed.EVENT, TYPED)).thenReturn(outcome);
		open(Reviewed.row());
		refused("Comment", "Mark reviewed", Texts.text(outcome));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "DONE")
	void aRefusedQuestionSaysWhyAndStays(QuestionOutcome outcome) {
		when(this.acts.questions().ask(Reviewed.EVENT, TYPED)).thenReturn(outcome);
		open(Reviewed.row());
		refused("Your question", "Ask", Texts.text(outcome));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "DONE")
	void aRefusedHandOnSaysWhyAndKeepsTheReason(EscalationOutcome outcome) {
		when(this.acts.escalations().escalate(Reviewed.EVENT, TYPED)).thenReturn(outcome);
		open(Reviewed.row());
		refused("Why you hand it on", "Hand on", Texts.text(outcome));
	}

	@Test
	void whatWasDoneClosesTheEntryAndRenewsTheListBehind() {
		when(this.acts.review().signOff(Reviewed.EVENT, TYPED)).thenReturn(SignOffOutcome.DONE);
		when(this.acts.questions().ask(Reviewed.EVENT, TYPED)).thenReturn(QuestionOutcome.DONE);
		when(this.acts.escalations().escalate(Reviewed.EVENT, TYPED)).thenReturn(EscalationOutcome.DONE);
		int done = 0;
		for (String[] act : new String[][] { { "Comment", "Mark reviewed" }, { "Your question", "Ask" },
				{ "Why you hand it on", "Hand on" } }) {
			open(Reviewed.row());
			write(act[0]);
			press(act[1]);
			assertThat(this.dialog.isOpened()).as(act[1]).isFalse();
			assertThat(this.changes).as(act[1]).hasValue(++done);
		}
	}

	@Test
	void anActWithoutAWordIsRefusedAtItsField() {
		when(this.acts.questions().ask(any(), any()))
			.thenAnswer((call) -> Text.lines(call.getArgument(1), Questions.MAX_TEXT));
		open(Reviewed.row());
		press("Ask");

		assertThat(field("Your question").isInvalid()).isTrue();
		assertThat(this.changes).hasValue(0);
	}

	@Test
	void oneFormIsOpenAndThatOfTheReviewFirst() {
		open(Reviewed.row());

		List<Details> panels = find(Details.class).all();
		assertThat(panels).extracting(Details::getSummaryText)
			.containsExactly("Review it", "Ask 문가람 for a reason", "Hand it on to the other supervisors",
					"A proof for somebody outside");
		assertThat(panels).extracting(Details::isOpened).containsExactly(true, false, false, false);

		panels.get(2).setOpened(true);
		assertThat(panels).extracting(Details::isOpened).containsExactly(false, false, true, false);
	}

	@Test
	void leadsOnToTheHistoryOfTheCaseAndOfWhoActed() {
		open(Reviewed.row());
		assertThat(find(Anchor.class, this.dialog).all()).extracting(Anchor::getText)
			.containsExactly("Everything about Amber Crane 12", "Everything 문가람 did", "Take the proof");
		assertThat(find(Anchor.class, this.dialog).all()).extracting(Anchor::getHref)
			.startsWith("audit-history?case=00000000-0000-0000-0000-000000000003",
					"audit-history?person=00000000-0000-0000-0000-000000000002");
		open(Reviewed.row(null, false, false));
		assertThat(text()).doesNotContain("Everything 문가람 did");
	}

	@Test
	void aProofIsFetchedOnlyOnceSheHasShownThatItIsHer() {
		when(this.acts.export().isFactorFresh()).thenReturn(false);
		open(Reviewed.row("문가람", true, false));

		assertThat(find(StepUpCard.class).all()).hasSize(1);
		assertThat(text()).doesNotContain("Take the proof");
		verify(this.acts.export(), never()).proof(any());
	}

	@Test
	void nobodyIsOfferedAnActOnHerOwnEntry() {
		open(Reviewed.row("문가람", true, false));

		assertThat(find(TextArea.class).all()).isEmpty();
		assertThat(text()).contains("This is your own entry.");
	}

	@Test
	void nobodyIsAskedWhereNobodyIsKnownOrAQuestionWaits() {
		open(Reviewed.row(null, false, false));
		assertThat(labels()).containsExactly("Comment", "Why you hand it on");

		when(this.acts.questions().about(Reviewed.EVENT)).thenReturn(List.of(Reviewed.question(1, null)));
		open(Reviewed.row());
		assertThat(labels()).containsExactly("Comment", "Why you hand it on");
		assertThat(text()).contains("Why did you look? 1", "waits for an answer");
	}

	@Test
	void whatIsHandedOnOrReviewedIsNotHandedOn() {
		open(Reviewed.row("문가람", false, true));
		assertThat(labels()).containsExactly("Comment", "Your question");

		when(this.acts.escalations().of(Reviewed.EVENT)).thenReturn(
				Optional.of(new Escalations.Escalation("한보라", false, Reviewed.NOW, "She is my sister's colleague.")));
		open(Reviewed.row());
		assertThat(labels()).containsExactly("Comment", "Your question");
		assertThat(text()).contains("Handed on by 한보라, 2026-03-09 09:00 UTC", "She is my sister's colleague.");
	}

	@Test
	void whatSheHandedOnOrHasMarkedIsNotHersToMark() {
		this.signOffs = List.of(new AuditEntry.SignOff("최다온", false, Reviewed.NOW, "In order.", null));
		open(Reviewed.row("문가람", false, true));
		assertThat(labels()).as("a colleague has").contains("Comment");
		this.signOffs = List.of(new AuditEntry.SignOff("한보라", true, Reviewed.NOW, "In order.", null));
		open(Reviewed.row("문가람", false, true));
		assertThat(labels()).doesNotContain("Comment");
		assertThat(text()).contains("You have marked this entry before.");

		this.signOffs = List.of();
		when(this.acts.escalations().of(Reviewed.EVENT))
			.thenReturn(Optional.of(new Escalations.Escalation("한보라", true, Reviewed.NOW, "She is my sister.")));
		open(Reviewed.row());
		assertThat(labels()).containsExactly("Your question");
		assertThat(text()).contains("You have handed it on: another supervisor reviews it now.");
	}

	@Test
	void whoeverActedIsAJobOrSomebodyWhoIsNotKnownHere() {
		open(Reviewed.row(null, false, false));
		assertThat(text()).contains("Somebody who is not known here").doesNotContain("Durumi itself");
		AuditRow row = Reviewed.row();
		open(new AuditRow(row.id(), row.at(), SystemActor.SEQUENCER.id(), null, "HEARTBEAT", row.outcome(), "LOG",
				row.subject(), null, null, null, null, false, false));
		assertThat(text()).contains("Durumi itself").doesNotContain("not known here");
	}

	@Test
	void anAlertIsReviewedOnlyOnceSheHasShownThatItIsHer() {
		when(this.acts.review().needsFreshFactor(any())).thenReturn(true);
		when(this.acts.staff().factorRestsUntil()).thenReturn(Optional.empty());
		open(Reviewed.row());

		assertThat(find(StepUpCard.class).all()).hasSize(1);
		assertThat(labels()).containsExactly("Your question", "Why you hand it on");
	}

	@Test
	void saysWhyItIsThereAndWhatWasAskedAndAnswered() {
		when(this.acts.desk().reasons(Reviewed.EVENT)).thenReturn(
				List.of(Reviewed.reason(ReviewRule.BREAK_GLASS, null), Reviewed.reason(ReviewRule.BULK_REVEAL, 14)));
		when(this.acts.questions().about(Reviewed.EVENT))
			.thenReturn(List.of(Reviewed.question(1, "Her neighbour had called.")));
		open(Reviewed.row());

		assertThat(text()).contains("Why it is on the desk", "Somebody opened, in an emergency,",
				"Many cases at once: 14", "fields of 12 or more cases", "Asked by 최다온", "Why did you look? 1",
				"Answered by 문가람", "Her neighbour had called.");
		assertThat(labels()).containsExactly("Comment", "Your question", "Why you hand it on");
	}

	private void open(AuditRow row) {
		this.dialog.getElement().removeFromParent();
		this.dialog = new EntryDialog(this.acts,
				new AuditEntry(row, Map.of(), true, BeforeAndAfter.Access.NONE, null, List.of(), this.signOffs),
				Map.of(), this.changes::incrementAndGet);
		this.dialog.open();
		roundTrip();
	}

	private void refused(String label, String act, String sentence) {
		write(label);
		press(act);

		assertThat(field(label).isInvalid()).isTrue();
		assertThat(field(label).getErrorMessage()).isEqualTo(sentence).doesNotStartWith("!");
		assertThat(field(label).getValue()).isEqualTo(TYPED);
		assertThat(this.dialog.isOpened()).isTrue();
		assertThat(this.changes).hasValue(0);
	}

	private void write(String label) {
		field(label).setValue(TYPED);
	}

	private void press(String act) {
		test(find(Button.class).withText(act).single()).click();
		roundTrip();
	}

	private TextArea field(String label) {
		return find(TextArea.class).withPropertyValue(TextArea::getLabel, label).single();
	}

	private List<String> labels() {
		return find(TextArea.class).all().stream().map(TextArea::getLabel).toList();
	}

	private String text() {
		return this.dialog.getElement().getTextRecursively();
	}

}
