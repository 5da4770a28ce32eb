package org.durumi.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.durumi.cases.RegistrationOutcome.Reason;
import org.durumi.cases.RegistrationOutcome.Refused;
import org.durumi.cases.RegistrationOutcome.Registered;
import org.durumi.people.Birth;
import java.util.Set;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CaseRegistrationTests extends CaseTest {

	private static final IdentityDraft SHE = new IdentityDraft("문새별", "Mun Sae Byol", "", "", "", "",
			Birth.parse("1994-03"), null, null, java.util.Set.of());

	@Test
	void opensACaseWithTheMinimumAndListsItByCodeName() {
		Registered registered = accepted(minimum());
		assertThat(CaseNumber.isValid(registered.caseNumber())).isTrue();
		assertThat(registered.codeName()).matches("[A-Za-z]+( [A-Za-z]+){1,2}");
		CaseListRow row = facts(registered.caseId());
		assertThat(row.codeName()).isEqualTo(registered.codeName());
		assertThat(row.stage()).isEqualTo(Stage.IDENTIFIED);
		assertThat(row.cycle()).isOne();
		assertThat(row.owner()).isEqualTo(OWNER.subject());
		assertThat(row.team()).isEqualTo(OWNER.team());
		assertThat(actions(registered.caseId())).contains("CASE_REGISTERED");
	}

	@Test
	void asksForASearchOfOnesOwnFirst() {
		assertRefused(with((search) -> UUID.randomUUID()), Reason.NO_DUPLICATE_SEARCH);
		assertRefused(with((search) -> search(DemoAccount.CASEWORKER_SEOUL)), Reason.NO_DUPLICATE_SEARCH);
	}

	@Test
	void refusesADayOfIdentificationThatCannotBe() {
		assertRefused(on(TODAY.plusDays(2), SHE), Reason.IDENTIFIED_IN_FUTURE);
		assertRefused(on(LocalDate.of(1994, 2, 28), SHE), Reason.IDENTIFIED_BEFORE_BIRTH);
		accepted(on(LocalDate.of(1994, 3, 1), SHE));
	}

	@Test
	void saysAllThatStandsAgainstItAtOnceAndWritesNothing() {
		int before = cases();
		assertRefused(
				new Registration(UUID.randomUUID(), SHE, SafeContactDraft.EMPTY,
						new Intake(TODAY.plusDays(2), Intake.Source.SELF, "\u0000", Intake.VictimStatus.PRESUMED),
						Stage.CLOSED, List.of(new EarlierCycle(TODAY.getYear() + 2, EarlierCycle.Ending.UNKNOWN))),
				Reason.NO_DUPLICATE_SEARCH, Reason.IDENTIFIED_IN_FUTURE, Reason.NOTE_UNUSABLE,
				Reason.NOT_AN_INTAKE_STAGE, Reason.CYCLES_UNLIKELY);
		assertThat(cases()).isEqualTo(before);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE,
			names = { "CLOSED", "DETAINED", "REPATRIATED", "LOST_CONTACT", "DECEASED" })
	void takesHerInWhereSheIsFoundAndCallsWhatWasSkippedBeforeUs(Stage stage) {
		CaseId id = accepted(at(stage, List.of())).caseId();
		assertThat(stage(id)).isEqualTo(stage);
		Timeline.MoveText text = lastMove(id);
		assertThat(text.beforeUs()).containsExactlyInAnyOrderElementsOf(StageRules.metBeforeUs(stage));
		assertThat(text.beforeUs().isEmpty()).isEqualTo(stage == Stage.IDENTIFIED);
	}

	@ParameterizedTest
	@EnumSource(names = { "CLOSED", "DETAINED", "REPATRIATED", "LOST_CONTACT", "DECEASED" })
	void opensNoCaseAtASetbackOrTheEnd(Stage stage) {
		assertRefused(at(stage, List.of()), Reason.NOT_AN_INTAKE_STAGE);
	}

	@Test
	void countsTheCyclesBeforeWeKnewHer() {
		List<EarlierCycle> two = List.of(new EarlierCycle(2011, EarlierCycle.Ending.REPATRIATED),
				new EarlierCycle(null, EarlierCycle.Ending.UNKNOWN));
		assertThat(facts(accepted(at(Stage.IDENTIFIED, two)).caseId()).cycle()).isEqualTo(3);
		assertRefused(at(Stage.IDENTIFIED, List.of(new EarlierCycle(1944, EarlierCycle.Ending.RETURNED))),
				Reason.CYCLES_UNLIKELY);
		assertRefused(at(Stage.IDENTIFIED, java.util.Collections.nCopies(21, two.getLast())), Reason.CYCLES_UNLIKELY);
	}

	@Test
	void takesNoEscapeFromBeforeHerBirth() {
		IdentityDraft born = new IdentityDraft("", "", "", "", "", "", Birth.parse("1994-03"), null, null, Set.of());
		assertRefused(escaping(born, 1993), Reason.CYCLES_UNLIKELY);
		accepted(escaping(born, 1994));
	}

	private Registration escaping(IdentityDraft identity, int year) {
		return new Registration(search(OWNER), identity, SafeContactDraft.EMPTY, intake(), Stage.IDENTIFIED,
				List.of(new EarlierCycle(year, EarlierCycle.Ending.RETURNED)));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "👩 <script>alert(1)</script>", "'; drop table casework.intake; --", "=1+1", "مرحبا\nمن هنا" })
	void takesAnyNoteOnTheSourceAsText(String note) {
		accepted(noting(note));
	}

	@Test
	void refusesANoteThatCannotBeKept() {
		assertRefused(noting("a".repeat(Intake.MAX_NOTE + 1)), Reason.NOTE_UNUSABLE);
		assertRefused(noting("a\u0007b"), Reason.NOTE_UNUSABLE);
	}

	@ParameterizedTest
	@EnumSource(names = { "SUPERVISOR_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void isForCaseworkersOnly(DemoAccount other) {
		Registration registration = minimum();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.registration.register(registration)));
	}

	private Registered accepted(Registration registration) {
		RegistrationOutcome outcome = as(OWNER, () -> this.registration.register(registration));
		assertThat(outcome).isInstanceOf(Registered.class);
		return (Registered) outcome;
	}

	private void assertRefused(Registration registration, Reason... reasons) {
		assertThat(as(OWNER, () -> this.registration.register(registration)))
			.isEqualTo(new Refused(java.util.Set.of(reasons)));
	}

	private Registration minimum() {
		return with(UnaryOperator.identity());
	}

	private Registration with(UnaryOperator<UUID> search) {
		return new Registration(search.apply(search(OWNER)), IdentityDraft.EMPTY, SafeContactDraft.EMPTY, intake(),
				Stage.IDENTIFIED, List.of());
	}

	private Registration on(LocalDate day, IdentityDraft identity) {
		return new Registration(search(OWNER), identity, SafeContactDraft.EMPTY,
				new Intake(day, Intake.Source.CHURCH, "", Intake.VictimStatus.NOT_YET_KNOWN), Stage.IDENTIFIED,
				List.of());
	}

	private Registration at(Stage stage, List<EarlierCycle> cycles) {
		return new Registration(search(OWNER), IdentityDraft.EMPTY, SafeContactDraft.EMPTY, intake(), stage, cycles);
	}

	private Registration noting(String note) {
		return new Registration(search(OWNER), IdentityDraft.EMPTY, SafeContactDraft.EMPTY,
				new Intake(INTAKE, Intake.Source.OTHER, note, Intake.VictimStatus.PRESUMED), Stage.IDENTIFIED,
				List.of());
	}

	private int cases() {
		return as(OWNER, () -> this.list.countsByStage(CaseListFilter.of(CaseListFilter.Scope.MINE))).values()
			.stream()
			.mapToInt(Integer::intValue)
			.sum();
	}

}
