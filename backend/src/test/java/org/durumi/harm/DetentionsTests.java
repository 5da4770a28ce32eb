package org.durumi.harm;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.durumi.access.AccessRefused;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.Condition;
import org.durumi.cases.EarlierCycle;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.Refusal;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Arrest in one act, and the cycles that repatriation ends. */
class DetentionsTests extends CaseTest {

	@Autowired
	private Detentions detentions;

	@Autowired
	private Cycles cycles;

	@Test
	void anArrestIsRecordedAndMovesTheCaseInOneAct() {
		CaseId id = at(Stage.SHELTERED);
		assertThat(arrest(id, held(TODAY, null), "A neighbour saw it.")).isInstanceOfSatisfying(
				Detentions.Arrest.Moved.class,
				(arrest) -> assertThat(arrest.outcome()).isInstanceOf(MoveOutcome.Moved.class));
		assertThat(stage(id)).isEqualTo(Stage.DETAINED);
		assertThat(as(OWNER, () -> this.detentions.open(id))).extracting(BookEntry::content)
			.containsExactly(held(TODAY, null));
	}

	@Test
	void anArrestThatDoesNotMoveTheCaseIsNotRecordedEither() {
		CaseId id = at(Stage.SHELTERED);
		assertThat(arrest(id, held(TODAY, null), ""))
			.isEqualTo(new Detentions.Arrest.Moved(new MoveOutcome.Refused(Set.of(), Set.of(Refusal.REASON_NEEDED))));
		CaseId safe = registered(OWNER, Stage.ARRIVED, IdentityDraft.EMPTY);
		assertThat(arrest(safe, held(TODAY, null), "Seen."))
			.isEqualTo(new Detentions.Arrest.Moved(new MoveOutcome.Refused(Set.of(), Set.of(Refusal.NO_SUCH_STEP))));
		assertThat(as(OWNER, () -> this.detentions.count(id) + this.detentions.count(safe))).isZero();
	}

	@Test
	void anArrestThatIsRefusedStaysInTheLog() {
		CaseId id = at(Stage.SHELTERED);
		arrest(id, held(TODAY, null), "");
		assertThat(actions(id)).filteredOn("STAGE_REFUSED"::equals).hasSize(1);
		arrest(id, held(TODAY, null), "A neighbour saw it.");
		assertThat(actions(id)).filteredOn("STAGE_REFUSED"::equals).hasSize(1);
		assertThat(move(id, Stage.ARRIVED)).isInstanceOf(MoveOutcome.Refused.class);
		assertThat(actions(id)).filteredOn("STAGE_REFUSED"::equals).as("one for each").hasSize(2);
	}

	@Test
	void custodyOfAThirdCountryIsAStepOfTheWayAndNoArrest() {
		CaseId id = registered(OWNER, Stage.THIRD_COUNTRY, IdentityDraft.EMPTY);
		Detention custody = new Detention(Detention.Authority.IMMIGRATION_THIRD_COUNTRY, "Bangkok", TODAY, "", null);
		assertThat(arrest(id, custody, "She waits for her exit."))
			.isEqualTo(new Detentions.Arrest.Refused(Set.of(RecordRefusal.IMMIGRATION_CUSTODY)));
		assertThat(stage(id)).isEqualTo(Stage.THIRD_COUNTRY);
	}

