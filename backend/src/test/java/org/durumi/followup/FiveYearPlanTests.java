package org.durumi.followup;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.durumi.access.AccessRefused;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.Condition;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.Stage;
import org.durumi.journey.Discharge;
import org.durumi.people.Birth;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.TextRefused;
import org.durumi.sample.Clocks;
import org.durumi.support.CaseRecords;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FiveYearPlanTests extends CaseTest {

	private static final Duration FIVE_YEARS = Duration.ofDays(5 * 366);

	private static final IdentityDraft BORN = new IdentityDraft("", "", "", "", "", "", Birth.parse("2003-09-02"), null,
			null, Set.of());

	@Autowired
	private PlanTasks tasks;

	@Test
	void asksMonthlyThenQuarterlyThenHalfYearlyAndAssessesSixTimes() {
		LocalDate day = LocalDate.of(2026, 1, 31);
		List<FiveYearPlan.Due> plan = FiveYearPlan.from(day);
		assertThat(months(plan, PlanTask.Kind.CONTACT)).containsExactly(1, 2, 3, 4, 5, 6, 9, 12, 15, 18, 21, 24, 30, 36,
				42, 48, 54, 60);
		assertThat(months(plan, PlanTask.Kind.ASSESSMENT)).containsExactly(0, 6, 12, 24, 36, 60);
		assertThat(months(plan, PlanTask.Kind.FINAL_REVIEW)).containsExactly(60);
		assertThat(plan.getFirst().on()).isEqualTo(day);
		assertThat(plan.get(1).on()).as("a month later, in a short month").isEqualTo("2026-02-28");
		assertThat(plan.getLast().on()).isEqualTo("2031-01-31");
	}

	@Test
	void isCountedFromTheDaySheLivesAtHerAddressAndNotFromTheMove() {
		CaseId id = at(Stage.HANAWON);
		LocalDate residence = TODAY.minusDays(10);
		CaseRecords.kept(as(OWNER, () -> this.records.discharges()
			.add(id, new Discharge(residence.minusDays(1), 12, "Cheongju, 3-dong 404", residence))));
		advance(id, Stage.RESETTLED);
		List<TaskEntry> plan = plan(id);
		assertThat(plan).hasSize(25);
		assertThat(plan.getFirst().dueOn()).isEqualTo(residence);
		assertThat(plan.getLast().dueOn()).isEqualTo(residence.plusYears(5));
		assertThat(facts(id).nextDue()).isEqualTo(residence);
	}

	@Test
	void refusesAnAddressSheDoesNotLiveAtYetOrLivedAtBeforeHerDischarge() {
		CaseId id = at(Stage.HANAWON);
		assertThat(refusals(id, TODAY, TODAY.plusDays(2))).containsExactly(RecordRefusal.IN_THE_FUTURE);
		assertThat(refusals(id, TODAY, TODAY.minusDays(1))).containsExactly(RecordRefusal.ENDS_BEFORE_IT_BEGINS);
		assertThat(missing(id, Stage.RESETTLED)).containsExactly(Condition.DISCHARGE);
	}

	@Test
	void isCountedFromTheMoveWhereNoDischargeIsRecorded() {
		CaseId id = at(Stage.THIRD_COUNTRY);
		as(OWNER, () -> this.records.add(id, Condition.ACCEPTED_ELSEWHERE, TODAY));
		assertThat(move(id, Stage.RESETTLED)).isInstanceOf(MoveOutcome.Moved.class);
		assertThat(plan(id).getFirst().dueOn()).isEqualTo(TODAY);
	}

	@Test
	void isMadeOnceAndBesideTasksThatAPersonHadSet() {
		CaseId id = at(Stage.HANAWON);
		assertThat(plan(id)).isEmpty();
		as(OWNER, () -> this.tasks.add(id, "Winter clothes", TODAY.plusDays(3)));
		advance(id, Stage.RESETTLED);
		assertThat(plan(id)).hasSize(26);
		advance(id, Stage.LOST_CONTACT);
		advance(id, Stage.RESETTLED);
		assertThat(plan(id)).hasSize(26);
	}

	@Test
	void isCountedAnewWhenTheMoveWasTakenBackForItsDay() {
		CaseId id = at(Stage.HANAWON);
		as(OWNER, () -> this.records.add(id, Condition.DISCHARGE, TODAY));
		advance(id, Stage.RESETTLED);
		TaskEntry first = plan(id).getFirst();
		done(id, first, TODAY);
		as(OWNER, () -> this.stages.undo(id, "The day was wrong.", facts(id).version()));
		as(OWNER, () -> this.records.add(id, Condition.DISCHARGE, TODAY.minusDays(7)));
		advance(id, Stage.RESETTLED);
		List<TaskEntry> again = plan(id);
		assertThat(again).hasSize(25);
		assertThat(again.getFirst().dueOn()).isEqualTo(TODAY.minusDays(7).plusMonths(1));
		assertThat(facts(id).nextDue()).isEqualTo(again.getFirst().dueOn());
		assertThat(as(OWNER, () -> this.tasks.open(id, first.id())).dueOn()).as("what is done stays")
			.isEqualTo(first.dueOn());
	}

	@Test
	void closesTheCaseWithoutASecondPersonWhenEveryTaskIsDone() {
		CaseId id = registered(OWNER, Stage.RESETTLED, IdentityDraft.EMPTY);
		List<TaskEntry> plan = plan(id);
		List<TaskEntry> allButOne = plan.subList(0, plan.size() - 1);
		allButOne.forEach((task) -> Clocks.after(FIVE_YEARS, () -> kept(done(id, task, task.dueOn()))));
		assertThat(missing(id, Stage.CLOSED)).containsExactly(Condition.PLAN_COMPLETED);
		Clocks.after(FIVE_YEARS, () -> kept(done(id, plan.getLast(), plan.getLast().dueOn())));
		assertThat(missing(id, Stage.CLOSED)).isEmpty();
		assertThat(facts(id).nextDue()).isNull();
		assertThat(move(id, Stage.CLOSED, "The five years are over.")).isInstanceOf(MoveOutcome.Moved.class);
	}

	@Test
	void keepsTheLastReviewForTheEndOfTheFiveYears() {
		CaseId id = registered(OWNER, Stage.RESETTLED, IdentityDraft.EMPTY);
		TaskEntry review = plan(id).stream()
			.filter((task) -> task.task().kind() == PlanTask.Kind.FINAL_REVIEW)
			.findFirst()
			.orElseThrow();
		assertThat(done(id, review, TODAY)).isEqualTo(refused(RecordRefusal.TOO_EARLY));
	}

	@Test
	void marksATaskDoneOnceAndWithWhatCameOfIt() {
		CaseId id = registered(OWNER, Stage.RESETTLED, BORN);
		TaskEntry first = plan(id).getFirst();
		assertThat(done(id, first, TODAY.plusDays(2))).isEqualTo(refused(RecordRefusal.IN_THE_FUTURE));
		assertThat(done(id, first, LocalDate.of(2003, 9, 1))).isEqualTo(refused(RecordRefusal.BEFORE_BIRTH));
		assertThat(done(id, first, TODAY)).isEqualTo(new TaskOutcome.Kept());
		assertThat(done(id, first, TODAY)).isEqualTo(refused(RecordRefusal.STALE));
		TaskEntry after = as(OWNER, () -> this.tasks.open(id, first.id()));
		assertThat(after.doneOn()).isEqualTo(TODAY);
		assertThat(after.task().outcome()).isEqualTo("=SUM(A1) 잘 지낸다 👍");
		assertThat(timeline(id, "plan_task")).extracting((entry) -> entry.id()).containsExactly(first.id());
		assertThat(facts(id).nextDue()).isEqualTo(plan(id).getFirst().dueOn());
	}

	@Test
	void takesATaskOfOnesOwnOnALikelyDayOnly() {
		CaseId id = registered();
		assertThat(add(id, "Call the clinic", TODAY.minusDays(2))).isEqualTo(refused(RecordRefusal.UNLIKELY_DAY));
		assertThat(add(id, "Call the clinic", TODAY.plusYears(10).plusDays(1)))
			.isEqualTo(refused(RecordRefusal.UNLIKELY_DAY));
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> add(id, " ", TODAY));
		assertThat(add(id, "Call the clinic", TODAY.plusDays(1))).isEqualTo(new TaskOutcome.Kept());
		assertThat(facts(id).nextDue()).isEqualTo(TODAY.plusDays(1));
	}

	@Test
	void isKeptByWhoeverWorksOnTheCaseAndNobodyElse() {
		CaseId id = registered();
		for (DemoAccount other : List.of(SUPERVISOR, DemoAccount.CASEWORKER_SEOUL, DemoAccount.COORDINATOR)) {
			assertThatExceptionOfType(AccessRefused.class)
				.isThrownBy(() -> as(other, () -> this.tasks.add(id, "Call", TODAY)));
		}
	}

	private List<TaskEntry> plan(CaseId id) {
		return as(OWNER, () -> this.tasks.open(id));
	}

	private TaskOutcome done(CaseId id, TaskEntry task, LocalDate on) {
		return as(OWNER, () -> this.tasks.done(id, task, on, "=SUM(A1) 잘 지낸다 👍"));
	}

	private TaskOutcome add(CaseId id, String title, LocalDate due) {
		return as(OWNER, () -> this.tasks.add(id, title, due));
	}

	private static TaskOutcome kept(TaskOutcome outcome) {
		assertThat(outcome).isEqualTo(new TaskOutcome.Kept());
		return outcome;
	}

	private static TaskOutcome refused(RecordRefusal reason) {
		return new TaskOutcome.Refused(Set.of(reason));
	}

	private Set<RecordRefusal> refusals(CaseId id, LocalDate discharged, LocalDate livesThereFrom) {
		BookOutcome<Discharge> outcome = as(OWNER, () -> this.records.discharges()
			.add(id, new Discharge(discharged, 12, "Busan, 7-dong", livesThereFrom)));
		assertThat(outcome).isInstanceOf(BookOutcome.Refused.class);
		return ((BookOutcome.Refused<Discharge>) outcome).reasons();
	}

	private static List<Integer> months(List<FiveYearPlan.Due> plan, PlanTask.Kind kind) {
		return plan.stream()
			.map(FiveYearPlan.Due::task)
			.filter((task) -> task.kind() == kind)
			.map(PlanTask::month)
			.toList();
	}

}
