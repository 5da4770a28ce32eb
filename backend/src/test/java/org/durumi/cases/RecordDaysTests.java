package org.durumi.cases;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.access.AccessRefused;
import org.durumi.harm.Detention;
import org.durumi.people.Birth;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What holds for every record that tells of a day. */
class RecordDaysTests extends CaseTest {

	private static final IdentityDraft BORN = new IdentityDraft("", "", "", "", "", "", Birth.parse("2003-09-02"), null,
			null, Set.of());

	@ParameterizedTest
	@EnumSource(names = { "RISK_ASSESSMENT", "IMMEDIATE_NEEDS", "SAFETY_PLAN", "SHELTER_PLACE", "EXIT_CLEARANCE",
			"PROTECTION_GRANTED", "DISCHARGE", "CLOSURE_CHECKLIST", "DETENTION" })
	void noRecordTellsOfADayToComeOrBeforeHerBirth(Condition condition) {
		CaseId id = registered(OWNER, Stage.IDENTIFIED, BORN);
		assertThat(keep(id, condition, TODAY.plusDays(2)))
			.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.IN_THE_FUTURE)));
		assertThat(keep(id, condition, LocalDate.of(2003, 9, 1)))
			.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.BEFORE_BIRTH)));
		assertThat(actions(id)).doesNotContain("RECORD_CHANGED");
		assertThat(keep(id, condition, LocalDate.of(2003, 9, 2))).isInstanceOf(BookOutcome.Kept.class);
		assertThat(keep(id, condition, TODAY)).isInstanceOf(BookOutcome.Kept.class);
	}

	@Test
	void noPlannedLegLiesBeforeHerBirth() {
		CaseId id = registered(OWNER, Stage.IDENTIFIED, BORN);
		assertThat(keep(id, Condition.PLANNED_LEGS, LocalDate.of(2003, 9, 1)))
			.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.BEFORE_BIRTH)));
		assertThat(keep(id, Condition.PLANNED_LEGS, TODAY.plusDays(9))).isInstanceOf(BookOutcome.Kept.class);
	}

	@Test
	void aRecordIsKeptByWhoeverWorksOnTheCaseAndNobodyElse() {
		CaseId id = registered();
		for (DemoAccount other : DemoAccount.values()) {
			if (other != OWNER) {
				assertThatExceptionOfType(AccessRefused.class).as(other.name())
					.isThrownBy(() -> as(other, () -> this.records.record(id, Condition.SAFETY_PLAN, TODAY)));
			}
		}
		assertThat(as(OWNER, () -> this.records.safetyPlans().count(id))).isZero();
	}

	@Test
	void theSecondOfTwoWhoChangeARecordIsToldAndChangesNothing() {
		CaseId id = registered();
		keep(id, Condition.DETENTION, TODAY);
		BookEntry<Detention> seen = as(OWNER, () -> this.records.detentions().open(id)).getFirst();
		Detention first = new Detention(seen.content().authority(), "Tumen", TODAY, "", null);
		Detention second = new Detention(seen.content().authority(), "Hunchun", TODAY, "", null);
		assertThat(as(OWNER, () -> this.records.detentions().change(id, seen, first)))
			.isInstanceOf(BookOutcome.Kept.class);
		assertThat(as(OWNER, () -> this.records.detentions().change(id, seen, second)))
			.isEqualTo(new BookOutcome.Refused<>(Set.of(RecordRefusal.STALE)));
		assertThat(as(OWNER, () -> this.records.detentions().open(id)).getFirst().content()).isEqualTo(first);
	}

	private BookOutcome<?> keep(CaseId id, Condition condition, LocalDate day) {
		return as(OWNER, () -> this.records.record(id, condition, day));
	}

}
