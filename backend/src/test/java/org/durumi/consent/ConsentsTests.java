package org.durumi.consent;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.actor.Actor;
import org.durumi.cases.CaseFacts;
import org.durumi.cases.Condition;
import org.durumi.cases.Stage;
import org.durumi.cases.TimelineEntry;
import org.durumi.consent.Consent.Withheld;
import org.durumi.consent.ConsentOutcome.Reason;
import org.durumi.followup.PlanTask;
import org.durumi.followup.PlanTasks;
import org.durumi.followup.TaskEntry;
import org.durumi.keys.Purpose;
import org.durumi.keys.Vault;
import org.durumi.people.Birth;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.reference.TextRefused;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConsentsTests extends CaseTest {

	private static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private static final UUID OTHER = new UUID(0, 7);

	@Autowired
	private Consents consents;

	@Autowired
	private PlanTasks tasks;

	@Autowired
	private Vault vault;

	@Autowired
	private CaseFacts caseFacts;

	@Test
	void sheGivesItAndTakesItBackAndBothStayOnRecord() {
		CaseId id = registered();
		assertThat(facts(id).consent()).isEqualTo(ConsentState.NONE);
		assertThat(record(id, given(TODAY.minusDays(3)))).isInstanceOf(ConsentOutcome.Recorded.class);
		assertThat(facts(id).consent()).isEqualTo(ConsentState.GIVEN);
		assertThat(withdraw(id, TODAY, "그만두고 싶다. =1+1")).isInstanceOf(ConsentOutcome.Recorded.class);
		assertThat(facts(id).consent()).isEqualTo(ConsentState.WITHDRAWN);
		assertThat(ledger(id)).singleElement().satisfies((entry) -> {
			assertThat(entry.consent().givenOn()).isEqualTo(TODAY.minusDays(3));
			assertThat(entry.consent().withdrawnOn()).isEqualTo(TODAY);
			assertThat(entry.consent().withdrawal()).isEqualTo("그만두고 싶다. =1+1");
		});
	}

	@Test
	void itGuardsTheAssessmentAndOnlyConsentToServicesDoes() {
		CaseId id = registered();
		for (Consent.Purpose other : List.of(Consent.Purpose.PASSAGE, Consent.Purpose.INFORMATION_SHARING)) {
			Consent given = new Consent(other, Consent.Form.ORALLY, Language.KOREAN, "2026-1", TODAY, "");
			record(id, (other == Consent.Purpose.PASSAGE) ? given : given.to(CLINIC));
		}
		assertThat(missing(id, Stage.ASSESSED)).contains(Condition.CONSENT);
		record(id, given(TODAY));
		assertThat(missing(id, Stage.ASSESSED)).doesNotContain(Condition.CONSENT);
	}

	@ParameterizedTest
	@EnumSource(names = { "VITAL_INTERESTS", "BEST_INTERESTS_OF_CHILD", "LEGAL_OBLIGATION" })
	void aNamedBasisStandsInItsPlaceUntilItFallsAway(Consent.Form basis) {
		CaseId id = registered();
		record(id, new Consent(Consent.Purpose.SERVICES, basis, null, "", TODAY, "She is unconscious."));
		assertThat(facts(id).consent()).isEqualTo(ConsentState.BASIS);
		assertThat(missing(id, Stage.ASSESSED)).doesNotContain(Condition.CONSENT);
		withdraw(id, TODAY, "");
		assertThat(missing(id, Stage.ASSESSED)).contains(Condition.CONSENT);
	}

	@Test
	void withdrawingOneOfTwoLeavesTheOther() {
		CaseId id = registered();
		record(id, given(TODAY.minusDays(5)));
		record(id, given(TODAY));
		withdraw(id, TODAY, "");
		assertThat(facts(id).consent()).isEqualTo(ConsentState.GIVEN);
	}

	@Test
	void itIsWithdrawnOnceAndNotBeforeItWasGiven() {
		CaseId id = registered();
		record(id, given(TODAY));
		ConsentEntry seen = ledger(id).getFirst();
		assertThat(withdraw(id, TODAY.minusDays(1), "")).isEqualTo(refused(Reason.WITHDRAWN_BEFORE_GIVEN));
		assertThat(withdraw(id, TODAY.plusDays(2), "")).isEqualTo(refused(Reason.IN_THE_FUTURE));
		assertThat(withdraw(id, TODAY, "")).isInstanceOf(ConsentOutcome.Recorded.class);
		assertThat(as(OWNER, () -> this.consents.withdraw(id, seen, TODAY, ""))).isEqualTo(refused(Reason.STALE));
	}

	@Test
	void itIsGivenOnADayThatCanBe() {
		IdentityDraft born = new IdentityDraft("", "", "", "", "", "", Birth.parse("~20@" + TODAY), null, null,
				Set.of());
		CaseId id = registered(OWNER, Stage.IDENTIFIED, born);
		assertThat(record(id, given(TODAY.plusDays(2)))).isEqualTo(refused(Reason.IN_THE_FUTURE));
		assertThat(record(id, given(TODAY.minusYears(22)))).isEqualTo(refused(Reason.BEFORE_BIRTH));
		assertThat(ledger(id)).isEmpty();
		assertThat(record(id, given(TODAY))).isInstanceOf(ConsentOutcome.Recorded.class);
	}

	@Test
	void itIsAskedInALanguageAndKeptInWordsThatCanBeKept() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> new Consent(Consent.Purpose.SERVICES, Consent.Form.IN_WRITING, null, "2026-1", TODAY, ""));
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> new Consent(Consent.Purpose.SERVICES,
				Consent.Form.ORALLY, Language.KOREAN, "v".repeat(Consent.MAX_VERSION + 1), TODAY, ""));
		CaseId id = registered();
		record(id, given(TODAY));
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> withdraw(id, TODAY, "a\u0000b"));
		assertThat(facts(id).consent()).isEqualTo(ConsentState.GIVEN);
	}

	@Test
	void itStandsInTheTimelineWithoutAWordOfIt() {
		CaseId id = registered();
		record(id, given(TODAY));
		assertThat(timeline(id, "consent")).singleElement()
			.satisfies((entry) -> assertThat(entry).extracting(TimelineEntry::compartment, TimelineEntry::by)
				.containsExactly(Compartment.CORE, OWNER.subject()))
			.satisfies((entry) -> assertThat(entry.facts()).isEmpty());
		assertThat(as(DemoAccount.CASEWORKER_SEOUL, () -> this.timeline.of(id))).isEmpty();
	}

	@Test
	void itIsRecordedByWhoeverWorksOnTheCaseAndNobodyElse() {
		CaseId id = registered();
		for (DemoAccount other : DemoAccount.values()) {
			if (other != OWNER) {
				assertThatExceptionOfType(AccessRefused.class).as(other.name())
					.isThrownBy(() -> as(other, () -> this.consents.record(id, given(TODAY))));
			}
		}
		assertThat(ledger(id)).isEmpty();
	}

	@Test
	void itIsOverTheDayAfterItsLast() {
		// not the day on which the tests began, which may have ended since
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		CaseId id = registered();
		record(id, until(today));
		assertThat(facts(id).consent()).isEqualTo(ConsentState.GIVEN);
		assertThat(missing(id, Stage.ASSESSED)).doesNotContain(Condition.CONSENT);
		record(id, given(today.minusDays(1)));
		record(id, until(today.minusDays(1)));
		assertThat(facts(id).consent()).as("the one without an end stands").isEqualTo(ConsentState.GIVEN);

		CaseId other = registered();
		assertThat(record(other, until(today.minusDays(1)))).isInstanceOf(ConsentOutcome.Recorded.class);
		assertThat(facts(other).consent()).isEqualTo(ConsentState.EXPIRED);
		assertThat(missing(other, Stage.ASSESSED)).contains(Condition.CONSENT);
		assertThat(record(other, until(today.minusDays(40)))).isEqualTo(refused(Reason.EXPIRES_BEFORE_GIVEN));
	}

	@Test
	void aListSaysThatItIsOverWithoutOpeningTheLedger() {
		CaseId id = registered();
		record(id, until(TODAY.plusDays(3)));
		as(OWNER, () -> inTransaction(() -> {
			this.caseFacts.consentStands(id, ConsentState.GIVEN, TODAY.minusDays(2));
			return true;
		}));
		assertThat(facts(id).consent()).isEqualTo(ConsentState.EXPIRED);
	}

	@Test
	void noPassageBeginsOnWhatWasTakenBackOrIsOver() {
		for (Consent.Purpose purpose : List.of(Consent.Purpose.SERVICES, Consent.Purpose.PASSAGE)) {
			CaseId id = at(Stage.ASSESSED);
			assertThat(missing(id, Stage.IN_PASSAGE)).doesNotContain(Condition.STANDING_CONSENT);
			if (purpose == Consent.Purpose.PASSAGE) {
				record(id, new Consent(purpose, Consent.Form.ORALLY, Language.KOREAN, "passage-1", TODAY, ""));
				assertThat(missing(id, Stage.IN_PASSAGE)).doesNotContain(Condition.STANDING_CONSENT);
			}
			withdraw(id, TODAY, "");
			assertThat(missing(id, Stage.IN_PASSAGE)).as(purpose.name()).contains(Condition.STANDING_CONSENT);
		}
	}

	@Test
	void sharingIsForOneOrganisationAndWithoutWhatSheKeepsFromIt() {
		CaseId id = registered();
		assertThat(record(id, sharing())).isEqualTo(refused(Reason.RECIPIENT_NEEDED));
		assertThat(sharing(id, CLINIC)).isInstanceOf(Sharing.Missing.class);
		record(id, sharing(new Withheld(SharedItem.LOCATION, OTHER, ""), new Withheld(SharedItem.HEALTH, CLINIC, ""),
				new Withheld(SharedItem.RELATIVES_AT_HOME, null, "They would be punished."))
			.to(CLINIC));
		assertThat(sharing(id, CLINIC)).isInstanceOfSatisfying(Sharing.Consented.class,
				(given) -> assertThat(given.withheld()).containsExactlyInAnyOrder(SharedItem.HEALTH,
						SharedItem.RELATIVES_AT_HOME));
		assertThat(sharing(id, OTHER)).as("not another’s").isInstanceOf(Sharing.Missing.class);

		record(id, sharing().to(OTHER));
		assertThat(sharing(id, OTHER)).as("what she said to the other is hers still")
			.isInstanceOfSatisfying(Sharing.Consented.class, (given) -> assertThat(given.withheld())
				.containsExactlyInAnyOrder(SharedItem.LOCATION, SharedItem.RELATIVES_AT_HOME));
		record(id, sharing().to(CLINIC));
		assertThat(sharing(id, CLINIC)).as("the newer word to the same")
			.isInstanceOfSatisfying(Sharing.Consented.class, (given) -> assertThat(given.withheld()).isEmpty());
		withdraw(id, TODAY, "");
		assertThat(sharing(id, CLINIC)).as("the older does not come back").isInstanceOf(Sharing.Missing.class);
		assertThat(as(DemoAccount.CASEWORKER_SEOUL,
				() -> inTransaction(() -> this.consents
					.sharing(this.vault.open(id, Purpose.CONDITIONS, List.of("consent")), OTHER, TODAY))))
			.isInstanceOf(Sharing.Unknown.class);
	}

	@Test
	void sharingEndsWithItsDay() {
		CaseId id = registered();
		Consent over = new Consent(Consent.Purpose.INFORMATION_SHARING, Consent.Form.ORALLY, Language.KOREAN, "1",
				TODAY.minusDays(9), "", TODAY.minusDays(1), List.of())
			.to(CLINIC);
		record(id, over);
		assertThat(sharing(id, CLINIC)).isInstanceOf(Sharing.Missing.class);
		record(id, basis("Her appendix has burst.", Consent.Purpose.INFORMATION_SHARING).to(CLINIC));
		assertThat(sharing(id, CLINIC)).isInstanceOfSatisfying(Sharing.Basis.class,
				(basis) -> assertThat(basis.form()).isEqualTo(Consent.Form.VITAL_INTERESTS));
	}

	@Test
	void actingWithoutHerConsentTakesItsOwnRightAndAReasonAndIsReviewed() {
		CaseId id = registered();
		assertThat(record(id, basis(" ", Consent.Purpose.SERVICES))).isEqualTo(refused(Reason.REASON_NEEDED));
		assertThat(actions(id)).doesNotContain("ACTED_WITHOUT_CONSENT");
		assertThat(record(id, basis("She is unconscious.", Consent.Purpose.SERVICES)))
			.isInstanceOf(ConsentOutcome.Recorded.class);
		assertThat(actions(id)).containsOnlyOnce("ACTED_WITHOUT_CONSENT");

		Actor assigned = hire(OWNER);
		takePart(id, assigned.id());
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(
				() -> as(assigned, () -> this.consents.record(id, basis("So she said.", Consent.Purpose.SERVICES))));
		assertThat(as(assigned, () -> this.consents.record(id, given(TODAY))))
			.isInstanceOf(ConsentOutcome.Recorded.class);
	}

	@Test
	void whatOlderVersionsSealedStillOpens() {
		String old = """
				{"purpose":"SERVICES","form":"ORALLY","language":"KOREAN","textVersion":"2026-1",\
				"givenOn":"2026-01-05","note":"","withdrawnOn":null,"withdrawal":""}""";
		Consent read = Consent.KIND.type().decode(old.getBytes(StandardCharsets.UTF_8));
		assertThat(read).isEqualTo(new Consent(Consent.Purpose.SERVICES, Consent.Form.ORALLY, Language.KOREAN, "2026-1",
				LocalDate.of(2026, 1, 5), ""));
		assertThat(read.stands(LocalDate.of(2040, 1, 1))).isTrue();
		Consent anew = sharing(new Withheld(SharedItem.NOTES, CLINIC, "x")).to(OTHER);
		assertThat(Consent.KIND.type().decode(Consent.KIND.type().encode(anew))).isEqualTo(anew);
	}

	@Test
	void sheIsAskedAgainBeforeItEnds() {
		CaseId id = registered();
		record(id, until(TODAY.plusDays(60)));
		assertThat(owed(id)).containsExactly(TODAY.plusDays(30), TODAY.plusDays(53));
		assertThat(facts(id).nextDue()).isEqualTo(TODAY.plusDays(30));
		record(id, until(TODAY.plusDays(90)));
		assertThat(owed(id)).as("the newer ends later").containsExactly(TODAY.plusDays(60), TODAY.plusDays(83));
		record(id, given(TODAY));
		assertThat(owed(id)).isEmpty();
		assertThat(facts(id).nextDue()).isNull();

		CaseId late = registered();
		record(late, until(TODAY.plusDays(3)));
		assertThat(owed(late)).containsExactly(TODAY.minusDays(4));
		withdraw(late, TODAY, "");
		assertThat(owed(late)).isEmpty();
	}

	@Test
	void ofAClosedCaseNothingIsAsked() {
		CaseId id = registered();
		advance(id, Stage.CLOSED);
		record(id, until(TODAY.plusDays(60)));
		assertThat(owed(id)).isEmpty();
		assertThat(facts(id).nextDue()).isNull();
		advance(id, Stage.IDENTIFIED);
		assertThat(owed(id)).as("opened again").containsExactly(TODAY.plusDays(30), TODAY.plusDays(53));
	}

	private List<LocalDate> owed(CaseId id) {
		return as(OWNER, () -> this.tasks.open(id)).stream()
			.filter((entry) -> entry.doneOn() == null && entry.task().kind() == PlanTask.Kind.CONSENT)
			.map(TaskEntry::dueOn)
			.toList();
	}

	private Sharing sharing(CaseId id, UUID recipient) {
		return as(OWNER, () -> inTransaction(() -> this.consents
			.sharing(this.vault.open(id, Purpose.CONDITIONS, List.of("consent")), recipient, TODAY)));
	}

	private static Consent sharing(Withheld... withheld) {
		return new Consent(Consent.Purpose.INFORMATION_SHARING, Consent.Form.ORALLY, Language.KOREAN, "1", TODAY, "",
				null, List.of(withheld));
	}

	private static Consent basis(String reason, Consent.Purpose purpose) {
		return new Consent(purpose, Consent.Form.VITAL_INTERESTS, null, "", TODAY, reason);
	}

	private static Consent until(LocalDate last) {
		return new Consent(Consent.Purpose.SERVICES, Consent.Form.ORALLY, Language.KOREAN, "2026-1",
				TODAY.minusDays(30), "", last, List.of());
	}

	private static Consent given(LocalDate day) {
		return new Consent(Consent.Purpose.SERVICES, Consent.Form.ORALLY, Language.KOREAN, "2026-1", day, "");
	}

	private ConsentOutcome record(CaseId id, Consent consent) {
		return as(OWNER, () -> this.consents.record(id, consent));
	}

	private ConsentOutcome withdraw(CaseId id, LocalDate on, String why) {
		ConsentEntry seen = ledger(id).getFirst();
		return as(OWNER, () -> this.consents.withdraw(id, seen, on, why));
	}

	private List<ConsentEntry> ledger(CaseId id) {
		return as(OWNER, () -> this.consents.open(id));
	}

	private static ConsentOutcome refused(Reason reason) {
		return new ConsentOutcome.Refused(Set.of(reason));
	}

}
