package org.durumi.followup;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.durumi.access.AccessRefused;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.CaseListFilter.Scope;
import org.durumi.cases.Deputies;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.Stage;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.sample.Clocks;
import org.durumi.support.CaseRecords;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Contacts, the silence after them, closing, and what a day asks for. */
class FollowUpTests extends CaseTest {

	@Autowired
	private Contacts contacts;

	@Autowired
	private MyDay myDay;

	@Autowired
	private PlanTasks tasks;

	@Autowired
	private Deputies deputies;

	private Actor colleague = DemoAccount.CASEWORKER_YANJI.in(SessionRef.random(), 1);

	@BeforeEach
	void aColleagueWithoutCases() {
		this.colleague = hire(DemoAccount.CASEWORKER_YANJI);
	}

	@Test
	void aContactThatReachedHerCountsAndAnAttemptDoesNot() {
		CaseId id = registered();
		CaseRecords.kept(add(id, contact(TODAY.minusDays(3), false)));
		assertThat(facts(id).lastContact()).isNull();
		CaseRecords.kept(add(id, contact(TODAY.minusDays(5), true)));
		CaseRecords.kept(add(id, contact(TODAY.minusDays(9), true)));
		assertThat(facts(id).lastContact()).as("one recorded late changes nothing").isEqualTo(TODAY.minusDays(5));
		assertThat(as(OWNER, () -> this.contacts.open(id))).extracting(BookEntry::content)
			.extracting(Contact::on)
			.containsExactly(TODAY.minusDays(9), TODAY.minusDays(5), TODAY.minusDays(3));
	}

	@Test
	void aContactThatTurnsOutNotToHaveReachedHerNoLongerCounts() {
		CaseId id = registered();
		CaseRecords.kept(add(id, contact(TODAY.minusDays(9), true)));
		CaseRecords.kept(add(id, contact(TODAY.minusDays(2), true)));
		change(id, contact(TODAY.minusDays(4), true));
		assertThat(facts(id).lastContact()).isEqualTo(TODAY.minusDays(4));
		change(id, contact(TODAY.minusDays(4), false));
		assertThat(facts(id).lastContact()).isEqualTo(TODAY.minusDays(9));
	}

	private void change(CaseId id, Contact corrected) {
		BookEntry<Contact> newest = as(OWNER, () -> this.contacts.open(id)).getFirst();
		CaseRecords.kept(as(OWNER, () -> this.contacts.change(id, newest, corrected)));
	}

