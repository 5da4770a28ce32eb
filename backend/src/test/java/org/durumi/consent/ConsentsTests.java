package org.durumi.consent;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.durumi.access.AccessRefused;
import org.durumi.cases.Condition;
import org.durumi.cases.Stage;
import org.durumi.cases.TimelineEntry;
import org.durumi.consent.ConsentOutcome.Reason;
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

	@Autowired
	private Consents consents;

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
			record(id, new Consent(other, Consent.Form.ORALLY, Language.KOREAN, "2026-1", TODAY, ""));
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
