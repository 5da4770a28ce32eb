package org.durumi.review;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

import org.durumi.access.AccessRefused;
import org.durumi.actor.Actor;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.review.AccessComparison.Reach;
import org.durumi.review.Accesses.Measure;
import org.durumi.review.Accesses.OnCase;
import org.durumi.review.Accesses.Person;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccessComparisonTests extends CaseTest {

	@Autowired
	private AccessComparison comparison;

	@Autowired
	private AccessCounts counts;

	@Autowired
	private ReviewSettings settings;

	@Autowired
	private People people;

	@Test
	void countsWhatEachOfTheTeamLookedAtAndWhatWasRefused() {
		Actor worker = hire(OWNER);
		Actor colleague = hire(OWNER);
		CaseId first = registered(worker);
		CaseId second = registered(worker);
		as(worker, () -> this.pages.open(first));
		as(worker, () -> this.pages.open(first));
		as(worker, () -> this.pages.open(second));
		as(worker, () -> this.people.reveal(first, IdentityField.HANGUL));
		as(colleague, () -> this.pages.open(first));
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(colleague, () -> this.people.reveal(first, IdentityField.HANGUL)));

		Accesses accesses = look(SUPERVISOR);

		Person hers = person(accesses, worker).orElseThrow();
		assertThat(hers.ofTeam()).isTrue();
		assertThat(hers.figure(Measure.CASES)).isEqualTo(2);
		assertThat(hers.figure(Measure.OPENED)).isOne();
		assertThat(hers.figure(Measure.REFUSED)).isZero();
		assertThat(hers.looks()).isEqualTo(4);
		Person other = person(accesses, colleague).orElseThrow();
		assertThat(other.figure(Measure.CASES)).isOne();
		assertThat(other.figure(Measure.REFUSED)).isOne();
		assertThat(accesses.people()).noneMatch((one) -> one.id().equals(SUPERVISOR.subject()));
		assertThat(accesses.caseCount()).isGreaterThanOrEqualTo(2);
		assertThat(accesses.typicalPeople()).isPositive();
	}

	@Test
	void namesTheCasesThatMostPeopleLookedAtAndWhoDid() {
		Actor worker = hire(OWNER);
		CaseId id = registered(worker);
		String codeName = facts(id).codeName();
		for (int i = 0; i < 6; i++) {
			Actor colleague = hire(OWNER);
			as(colleague, () -> this.pages.open(id));
		}

		OnCase found = look(SUPERVISOR).cases().stream().filter((one) -> one.id().equals(id)).findFirst().orElseThrow();

		assertThat(found.codeName()).isEqualTo(codeName);
		assertThat(found.by()).hasSizeGreaterThanOrEqualTo(6);
		assertThat(look(SUPERVISOR).cases()).hasSizeLessThanOrEqualTo(AccessCounts.CASES);
	}

	@Test
	void anotherTeamsSupervisorIsToldNothingOfThem() {
		Actor worker = hire(OWNER);
		CaseId id = registered(worker);
		as(worker, () -> this.pages.open(id));
		Accesses accesses = look(DemoAccount.SUPERVISOR_SEOUL);
		assertThat(person(accesses, worker)).isEmpty();
		assertThat(accesses.cases()).noneMatch((one) -> one.id().equals(id));
		assertThat(person(look(SUPERVISOR), worker)).isPresent();
	}

	/** Of a day on which nothing was done, nothing is told: ids bear the time. */
	@Test
	void otherDaysAreNotCounted() {
		Actor worker = hire(OWNER);
		CaseId id = registered(worker);
		as(worker, () -> this.pages.open(id));
		Accesses today = look(SUPERVISOR);
		assertThat(person(today, worker)).isPresent();
		Accesses before = as(SUPERVISOR,
				() -> inTransaction(() -> this.counts.of(today.from().minusWeeks(1), today.from().minusDays(1))));
		assertThat(person(before, worker)).isEmpty();
	}

	@Test
	void theHourIsTheOfficesAndReadingItIsAnEvent() {
		Actor worker = hire(OWNER);
		CaseId id = registered(worker);
		as(worker, () -> this.pages.open(id));
		Instant at = as(SUPERVISOR, () -> inTransaction(() -> Objects
			.requireNonNull(
					this.jdbc.sql("select occurred_at from audit.event where case_id = ? and action = 'CASE_VIEWED'")
						.param(id.value())
						.query(OffsetDateTime.class)
						.single())
			.toInstant()));
		int events = events();

		Person hers = person(look(SUPERVISOR), worker).orElseThrow();

		assertThat(hers.byHour().get(at.atZone(this.settings.zone()).getHour())).isOne();
		assertThat(hers.byHour().stream().mapToInt(Integer::intValue).sum()).isOne();
		assertThat(events()).isEqualTo(events + 1);
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseIsTold(DemoAccount other) {
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> look(other));
	}

	private Accesses look(DemoAccount account) {
		return as(account, () -> this.comparison.upToToday(Reach.WEEK));
	}

	private static Optional<Person> person(Accesses accesses, Actor actor) {
		return accesses.people().stream().filter((one) -> one.id().equals(actor.id())).findFirst();
	}

	private int events() {
		return as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = 'ACCESSES_COMPARED'")
					.param(SUPERVISOR.subject())
					.query(Integer.class)
					.single()));
	}

}
