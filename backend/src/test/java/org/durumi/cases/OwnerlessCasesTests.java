package org.durumi.cases;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.access.StaffMember;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.cases.OwnerlessCases.Reassigned;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OwnerlessCasesTests extends CaseTest {

	private static final Actor NOBODY = OWNER.in(SessionRef.random(), 1);

	/** A team that nobody leads. */
	private static final UUID TRANSIT = DemoAccount.COORDINATOR.team();

	@Autowired
	private OwnerlessCases ownerless;

	@Autowired
	private People people;

	private Actor leaver = NOBODY;

	private Actor mate = NOBODY;

	private List<CaseId> cases = List.of();

	@BeforeEach
	void aCaseload() {
		this.leaver = hire(OWNER);
		this.mate = hire(OWNER);
		this.cases = List.of(registered(this.leaver), registered(this.leaver));
	}

	@Test
	void whoIsShutOutOpensNothingMoreAndHerCasesGoToAColleague() {
		CaseId id = this.cases.getFirst();
		as(this.leaver, () -> this.people.reveal(id, IdentityField.HANGUL));
		dismiss(this.leaver.id());
		opensNothing(id);

		assertThat(listed(SUPERVISOR)).containsAll(this.cases);
		assertThat(listed(DemoAccount.SUPERVISOR_SEOUL)).doesNotContainAnyElementsOf(this.cases);
		assertThat(as(SUPERVISOR, () -> this.ownerless.reassign(this.cases, this.mate.id())))
			.isEqualTo(Reassigned.DONE);

		assertThat(listed(SUPERVISOR)).doesNotContainAnyElementsOf(this.cases);
		as(this.mate, () -> this.people.reveal(id, IdentityField.HANGUL));
		assertThat(this.cases).allSatisfy((one) -> assertThat(actions(one)).containsOnlyOnce("REASSIGNED"));
	}

	@Test
	void whoIsNoCaseworkerAnyMoreOpensNothingThoughHerSessionStillSaysSo() {
		changeRoles(this.leaver, Role.ANALYST);
		opensNothing(this.cases.getFirst());
		assertThat(listed(SUPERVISOR)).containsAll(this.cases);
	}

	@Test
	void aCaseOfSomebodyAtWorkIsNeitherListedNorGivenAwayInThisWay() {
		CaseId hers = registered(this.mate);
		dismiss(this.leaver.id());
		assertThat(listed(SUPERVISOR)).doesNotContain(hers);
		assertThat(as(SUPERVISOR, () -> this.ownerless.reassign(List.of(this.cases.getFirst(), hers), OWNER.subject())))
			.isEqualTo(Reassigned.NOT_LISTED);
		assertThat(listed(SUPERVISOR)).as("all or none").containsAll(this.cases);
		assertThat(actions(hers)).endsWith("DENIED");
	}

	@Test
	void anotherTeamsSupervisorGivesNothingAway() {
		dismiss(this.leaver.id());
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.ownerless.reassign(this.cases, this.mate.id())))
			.isEqualTo(Reassigned.NOT_LISTED);
		assertThat(listed(SUPERVISOR)).containsAll(this.cases);
	}

	@Test
	void onlyACaseworkerOfTheTeamIsGivenThem() {
		dismiss(this.leaver.id());
		for (UUID person : List.of(this.leaver.id(), DemoAccount.CASEWORKER_SEOUL.subject(), SUPERVISOR.subject())) {
			assertThat(as(SUPERVISOR, () -> this.ownerless.reassign(this.cases, person)))
				.isEqualTo(Reassigned.NO_SUCH_COLLEAGUE);
		}
		assertThat(as(SUPERVISOR, () -> this.ownerless.possibleOwners(OWNER.team()))).extracting(StaffMember::subject)
			.contains(this.mate.id(), OWNER.subject())
			.doesNotContain(this.leaver.id(), DemoAccount.CASEWORKER_SEOUL.subject());
	}

	@Test
	void whereNobodyLeadsTheTeamEverySupervisorIsToldAndGivesItToSomebodyInTheTeam() {
		Actor there = hire(this.leaver.organisation(), TRANSIT, Set.of(Role.CASEWORKER));
		Actor stays = hire(this.leaver.organisation(), TRANSIT, Set.of(Role.CASEWORKER));
		CaseId id = registered(there);
		dismiss(there.id());
		assertThat(listed(SUPERVISOR)).contains(id);
		assertThat(listed(DemoAccount.SUPERVISOR_SEOUL)).contains(id);
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(SUPERVISOR, () -> this.pages.open(id)));
		assertThat(as(SUPERVISOR, () -> this.ownerless.reassign(List.of(id), this.mate.id())))
			.isEqualTo(Reassigned.NO_SUCH_COLLEAGUE);
		assertThat(as(SUPERVISOR, () -> this.ownerless.reassign(List.of(id), stays.id()))).isEqualTo(Reassigned.DONE);
		assertThat(as(stays, () -> this.pages.open(id)).facts().owner()).isEqualTo(stays.id());
		assertThat(actions(id)).as("the event says so without a key of the case").contains("REASSIGNED");
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void noOtherRoleMayAsk(DemoAccount person) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(person, () -> this.ownerless.list()));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(person, () -> this.ownerless.reassign(this.cases, this.mate.id())));
	}

	private void opensNothing(CaseId id) {
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(this.leaver, () -> this.people.reveal(id, IdentityField.HANGUL)));
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(this.leaver, () -> this.pages.open(id)));
		assertThat(as(this.leaver,
				() -> this.list.page(CaseListFilter.of(CaseListFilter.Scope.MINE), CaseList.Order.NEWEST, 0, 10)))
			.isEmpty();
	}

	private List<CaseId> listed(DemoAccount supervisor) {
		return as(supervisor, this.ownerless::list).stream().map(OwnerlessCases.Row::id).toList();
	}

}
