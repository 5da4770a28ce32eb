package org.durumi.journey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import org.durumi.access.AccessRefused;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.CaseNotes;
import org.durumi.cases.Condition;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.Stage;
import org.durumi.cases.TimelineEntry;
import org.durumi.keys.KeyNotReleased;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.people.SafeContactField;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.support.CaseRecords;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JourneyTests extends CaseTest {

	private static final DemoAccount COORDINATOR = DemoAccount.COORDINATOR;

	@Autowired
	private Legs legs;

	@Autowired
	private Shelters shelters;

	@Autowired
	private ProtectionDecisions decisions;

	@Autowired
	private People people;

	@Autowired
	private CaseNotes notes;

	@Test
	void aLegIsBegunHeardOfAndEndedInThisOrder() {
		CaseId id = registered();
		BookEntry<Leg> planned = plan(id, 1);
		assertRefused(as(OWNER, () -> this.legs.checkIn(id, planned)), RecordRefusal.OUT_OF_ORDER);
		assertRefused(as(OWNER, () -> this.legs.handOver(id, planned)), RecordRefusal.OUT_OF_ORDER);
		BookEntry<Leg> underWay = CaseRecords.kept(as(OWNER, () -> this.legs.depart(id, planned)));
		assertRefused(as(OWNER, () -> this.legs.depart(id, underWay)), RecordRefusal.OUT_OF_ORDER);
		BookEntry<Leg> heardOf = CaseRecords.kept(as(OWNER, () -> this.legs.checkIn(id, underWay)));
		BookEntry<Leg> ended = CaseRecords.kept(as(OWNER, () -> this.legs.handOver(id, heardOf)));
		assertThat(ended.content().outcome()).isEqualTo(Leg.Outcome.HANDED_OVER);
		assertThat(ended.content().departed()).isBeforeOrEqualTo(ended.content().checkIns().getFirst());
		assertThat(ended.content().checkIns().getFirst()).isBeforeOrEqualTo(ended.content().ended());
		assertRefused(as(OWNER, () -> this.legs.abort(id, ended)), RecordRefusal.OUT_OF_ORDER);
	}

	@Test
	void aLegBeginsWhereTheOneBeforeItEndedUnlessThatWasCalledOff() {
		CaseId id = registered();
		BookEntry<Leg> first = plan(id, 1);
		BookEntry<Leg> second = plan(id, 2);
		assertRefused(as(OWNER, () -> this.legs.depart(id, second)), RecordRefusal.OUT_OF_ORDER);
		BookEntry<Leg> underWay = CaseRecords.kept(as(OWNER, () -> this.legs.depart(id, first)));
		assertRefused(as(OWNER, () -> this.legs.depart(id, second)), RecordRefusal.OUT_OF_ORDER);
		CaseRecords.kept(as(OWNER, () -> this.legs.abort(id, underWay)));
		CaseRecords.kept(as(OWNER, () -> this.legs.depart(id, second)));
	}

	@Test
	void aLegDoesNotArriveBeforeItDeparted() {
		CaseId id = registered();
		Instant now = Instant.now();
		Leg backwards = new Leg(1, 1, "Yanji", "Shenyang", Leg.Mode.TRAIN, "By the clock", TODAY, now, List.of(),
				now.minus(1, ChronoUnit.HOURS), Leg.Outcome.HANDED_OVER);
		assertRefused(as(OWNER, () -> this.legs.add(id, backwards)), RecordRefusal.ENDS_BEFORE_IT_BEGINS);
		assertThatIllegalArgumentException().isThrownBy(() -> CaseRecords.leg(0, TODAY));
	}

	@Test
	void theSecondOfTwoWhoMoveALegIsTold() {
		CaseId id = registered();
		BookEntry<Leg> planned = plan(id, 1);
		CaseRecords.kept(as(OWNER, () -> this.legs.depart(id, planned)));
		assertRefused(as(OWNER, () -> this.legs.depart(id, planned)), RecordRefusal.STALE);
	}

	@Test
	void onlyTheHandOverOfTheLastLegLeadsToAThirdCountry() {
		CaseId id = at(Stage.IN_PASSAGE);
		BookEntry<Leg> first = as(OWNER, () -> this.legs.open(id)).getFirst();
		BookEntry<Leg> second = plan(id, 2);
		end(id, first);
		assertThat(missing(id, Stage.THIRD_COUNTRY)).containsExactly(Condition.LAST_LEG_HANDED_OVER);
		end(id, second);
		assertThat(missing(id, Stage.THIRD_COUNTRY)).isEmpty();
	}

	@Test
	void aPlaceWhereTraffickersHoldHerIsNoShelter() {
		CaseId id = at(Stage.ASSESSED);
		assertRefused(
				as(OWNER, () -> this.shelters.add(id,
						new ShelterPlace(ShelterPlace.Kind.TRAFFICKER_HOLDING, "Jilin", "A flat", TODAY, null))),
				RecordRefusal.NO_SHELTER);
		assertRefused(
				as(OWNER, () -> this.shelters.add(id,
						new ShelterPlace(ShelterPlace.Kind.SHELTER, "Jilin", "House one", TODAY, TODAY.minusDays(1)))),
				RecordRefusal.ENDS_BEFORE_IT_BEGINS);
		CaseRecords.kept(as(OWNER, () -> this.shelters.add(id, new ShelterPlace(ShelterPlace.Kind.SHELTER, "Jilin",
				"House one", TODAY.minusDays(9), TODAY.minusDays(1)))));
		assertThat(missing(id, Stage.SHELTERED)).as("she has left it").containsExactly(Condition.SHELTER_PLACE);
	}

	@Test
	void ofACountrysDecisionsTheNewestCounts() {
		CaseId id = at(Stage.ARRIVED);
		as(OWNER, () -> this.records.add(id, Condition.PROTECTION_REFUSED, TODAY));
		assertThat(missing(id, Stage.HANAWON)).containsExactly(Condition.PROTECTION_GRANTED);
		assertThat(missing(id, Stage.RESETTLED)).isEmpty();
		as(OWNER, () -> this.records.add(id, Condition.PROTECTION_GRANTED, TODAY));
		assertThat(missing(id, Stage.HANAWON)).isEmpty();
		assertThat(missing(id, Stage.RESETTLED)).containsExactly(Condition.PROTECTION_REFUSED);
		assertThat(as(OWNER, () -> this.decisions.count(id))).isEqualTo(2);
	}

	@Test
	void aRefusalByOneCountryHidesNoGrantOfAnother() {
		CaseId id = at(Stage.THIRD_COUNTRY);
		as(OWNER, () -> this.records.add(id, Condition.ACCEPTED_ELSEWHERE, TODAY));
		as(OWNER, () -> this.decisions.add(id, decision("US")));
		assertThat(missing(id, Stage.RESETTLED)).isEmpty();
		as(OWNER, () -> this.decisions.add(id, decision("CA")));
		assertThat(missing(id, Stage.RESETTLED)).containsExactly(Condition.ACCEPTED_ELSEWHERE);
	}

	private static ProtectionDecision decision(String country) {
		return new ProtectionDecision(country, ProtectionDecision.Outcome.REFUSED, "Immigration", TODAY, "");
	}

	@Test
	void aCoordinatorMovesTheLegsAndTheCaseOnTheRoad() {
		CaseId id = onTheRoad();
		BookEntry<Leg> planned = as(COORDINATOR, () -> this.legs.open(id)).getFirst();
		BookEntry<Leg> underWay = CaseRecords.kept(as(COORDINATOR, () -> this.legs.depart(id, planned)));
		CaseRecords.kept(as(COORDINATOR, () -> this.legs.handOver(id, underWay)));
		assertThat(move(COORDINATOR, new Move(id, Stage.THIRD_COUNTRY, TODAY, "", facts(id).version())))
			.isInstanceOf(MoveOutcome.Moved.class);
	}

	@Test
	void aCoordinatorSeesTheRouteAndNothingOfHersBeside() {
		CaseId id = onTheRoad();
		as(OWNER, () -> this.notes.add(id, Compartment.HARM, "She was sold twice."));
		assertThat(as(COORDINATOR, () -> this.shelters.open(id))).hasSize(1);
		assertThat(as(COORDINATOR, () -> this.timeline.of(id))).extracting(TimelineEntry::compartment)
			.isNotEmpty()
			.containsOnly(Compartment.CORE, Compartment.ROUTE);
		for (Runnable reading : List.<Runnable>of(() -> this.records.risks().open(id),
				() -> this.records.safetyPlans().open(id), () -> this.records.needs().open(id),
				() -> this.records.detentions().open(id), () -> this.records.discharges().open(id))) {
			assertThatExceptionOfType(KeyNotReleased.class).isThrownBy(() -> as(COORDINATOR, reading));
		}
		for (Runnable reading : List.<Runnable>of(() -> this.people.reveal(id, IdentityField.HANGUL),
				() -> this.people.reveal(id, SafeContactField.PHONE), () -> this.people.openIdentity(id))) {
			assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(COORDINATOR, reading));
		}
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(COORDINATOR, () -> this.records.record(id, Condition.RISK_ASSESSMENT, TODAY)));
		assertThat(as(COORDINATOR, () -> this.notes.writable(id))).containsExactlyInAnyOrder(Compartment.CORE,
				Compartment.ROUTE, Compartment.HELPERS);
	}

	private CaseId onTheRoad() {
		CaseId id = at(Stage.IN_PASSAGE);
		as(SUPERVISOR, () -> this.assignments.assignCoordinator(id, COORDINATOR.subject()));
		return id;
	}

	private BookEntry<Leg> plan(CaseId id, int number) {
		return CaseRecords.kept(as(OWNER, () -> this.legs.add(id, CaseRecords.leg(number, TODAY))));
	}

	private void end(CaseId id, BookEntry<Leg> leg) {
		BookEntry<Leg> underWay = CaseRecords.kept(as(OWNER, () -> this.legs.depart(id, leg)));
		CaseRecords.kept(as(OWNER, () -> this.legs.handOver(id, underWay)));
	}

	private static void assertRefused(BookOutcome<?> outcome, RecordRefusal reason) {
		assertThat(outcome).isEqualTo(new BookOutcome.Refused<>(Set.of(reason)));
	}

}