	@Test
	void aContactIsNotKeptOnADayToCome() {
		CaseId id = registered();
		assertThat(add(id, contact(TODAY.plusDays(2), true)))
			.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.IN_THE_FUTURE)));
		assertThat(facts(id).lastContact()).isNull();
	}

	@Test
	void aContactIsReadInItsCompartmentOnly() {
		CaseId id = registered();
		CaseRecords.kept(add(id, contact(TODAY, true)));
		CaseRecords.kept(as(OWNER, () -> this.contacts.add(id, Compartment.CORE, contact(TODAY.minusDays(1), true))));
		assertThat(as(SUPERVISOR, () -> this.contacts.open(id))).as("CORE, and not HARM").hasSize(1);
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(DemoAccount.CASEWORKER_SEOUL, () -> this.contacts.open(id)));
	}

	@Test
	void ninetyDaysWithoutAContactAreSilence() {
		CaseId id = shared(registered());
		CaseRecords.kept(add(id, contact(TODAY, true)));
		assertThat(silentAfter(90)).extracting(DayEntry::caseId).doesNotContain(id);
		assertThat(silentAfter(91)).filteredOn((entry) -> entry.caseId().equals(id))
			.singleElement()
			.satisfies((entry) -> assertThat(entry.day()).isEqualTo(TODAY));
	}

	@Test
	void theSilenceOfACaseThatNobodyHasSpokenInBeginsWithItsIntake() {
		CaseId id = shared(registered());
		assertThat(silentAfter(90)).extracting(DayEntry::caseId).doesNotContain(id);
		assertThat(silentAfter(91)).extracting(DayEntry::caseId).contains(id);
	}

	@Test
	void theLongestSilenceStandsFirst() {
		CaseId notYetSpokenWith = shared(registered());
		CaseId longSilent = shared(registered());
		CaseRecords.kept(add(longSilent, contact(TODAY.minusDays(10), true)));
		assertThat(silentAfter(91)).extracting(DayEntry::caseId).containsExactly(longSilent, notYetSpokenWith);
	}

	@ParameterizedTest
	@CsvSource({ "LOST_CONTACT, true", "REPATRIATED, false", "CLOSED, false", "DECEASED, false" })
	void silenceIsAskedAboutWhereSomebodyCouldStillCall(Stage stage, boolean asked) {
		CaseId id = shared(registered(OWNER, Stage.SHELTERED, IdentityDraft.EMPTY));
		if (stage == Stage.REPATRIATED) {
			advance(id, Stage.DETAINED);
		}
		advance(id, stage);
		assertThat(silentAfter(91)).extracting(DayEntry::caseId)
			.satisfies((silent) -> assertThat(silent.contains(id)).isEqualTo(asked));
	}

	@Test
	void aDayShowsWhatIsOverdueOwedTodayAndThisWeek() {
		CaseId today = owing(TODAY);
		CaseId soon = owing(TODAY.plusDays(6));
		CaseId later = owing(TODAY.plusDays(7));
		Day day = dayAfter(0);
		assertThat(day.overdue()).isEmpty();
		assertThat(day.today()).extracting(DayEntry::caseId).containsExactly(today);
		assertThat(day.thisWeek()).extracting(DayEntry::caseId).containsExactly(soon);
		assertThat(dayAfter(1).overdue()).extracting(DayEntry::caseId).containsExactly(today);
		assertThat(dayAfter(1).thisWeek()).extracting(DayEntry::caseId).containsExactly(soon, later);
	}

	@Test
	void aTaskThatIsDoneAndACaseThatIsClosedAskForNothing() {
		CaseId done = owing(TODAY);
		TaskEntry task = as(OWNER, () -> this.tasks.open(done)).getFirst();
		as(OWNER, () -> this.tasks.done(done, task, TODAY, ""));
		CaseId closed = owing(TODAY);
		advance(closed, Stage.CLOSED);
		assertThat(dayAfter(0).isClear()).isTrue();
		assertThat(facts(closed).nextDue()).isNull();
	}

	@Test
	void aClosureChecklistIsKeptOnlyWhenAllOfItIsSettled() {
		CaseId id = registered();
		for (boolean[] settled : List.of(new boolean[] { false, true, true }, new boolean[] { true, false, true },
				new boolean[] { true, true, false })) {
			ClosureChecklist checklist = new ClosureChecklist(ClosureChecklist.Reason.DECLINED, TODAY, settled[0],
					settled[1], settled[2], "");
			assertThat(as(OWNER, () -> this.records.closures().add(id, checklist)))
				.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.INCOMPLETE)));
		}
		ClosureChecklist all = new ClosureChecklist(ClosureChecklist.Reason.DECLINED, TODAY, true, true, true, "");
		CaseRecords.kept(as(OWNER, () -> this.records.closures().add(id, all)));
	}

	private BookOutcome<Contact> add(CaseId id, Contact contact) {
		return as(OWNER, () -> this.contacts.add(id, contact));
	}

	private static Contact contact(LocalDate on, boolean reached) {
		return new Contact(on, Contact.Mode.PHONE, reached, Set.of(Contact.Hardship.FOOD), "She is well. 잘 있다.");
	}

	@Test
	void aDeputysDayAsksForTheAbsentOnesCasesByThemselves() {
		Actor absent = hire(DemoAccount.CASEWORKER_YANJI);
		CaseId id = registered(absent);
		as(absent, () -> this.tasks.add(id, "Call at the safe time", TODAY));
		assertThat(deputisedDay().isClear()).isTrue();
		as(SUPERVISOR, () -> this.deputies.arrange(absent.id(), this.colleague.id(), TODAY, TODAY.plusDays(1),
				ZoneOffset.UTC));
		assertThat(deputisedDay().today()).extracting(DayEntry::caseId).containsExactly(id);
		assertThat(dayAfter(0).isClear()).as("her own").isTrue();
	}

	private Day deputisedDay() {
		return as(this.colleague, () -> this.myDay.read(Scope.DEPUTISED, ZoneOffset.UTC));
	}

	private CaseId owing(LocalDate day) {
		CaseId id = shared(registered());
		assertThat(as(OWNER, () -> this.tasks.add(id, "Call at the safe time", day))).isEqualTo(new TaskOutcome.Kept());
		return id;
	}

	/** Gives the colleague a part in the case, whose day then shows it. */
	private CaseId shared(CaseId id) {
		as(SUPERVISOR, () -> this.assignments.assign(id, this.colleague.id()));
		return id;
	}

	private List<DayEntry> silentAfter(int days) {
		return dayAfter(days).silent();
	}

	private Day dayAfter(int days) {
		return Clocks.after(Duration.ofDays(days),
				() -> as(this.colleague, () -> this.myDay.read(Scope.MINE, ZoneOffset.UTC)));
	}

}
