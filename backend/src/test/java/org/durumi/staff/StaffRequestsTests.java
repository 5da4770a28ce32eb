package org.durumi.staff;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.Approvals.Decided;
import org.durumi.access.Invitation;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.sample.Clocks;
import org.durumi.staff.StaffRequests.Asked;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Asking for a second person about staff, answering, and what comes of it while Keycloak
 * is out of reach, as it is here.
 */
class StaffRequestsTests extends DatabaseTest {

	private static final UUID OURS = UUID.fromString("0d000000-0000-4000-8000-000000000001");

	private static final Set<Role> BOTH = Set.of(Role.CASEWORKER, Role.SUPERVISOR);

	@Autowired
	private StaffRequests requests;

	@Autowired
	private StaffChanges changes;

	@Autowired
	private StaffDirectory directory;

	@Test
	void aSupervisorReadsWhatIsAskedAndTheAskerReadsTheAnswer() {
		Actor person = hire(DemoAccount.CASEWORKER_YANJI);
		UUID id = asked(person, BOTH);

		StaffRequest waiting = as(DemoAccount.SUPERVISOR_SEOUL, () -> find(this.requests.waitingForMe(500), id));
		assertThat(waiting.what()).isEqualTo(StaffRequest.What.CHANGE_ROLES);
		assertThat(waiting.subject()).contains(person.id());
		assertThat(waiting.before()).containsExactly(Role.CASEWORKER);
		assertThat(waiting.roles()).isEqualTo(BOTH);
		assertThat(waiting.reason()).isEqualTo("She leads the team from May.");
		assertThat(asFresh(DemoAccount.SUPERVISOR_SEOUL, () -> this.requests.decide(id, true, "She will do well.")))
			.isEqualTo(Decided.DONE);

		StaffRequest answered = asFresh(DemoAccount.ADMIN, () -> find(this.requests.askedByMe(500), id));
		assertThat(answered.comment()).isEqualTo("She will do well.");
		assertThat(answered.approval().state()).isEqualTo(Approval.State.APPROVED);
		assertThat(answered.approval().decidedBy()).isEqualTo(DemoAccount.SUPERVISOR_SEOUL.subject());
		assertThat(actions(id)).containsExactly("APPROVAL_REQUESTED", "APPROVED");
		assertThat(answered.toString() + answered.approval()).doesNotContain("team from May", "do well");
	}

	@Test
	void whatKeycloakDoesNotDoIsNotDoneAndTheAnswerStaysGood() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		UUID id = agreed(person, BOTH);

		assertThat(asFresh(DemoAccount.ADMIN, () -> this.changes.complete(id)))
			.isEqualTo(new StaffChanges.Outcome.KeycloakAway());

