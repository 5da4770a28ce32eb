package org.durumi.ui.review;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextArea;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.review.QuestionOutcome;
import org.durumi.review.Questions;
import org.durumi.ui.WithStaff;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

class ReasonsViewTests extends ScreenTest {

	private static final String TYPED = "Her neighbour had called, [twice].";

	private final Questions questions = mock(Questions.class);

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@Test
	void whatWaitsComesFirstWithAFormEachAndWhatIsAnsweredBelow() {
		show(Reviewed.question(1, null), Reviewed.question(2, null), Reviewed.question(3, "He was in danger."));

		List<Section> sections = sections();
		assertThat(text(sections.get(0))).contains("Waiting for your answer", "Why did you look? 1",
				"Why did you look? 2", "Broke the glass", "Asked by 최다온", "Amber Crane 12");
		assertThat(text(sections.get(1))).contains("Answered", "Why did you look? 3", "He was in danger.");
		assertThat(find(TextArea.class, sections.get(0)).all()).hasSize(2);
		assertThat(find(TextArea.class, sections.get(1)).all()).isEmpty();
	}

	@Test
	void anAnswerIsKeptAndLeavesWhatIsWrittenToAnotherQuestion() {
		show(Reviewed.question(1, null), Reviewed.question(2, null));
		when(this.questions.unanswered()).thenReturn(2, 1);
		Component notice = notice(Role.CASEWORKER);
		UI.getCurrent().add(notice);
		assertThat(text(notice)).contains("Reviewers ask you about 2 entries");
		when(this.questions.answer(new UUID(9, 1), TYPED)).thenReturn(QuestionOutcome.DONE);
		find(TextArea.class).all().get(1).setValue("Not finished");

		answerTheFirst();

		List<Section> sections = sections();
		assertThat(find(Article.class, sections.get(0)).all()).hasSize(1);
		assertThat(text(sections.get(1))).contains("Why did you look? 1", TYPED);
		assertThat(find(TextArea.class).single().getValue()).isEqualTo("Not finished");
		assertThat(text(notice)).contains("A reviewer asks you about 1 entry");
	}

	@Test
	void afterTheLastAnswerNothingWaits() {
		show(Reviewed.question(1, null));
		when(this.questions.answer(new UUID(9, 1), TYPED)).thenReturn(QuestionOutcome.DONE);

		answerTheFirst();

		assertThat(find(TextArea.class).all()).isEmpty();
		assertThat(text(sections().get(0))).contains("Nothing waits for your answer.");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "DONE")
	void aRefusedAnswerSaysWhyAndStays(QuestionOutcome outcome) {
		show(Reviewed.question(1, null));
		when(this.questions.answer(new UUID(9, 1), TYPED)).thenReturn(outcome);

		answerTheFirst();

		assertThat(text(sections().get(0))).contains(Texts.text(outcome));
		assertThat(find(TextArea.class).single().getValue()).isEqualTo(TYPED);
	}

	@Test
	void anEmptyAnswerIsNotSent() {
		show(Reviewed.question(1, null));
		press();

		assertThat(find(TextArea.class).single().isInvalid()).isTrue();
		verify(this.questions, never()).answer(any(), any());
	}

	@Test
	void whoeverWasNeverAskedReadsWhatWouldCome() {
		show();

		assertThat(find(EmptyState.class).all()).hasSize(1);
		assertThat(sections()).isEmpty();
	}

	@Test
	void theNoticeLeadsToTheQuestionsAndIsNotThereWithoutAny() {
		when(this.questions.unanswered()).thenReturn(0);
		assertThat(text(notice(Role.ANALYST))).isEmpty();

		when(this.questions.unanswered()).thenReturn(1);
		Component notice = notice(Role.ADMIN);
		UI.getCurrent().add(notice);
		assertThat(find(Anchor.class, notice).single().getHref()).isEqualTo("reasons");
		assertThat(new ReasonNotices(this.questions).create(actor(Role.PARTNER))).isEmpty();
	}

	@Test
	void withoutTheDatabaseTheNoticeIsThereAndSaysNothing() {
		when(this.questions.unanswered()).thenThrow(new DataAccessResourceFailureException("away"));
		assertThat(text(notice(Role.CASEWORKER))).as("gone this moment").isEmpty();
	}

	@Test
	@WithStaff(roles = Role.PARTNER)
	void isNoPartners() {
		assertThatThrownBy(() -> navigate(ReasonsView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	private void show(Questions.Question... asked) {
		when(this.questions.toMe()).thenReturn(List.of(asked));
		UI.getCurrent().add(new ReasonsView(this.questions));
	}

	private Component notice(Role role) {
		return new ReasonNotices(this.questions).create(actor(role)).orElseThrow();
	}

	private static Actor actor(Role role) {
		return new Actor(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), java.util.Set.of(role), SessionRef.random(),
				1);
	}

	private void answerTheFirst() {
		find(TextArea.class).all().get(0).setValue(TYPED);
		press();
	}

	private void press() {
		test(find(Button.class).withText("Answer").all().get(0)).click();
		roundTrip();
	}

	private List<Section> sections() {
		return find(Section.class).all()
			.stream()
			.filter((section) -> section.getParent().orElseThrow() instanceof ReasonsView)
			.toList();
	}

	private static String text(Component component) {
		return component.getElement().getTextRecursively();
	}

}
