package org.durumi.ui.review;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import org.durumi.actor.Role;
import org.durumi.audit.LogVerification;
import org.durumi.audit.Reading;
import org.durumi.review.AuditEntry;
import org.durumi.review.BeforeAndAfter;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewLag;
import org.durumi.review.ReviewRule;
import org.durumi.review.WeeklyReports;
import org.durumi.ui.WithStaff;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.ScreenTest;
import org.durumi.ui.shell.StepUpCard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class ReviewDeskViewTests extends ScreenTest {

	private final ReviewActs acts = Reviewed.acts();

	private final ReviewLag lag = mock(ReviewLag.class);

	private final WeeklyReports reports = mock(WeeklyReports.class);

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.acts.desk().entries()).thenReturn(new ReviewDesk.Load(4, 1));
		when(this.lag.state()).thenReturn(lag(false, false));
		when(this.reports.isFactorFresh()).thenReturn(true);
		when(this.reports.weeks()).thenReturn(List.of(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 2, 23)));
	}

	@Test
	void saysHowManyWaitAndOffersOnlyTheRulesThatFoundSomething() {
		load(ReviewRule.BREAK_GLASS, 1, 1, ReviewRule.BULK_REVEAL, 3, 0);
		show();

		assertThat(text()).contains("4 entries wait for your review; 1 is overdue.");
		assertThat(find(NativeButton.class).all()).extracting((button) -> button.getElement().getTextRecursively())
			.containsExactly("1Emergency access1 overdue", "3Many cases at once");
	}

	/** An entry with two reasons is one piece of work. */
	@Test
	void countsEntriesAndNotReasons() {
		load(ReviewRule.BREAK_GLASS, 1, 0, ReviewRule.UNASSIGNED, 1, 0);
		when(this.acts.desk().entries()).thenReturn(new ReviewDesk.Load(1, 0));
		show();
		assertThat(text()).contains("1 entry waits for your review; none is overdue.");
	}

	@Test
	void renewsItselfOnlyWhenTheNumbersAreOthers() {
		load(ReviewRule.BREAK_GLASS, 1, 0);
		show();
		NativeButton before = find(NativeButton.class).single();
		poll();
		verify(this.acts.desk(), times(1)).entries();

		load(ReviewRule.BREAK_GLASS, 2, 0, ReviewRule.EXPORT, 1, 0);
		poll();
		assertThat(find(NativeButton.class).all()).extracting((button) -> button.getElement().getTextRecursively())
			.containsExactly("2Emergency access", "1List or log that left");
		assertThat(find(NativeButton.class).all().getFirst()).as("whoever stands on it stays there").isSameAs(before);

		load(ReviewRule.EXPORT, 1, 0);
		poll();
		assertThat(find(NativeButton.class).single().getElement().getTextRecursively())
			.isEqualTo("1List or log that left");
		verify(this.acts.desk(), times(3)).entries();
	}

	@Test
	void saysThatTheRulesDoNotKeepUpAndWhenTheyDoAgain() {
		when(this.lag.state()).thenReturn(lag(true, false));
		show();
		assertThat(text()).contains("◆The desk may lack something")
			.contains("The rules have not looked at new entries since 2026-03-09 08:50 UTC.");
		when(this.lag.state()).thenReturn(lag(false, true));
		poll();
		assertThat(text()).contains("The rules have not looked at 7,000 entries yet.")
			.doesNotContain("since 2026-03-09 08:50");
		when(this.lag.state()).thenReturn(new ReviewLag.State(0, true, Reviewed.NOW, false, false));
		poll();
		assertThat(text()).contains("a place that is not in the log").doesNotContain("7,000");
		when(this.lag.state()).thenReturn(lag(false, false));
		poll();
		assertThat(text()).doesNotContain("may lack something");
	}

	@Test
	void whileTheDatabaseIsAwayTheDeskStaysAsItWas() {
		load(ReviewRule.BREAK_GLASS, 1, 0);
		show();
		when(this.lag.state()).thenThrow(new CannotCreateTransactionException("away"));
		poll();
		doReturn(lag(false, false)).when(this.lag).state();
		when(this.acts.desk().load()).thenThrow(new QueryTimeoutException("away"));
		poll();
		assertThat(find(NativeButton.class).single().getElement().getTextRecursively()).isEqualTo("1Emergency access");
		load(ReviewRule.EXPORT, 1, 0);
		poll();
		assertThat(find(NativeButton.class).single().getElement().getTextRecursively())
			.isEqualTo("1List or log that left");
	}

	@Test
	void offersLastWeeksReportAndEarlierOnes() {
		show();
		@SuppressWarnings("unchecked")
		Select<LocalDate> week = find(Select.class).single();
		assertThat(week.getValue()).isEqualTo(LocalDate.of(2026, 3, 2));
		assertThat(week.getItemLabelGenerator().apply(week.getValue())).isEqualTo("2026-03-02 – 2026-03-08");
		verify(this.reports, never()).of(any());
		assertThat(find(StepUpCard.class).all()).isEmpty();
		when(this.reports.isFactorFresh()).thenReturn(false);
		week.setValue(LocalDate.of(2026, 2, 23));
		assertThat(find(StepUpCard.class).all()).hasSize(1);
		assertThat(text()).doesNotContain("Fetch the report");
	}

	@Test
	void listsOneRuleAndSaysWhatItIsUntilItIsPressedAgain() {
		load(ReviewRule.BREAK_GLASS, 1, 0, ReviewRule.BULK_REVEAL, 3, 0);
		list(null, Reviewed.waiting(Reviewed.NOW.plusSeconds(60), ReviewDesk.Asked.NOT,
				Reviewed.reason(ReviewRule.BREAK_GLASS, null)));
		list(ReviewRule.BULK_REVEAL, Reviewed.waiting(Reviewed.NOW.plusSeconds(60), ReviewDesk.Asked.NOT,
				Reviewed.reason(ReviewRule.BULK_REVEAL, 14)));
		ReviewDeskView view = show();
		NativeButton bulk = find(NativeButton.class).all().get(1);

		test(bulk).click();
		assertThat(shown("why")).isEqualTo("▲Many cases at once: 14");
		assertThat(rule(view)).contains("One person opened sealed fields of 12 or more cases within 10 minutes.");
		assertThat(bulk.getElement().getAttribute("aria-pressed")).isEqualTo("true");

		test(bulk).click();
		assertThat(shown("why")).isEqualTo("◆Emergency access");
		assertThat(rule(view)).isEmpty();
	}

	@Test
	void saysWhatIsDueInWordsAndWithAShape() {
		assertThat(due(Duration.ofHours(-5))).isEqualTo("◆overdue since 2026-03-09 04:00 UTC");
		assertThat(due(Duration.ofMinutes(-1))).startsWith("◆overdue since ");
		assertThat(due(Duration.ofMinutes(1))).isEqualTo("▲due in 1 minute");
		assertThat(due(Duration.ofMinutes(90))).isEqualTo("▲due in 90 minutes");
		assertThat(due(Duration.ofHours(23))).isEqualTo("○due in 23 hours");
		assertThat(due(Duration.ofHours(70))).isEqualTo("○due in 2 days");
	}

	@Test
	void saysWhetherAQuestionWaitsOrIsAnswered() {
		load(ReviewRule.BREAK_GLASS, 1, 0);
		for (ReviewDesk.Asked asked : ReviewDesk.Asked.values()) {
			list(null, Reviewed.waiting(Reviewed.NOW, asked, Reviewed.reason(ReviewRule.BREAK_GLASS, null)));
			ReviewDeskView view = show();
			assertThat(shown("open")).isEqualTo(switch (asked) {
				case NOT -> "Open";
				case WAITING -> "Open○asked, no answer yet";
				case ANSWERED -> "Open✓answered";
			});
			UI.getCurrent().remove(view);
		}
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR)
	void opensTheEntryAndReadsTheDeskAnewWhenOneHasGone() {
		load(ReviewRule.BREAK_GLASS, 1, 0);
		list(null, Reviewed.waiting(Reviewed.NOW, ReviewDesk.Asked.NOT, Reviewed.reason(ReviewRule.BREAK_GLASS, null)));
		when(this.acts.review().open(Reviewed.EVENT))
			.thenReturn(Optional.of(new AuditEntry(Reviewed.row(), Map.of(), true, BeforeAndAfter.Access.NONE, null,
					List.of(), List.of())))
			.thenReturn(Optional.empty());
		show();
		Button open = button();
		assertThat(open.getElement().getAttribute("aria-label"))
			.isEqualTo("Open: Broke the glass Amber Crane 12 2026-03-09 08:00 UTC");

		open.click();
		roundTrip();
		assertThat(find(Dialog.class).all()).hasSize(1);
		verify(this.acts.desk(), times(1)).load();

		open.click();
		verify(this.acts.desk(), times(2)).load();
	}

	@Test
	void anEmptyDeskSaysWhereToLookNext() {
		ReviewDeskView view = show();

		assertThat(find(EmptyState.class).all()).hasSize(1);
		assertThat(find(Anchor.class, find(EmptyState.class, view).single()).single().getHref())
			.isEqualTo(Routes.AUDIT);
		assertThat(find(Grid.class).all()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void everyRuleIsASentenceInEachLanguage(ReviewRule rule) {
		String english = RuleText.sentence(rule, Reviewed.SETTINGS);
		assertThat(english).endsWith(".").doesNotContain("{", "!");
		for (Locale language : List.of(Locale.KOREAN, Locale.SIMPLIFIED_CHINESE)) {
			UI.getCurrent().setLocale(language);
			assertThat(RuleText.sentence(rule, Reviewed.SETTINGS)).doesNotContain("{", "!").isNotEqualTo(english);
		}
	}

	@Test
	void theRulesFiguresAreTheInstallationsSettings() {
		assertThat(RuleText.sentence(ReviewRule.OUT_OF_HOURS, Reviewed.SETTINGS))
			.contains("07:00–21:00 (Asia/Seoul) of Mon, Tue;");
		assertThat(RuleText.sentence(ReviewRule.DEEP_HISTORY, Reviewed.SETTINGS)).contains("40 times", "1 hour");
		assertThat(RuleText.sentence(ReviewRule.SAMPLE, Reviewed.SETTINGS)).contains(" 9 entries");
	}

	@Test
	@WithStaff
	void isNoCaseworkers() {
		assertThatThrownBy(() -> navigate(ReviewDeskView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	private void load(Object... loads) {
		Map<ReviewRule, ReviewDesk.Load> map = new LinkedHashMap<>();
		for (int i = 0; i < loads.length; i += 3) {
			map.put((ReviewRule) loads[i], new ReviewDesk.Load((Integer) loads[i + 1], (Integer) loads[i + 2]));
		}
		doReturn(map).when(this.acts.desk()).load();
	}

	private void list(@Nullable ReviewRule rule, ReviewDesk.Waiting waiting) {
		when(this.acts.desk().waiting(any(Reading.class), eq(rule), anyInt(), anyInt())).thenReturn(List.of(waiting));
	}

	private ReviewDeskView show() {
		ReviewDeskView view = new ReviewDeskView(this.acts, this.lag, this.reports, mock(LogVerification.class),
				Clock.fixed(Reviewed.NOW, ZoneOffset.UTC));
		UI.getCurrent().add(view);
		return view;
	}

	private static ReviewLag.State lag(boolean late, boolean many) {
		return new ReviewLag.State(7000, false, Reviewed.NOW.minusSeconds(600), late, many);
	}

	private static void poll() {
		ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), false));
	}

	private String due(Duration left) {
		load(ReviewRule.BREAK_GLASS, 1, 0);
		when(this.acts.desk().waiting(any(Reading.class), any(), anyInt(), anyInt())).thenReturn(List.of(Reviewed
			.waiting(Reviewed.NOW.plus(left), ReviewDesk.Asked.NOT, Reviewed.reason(ReviewRule.BREAK_GLASS, null))));
		ReviewDeskView view = show();
		String words = shown("due");
		UI.getCurrent().remove(view);
		return words;
	}

	private String shown(String column) {
		return test(find(Grid.class).single()).getCellComponent(0, column).getElement().getTextRecursively();
	}

	private Button button() {
		return (Button) test(find(Grid.class).single()).getCellComponent(0, "open")
			.getChildren()
			.findFirst()
			.orElseThrow();
	}

	private static String rule(ReviewDeskView view) {
		return view.getChildren()
			.filter((child) -> child.hasClassName("desk-rule") && child.isVisible())
			.map((child) -> child.getElement().getText())
			.findFirst()
			.orElse("");
	}

	private static String text() {
		return UI.getCurrent().getElement().getTextRecursively();
	}

}