		assertThat(rolesOf(person)).containsExactly(Role.CASEWORKER);
		assertThat(asFresh(DemoAccount.ADMIN, this.requests::underWay)).extracting((one) -> one.approval().id())
			.contains(id);
		assertThat(actions(id)).doesNotContain("APPROVAL_USED");
		assertThat(asFresh(DemoAccount.ADMIN,
				() -> this.requests.askToInvite(invitation(Role.ANALYST, OURS), "She counts.")))
			.isEqualTo(Asked.KEYCLOAK_AWAY);
	}

	@Test
	void nothingComesOfWhatNobodyAgreedToOrIsNoLongerGood() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		UUID id = asked(person, BOTH);
		assertNotAgreed(id);
		as(DemoAccount.SUPERVISOR_SEOUL, () -> this.requests.decide(id, false, "Not yet."));
		assertNotAgreed(id);

		UUID later = agreed(person, BOTH);
		Clocks.after(Duration.ofDays(8), () -> {
			assertNotAgreed(later);
			return true;
		});
	}

	@Test
	void whoIsNotWhatSheWasWhenItWasAskedTakesAnotherWord() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		UUID id = agreed(person, BOTH);
		changeRoles(person, Role.ANALYST);

		assertNotAgreed(id);
	}

	@Test
	void nobodyAnswersHerOwnRequestOrOneAboutHerself() {
		Actor supervisor = hire(DemoAccount.SUPERVISOR_SEOUL);
		UUID id = asked(supervisor, BOTH);

		assertThat(as(supervisor, () -> this.requests.waitingForMe(500)))
			.noneMatch((one) -> one.approval().id().equals(id));
		assertThat(asFresh(supervisor, () -> this.requests.decide(id, true, "Of course."))).isEqualTo(Decided.TOO_LATE);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(DemoAccount.ADMIN, () -> this.requests.decide(id, true, "Of course.")));
		assertThat(denials(id)).isPositive();
		assertThat(asFresh(DemoAccount.ADMIN, () -> find(this.requests.askedByMe(500), id)).approval().state())
			.isEqualTo(Approval.State.PENDING);
	}

	/** Else whoever holds a colleague's password would be two persons. */
	@Test
	void agreeingTakesAFreshFactorAndRefusingDoesNot() {
		UUID id = asked(hire(DemoAccount.CASEWORKER_SEOUL), BOTH);

		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.requests.decide(id, true, "Agreed.")))
			.isEqualTo(Decided.NEEDS_FRESH_FACTOR);
		assertNotAgreed(id);
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.requests.decide(id, false, "Not yet.")))
			.isEqualTo(Decided.DONE);
	}

	@Test
	void anotherAdministratorIsASecondPersonToo() {
		UUID id = asked(hire(DemoAccount.CASEWORKER_SEOUL), BOTH);
		Actor other = hire(DemoAccount.ADMIN);

		assertThat(as(other, () -> this.requests.countWaiting(500))).isPositive();
		assertThat(asFresh(other, () -> this.requests.decide(id, true, "Agreed."))).isEqualTo(Decided.DONE);
		assertThat(asFresh(other, () -> this.changes.complete(id))).as("what another has asked for")
			.isEqualTo(new StaffChanges.Outcome.NotAgreed());
	}

	@ParameterizedTest
	@EnumSource(value = DemoAccount.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
	void nobodyElseAsksOrCompletes(DemoAccount account) {
		UUID person = DemoAccount.ANALYST.subject();
		asFresh(account, () -> {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.requests.askToChangeRoles(person, BOTH, "Because."));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.requests.askToInvite(invitation(Role.ANALYST, OURS), "Because."));
			return assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.changes.complete(UUID.randomUUID()));
		});
	}

	@Test
	void askingAndCompletingTakeAFreshFactor() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		UUID id = agreed(person, BOTH);

		as(DemoAccount.ADMIN, () -> {
			assertThat(this.requests.askToChangeRoles(person.id(), Set.of(Role.ANALYST), "Because."))
				.isEqualTo(Asked.NEEDS_FRESH_FACTOR);
			assertThat(this.changes.complete(id)).isEqualTo(new StaffChanges.Outcome.NeedsFreshFactor());
		});
	}

	@Test
	void whatDoesNotGoTogetherIsNotEvenAsked() {
		UUID clinic = UUID.fromString("0d000000-0000-4000-8000-000000000002");
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);

		asFresh(DemoAccount.ADMIN, () -> {
			for (Invitation invitation : List.of(invitation(Role.PARTNER, OURS), invitation(Role.ANALYST, clinic),
					invitation(Role.PARTNER, UUID.randomUUID()), invitation(Role.CASEWORKER, OURS))) {
				assertThat(this.requests.askToInvite(invitation, "Because.")).isEqualTo(Asked.UNSOUND);
			}
			for (Set<Role> roles : List.<Set<Role>>of(Set.of(), Set.of(Role.CASEWORKER), Set.of(Role.PARTNER))) {
				assertThat(this.requests.askToChangeRoles(person.id(), roles, "Because.")).isEqualTo(Asked.UNSOUND);
			}
			assertThat(this.requests.askToChangeRoles(DemoAccount.PARTNER_CLINIC.subject(), BOTH, "Because."))
				.isEqualTo(Asked.UNSOUND);
			return assertThat(this.requests.askToLetIn(person.id(), "She is in.")).isEqualTo(Asked.UNSOUND);
		});
	}

	@Test
	void oneThingIsAskedOnceUntilItIsAnsweredOrTakenBack() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		dismiss(person.id());
		asFresh(DemoAccount.ADMIN, () -> {
			assertThat(this.requests.askToLetIn(person.id(), "She is back.")).isEqualTo(Asked.ASKED);
			assertThat(this.requests.askToLetIn(person.id(), "She is back.")).isEqualTo(Asked.ALREADY_ASKED);
			UUID id = this.requests.underWay().getFirst().approval().id();
			assertThat(this.requests.withdraw(id)).isTrue();
			assertThat(this.requests.withdraw(id)).isFalse();
			return assertThat(this.requests.askToLetIn(person.id(), "She is back.")).isEqualTo(Asked.ASKED);
		});
	}

	private UUID asked(Actor person, Set<Role> roles) {
		return asFresh(DemoAccount.ADMIN, () -> {
			assertThat(this.requests.askToChangeRoles(person.id(), roles, "She leads the team from May."))
				.isEqualTo(Asked.ASKED);
			return this.requests.underWay().getFirst().approval().id();
		});
	}

	private UUID agreed(Actor person, Set<Role> roles) {
		UUID id = asked(person, roles);
		assertThat(asFresh(DemoAccount.SUPERVISOR_SEOUL, () -> this.requests.decide(id, true, "Agreed.")))
			.isEqualTo(Decided.DONE);
		return id;
	}

	private void assertNotAgreed(UUID id) {
		assertThat(asFresh(DemoAccount.ADMIN, () -> this.changes.complete(id)))
			.isEqualTo(new StaffChanges.Outcome.NotAgreed());
	}

	private Set<Role> rolesOf(Actor person) {
		return as(DemoAccount.ADMIN, () -> this.directory.find(person.id())).orElseThrow().roles();
	}

	private static StaffRequest find(List<StaffRequest> requests, UUID id) {
		return requests.stream().filter((one) -> one.approval().id().equals(id)).findFirst().orElseThrow();
	}

	private List<String> actions(UUID id) {
		return as(DemoAccount.SUPERVISOR_SEOUL,
				() -> inTransaction(() -> this.jdbc
					.sql("select action from audit.event where subject_id = ? and outcome = 0 order by event_id")
					.param(id)
					.query(String.class)
					.list()));
	}

	private long denials(UUID id) {
		return as(DemoAccount.SUPERVISOR_SEOUL,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where outcome = 1 and subject_id = ?")
							.param(id)
							.query(Long.class)
							.single()));
	}

	private static Invitation invitation(Role role, UUID organisation) {
		return new Invitation("sae-ra.moon", "Moon Sae-ra", Set.of(role), organisation, null);
	}

}