	@Test
	void aReleaseDoesNotComeBeforeTheArrest() {
		CaseId id = registered();
		assertThat(as(OWNER, () -> this.detentions.add(id, held(TODAY, TODAY.minusDays(1)))))
			.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.ENDS_BEFORE_IT_BEGINS)));
	}

	@Test
	void aDetentionThatIsOverCarriesNoArrest() {
		CaseId id = registered();
		as(OWNER, () -> this.detentions.add(id, held(TODAY.minusDays(9), TODAY.minusDays(2))));
		assertThat(missing(id, Stage.DETAINED)).containsExactly(Condition.DETENTION);
	}

	@Test
	void anArrestIsMarkedByWhoeverWorksOnTheCase() {
		CaseId id = at(Stage.SHELTERED);
		for (DemoAccount other : List.of(SUPERVISOR, DemoAccount.COORDINATOR, DemoAccount.CASEWORKER_SEOUL)) {
			assertThatExceptionOfType(AccessRefused.class).isThrownBy(
					() -> as(other, () -> this.detentions.arrest(id, held(TODAY, null), "Seen.", facts(id).version())));
		}
		assertThat(stage(id)).isEqualTo(Stage.SHELTERED);
	}

	@Test
	void repatriationEndsACycleAndTheNextMeetingBeginsOne() {
		CaseId id = at(Stage.SHELTERED);
		arrest(id, held(TODAY, null), "Seen.");
		advance(id, Stage.REPATRIATED);
		assertThat(cycles(id)).containsExactly(new Cycle(1, null, Cycle.Ending.REPATRIATED, TODAY, false));
		advance(id, Stage.IDENTIFIED);
		assertThat(cycles(id)).containsExactly(new Cycle(2, TODAY.getYear(), Cycle.Ending.ONGOING, null, false),
				new Cycle(1, null, Cycle.Ending.REPATRIATED, TODAY, false));
	}

	@Test
	void aMoveThatIsTakenBackNeitherEndedNorBeganACycle() {
		CaseId id = at(Stage.SHELTERED);
		arrest(id, held(TODAY, null), "Seen.");
		advance(id, Stage.REPATRIATED);
		undo(id);
		assertThat(cycles(id)).containsExactly(new Cycle(1, null, Cycle.Ending.ONGOING, null, false));
		advance(id, Stage.REPATRIATED);
		advance(id, Stage.IDENTIFIED);
		undo(id);
		advance(id, Stage.IDENTIFIED);
		assertThat(cycles(id)).extracting(Cycle::number, Cycle::ending)
			.containsExactly(tuple(2, Cycle.Ending.ONGOING), tuple(1, Cycle.Ending.REPATRIATED));
		assertThat(facts(id).cycle()).isEqualTo(2);
	}

	@Test
	void anArrivalThatIsTakenBackLeavesTheCycleOpenAndALaterStepDoesNot() {
		CaseId id = at(Stage.HANAWON);
		undo(id);
		assertThat(cycles(id)).extracting(Cycle::ending).containsExactly(Cycle.Ending.ARRIVED);
		undo(id);
		assertThat(cycles(id)).extracting(Cycle::ending).containsExactly(Cycle.Ending.ONGOING);
	}

	@Test
	void aCycleThatIsSuspendedGoesOnAndArrivalEndsIt() {
		CaseId id = at(Stage.THIRD_COUNTRY);
		advance(id, Stage.LOST_CONTACT);
		advance(id, Stage.THIRD_COUNTRY);
		assertThat(cycles(id)).extracting(Cycle::ending).containsExactly(Cycle.Ending.ONGOING);
		advance(id, Stage.ARRIVED);
		assertThat(cycles(id)).extracting(Cycle::ending).containsExactly(Cycle.Ending.ARRIVED);
	}

	@Test
	void aCycleThatNobodySawBeginIsRecordedWhereSheIsFound() {
		CaseId id = at(Stage.SHELTERED);
		arrest(id, held(TODAY, null), "Seen.");
		advance(id, Stage.REPATRIATED);
		advance(id, Stage.LOST_CONTACT);
		assertThat(cycles(id)).extracting(Cycle::ending).containsExactly(Cycle.Ending.REPATRIATED);
		advance(id, Stage.THIRD_COUNTRY);
		assertThat(cycles(id)).extracting(Cycle::number, Cycle::ending)
			.containsExactly(tuple(2, Cycle.Ending.ONGOING), tuple(1, Cycle.Ending.REPATRIATED));
		undo(id);
		advance(id, Stage.ARRIVED);
		assertThat(cycles(id)).extracting(Cycle::number, Cycle::ending)
			.containsExactly(tuple(2, Cycle.Ending.ARRIVED), tuple(1, Cycle.Ending.REPATRIATED));
	}

	@Test
	void theCyclesBeforeUsAreKeptAtIntake() {
		RegistrationOutcome outcome = as(OWNER,
				() -> this.registration
					.register(new Registration(search(OWNER), IdentityDraft.EMPTY, SafeContactDraft.EMPTY, intake(),
							Stage.IDENTIFIED, List.of(new EarlierCycle(2013, EarlierCycle.Ending.REPATRIATED)))));
		CaseId id = ((RegistrationOutcome.Registered) outcome).caseId();
		assertThat(cycles(id)).containsExactly(new Cycle(2, null, Cycle.Ending.ONGOING, null, false),
				new Cycle(1, 2013, Cycle.Ending.REPATRIATED, null, true));
	}

	private Detentions.Arrest arrest(CaseId id, Detention detention, String reason) {
		return as(OWNER, () -> this.detentions.arrest(id, detention, reason, facts(id).version()));
	}

	private void undo(CaseId id) {
		assertThat(as(OWNER, () -> this.stages.undo(id, "A slip.", facts(id).version())))
			.isInstanceOf(MoveOutcome.Moved.class);
	}

	private static Detention held(LocalDate since, @Nullable LocalDate released) {
		return new Detention(Detention.Authority.BORDER_GUARD_CHINA, "Tumen", since, "", released);
	}

	private List<Cycle> cycles(CaseId id) {
		return as(OWNER, () -> this.cycles.open(id)).stream().map(BookEntry::content).toList();
	}

}
