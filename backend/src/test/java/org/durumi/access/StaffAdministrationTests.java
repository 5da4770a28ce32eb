package org.durumi.access;

import java.util.UUID;

import org.durumi.access.StaffAdministration.Outcome;
import org.durumi.actor.Actor;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an administrator can do while Keycloak is out of reach, as it is here. */
class StaffAdministrationTests extends DatabaseTest {

	@Autowired
	private StaffAdministration administration;

	@Autowired
	private StaffDirectory directory;

	@Test
	void whoIsShutOutIsOutHereAndTheAdministratorHearsThatKeycloakIsOwed() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);

		assertThat(as(DemoAccount.ADMIN, () -> this.administration.disable(person.id())))
			.isEqualTo(new Outcome.OnlyHere());

		assertThat(isActive(person)).isFalse();
		assertThat(events("STAFF_DISABLED", person.id())).isOne();
		assertThat(count(person, "casework.case_file")).isZero();
	}

	@Test
	void whatTakesBothIsDoneAtNeither() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);

		assertThat(asFresh(DemoAccount.ADMIN, () -> this.administration.resetFactor(person.id())))
			.isEqualTo(new Outcome.KeycloakAway());

		assertThat(events("FACTOR_RESET", person.id())).isZero();
		assertThat(as(person, this.directory::factorRestsUntil)).isEmpty();
	}

	@Test
	void withoutAFreshFactorOnlyShuttingOutIsDone() {
		UUID person = hire(DemoAccount.CASEWORKER_SEOUL).id();
		Outcome refusal = new Outcome.NeedsFreshFactor();

		as(DemoAccount.ADMIN, () -> {
			assertThat(this.administration.resetPassword(person)).isEqualTo(refusal);
			assertThat(this.administration.resetFactor(person)).isEqualTo(refusal);
			assertThat(this.administration.addPartner("Nowhere House")).isEqualTo(refusal);
			assertThat(this.administration.organisations()).noneMatch((one) -> one.name().equals("Nowhere House"));
		});
	}

	@Test
	void theRosterSaysThatItIsIncompleteAndLeavesTheReaderOut() {
		Roster roster = as(DemoAccount.ADMIN, this.administration::roster);

		assertThat(roster.complete()).isFalse();
		assertThat(roster.strangers()).isEmpty();
		assertThat(roster.people()).extracting((person) -> person.member().subject())
			.contains(DemoAccount.CASEWORKER_YANJI.subject(), DemoAccount.PARTNER_CLINIC.subject())
			.doesNotContain(DemoAccount.ADMIN.subject());
		assertThat(roster.people()).allMatch((person) -> person.disagreements().isEmpty());
	}

	@Test
	void nobodyAdministersHerself() {
		UUID herself = DemoAccount.ADMIN.subject();

		as(DemoAccount.ADMIN, () -> assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.administration.disable(herself)));

		assertThat(denials(herself)).isPositive();
	}

	@Test
	void aPartnerOfThatNameIsAddedOnce() {
		assertThat(asFresh(DemoAccount.ADMIN, () -> this.administration.addPartner(" Harbour Clinic ")))
			.isEqualTo(new Outcome.Done());
		assertThat(asFresh(DemoAccount.ADMIN, this.administration::organisations))
			.anyMatch((one) -> one.name().equals("Harbour Clinic") && one.partner());
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> asFresh(DemoAccount.ADMIN, () -> this.administration.addPartner("harbour clinic")));
	}

	@ParameterizedTest
	@EnumSource(value = DemoAccount.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
	void nobodyElseAdministersAnybody(DemoAccount account) {
		UUID person = DemoAccount.PARTNER_CLINIC.subject();
		asFresh(account, () -> {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.administration.disable(person));
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(this.administration::roster);
			return assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.administration.addPartner("Nowhere House"));
		});
	}

	private boolean isActive(Actor person) {
		return as(DemoAccount.ADMIN, () -> this.directory.find(person.id())).orElseThrow().active();
	}

	private long events(String action, UUID subject) {
		return as(DemoAccount.SUPERVISOR_SEOUL,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where action = ? and subject_id = ?")
							.params(action, subject)
							.query(Long.class)
							.single()));
	}

	private long denials(UUID subject) {
		return as(DemoAccount.SUPERVISOR_SEOUL,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where outcome = 1 and subject_id = ?")
							.params(subject)
							.query(Long.class)
							.single()));
	}

	private long count(Actor actor, String table) {
		return as(actor,
				() -> inTransaction(() -> this.jdbc.sql("select count(*) from " + table).query(Long.class).single()));
	}

}
