package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database releases of the cases of somebody who leaves, and to whom. */
class LeavingTests extends ProofTest {

	private static final DemoAccount COLLEAGUE = DemoAccount.CASEWORKER_YANJI;

	private static final String KEYS = "select compartment from casework.case_key where case_id = ? order by compartment";

	private static final String LISTED = "access.ownerless() where case_id = ?";

	private static final String HAND_OVER = "select access.hand_over(?, ?)";

	/** A team that nobody leads. */
	private static final UUID TRANSIT = DemoAccount.COORDINATOR.team();

	private UUID id = new UUID(0, 0);

	private UUID leaver = new UUID(0, 0);

	@BeforeEach
	void aCaseOfSomebodyWhoWillLeave() throws SQLException {
		this.id = register(COLLEAGUE);
		this.leaver = hire(COLLEAGUE).id();
		try (Login application = Login.asApplication().acting(COLLEAGUE)) {
			application.column("select access.hand_over(?, ?)::text", this.id, this.leaver);
			application.event(COLLEAGUE, this.id);
			application.commit();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "active = false", "roles = '{ANALYST}'" })
	void sheHasNothingAtOnceAndNobodyHasMoreThanBefore(String change) throws SQLException {
		List<UUID> others = List.of(COLLEAGUE.subject(), DemoAccount.SUPERVISOR_YANJI.subject(),
				DemoAccount.SUPERVISOR_SEOUL.subject(), DemoAccount.ADMIN.subject());
		try (Login application = Login.asApplication()) {
			application.acting(this.leaver, 2);
			assertThat(application.column(KEYS, this.id)).contains("IDENTITY");
		}
		for (UUID other : others) {
			List<String> before = keys(other, "active = active");
			assertThat(keys(other, change)).isEqualTo(before);
		}
		assertThat(keys(this.leaver, change)).isEmpty();
	}

	/** What is released to this person once the leaver is changed, which is undone. */
	private List<String> keys(UUID person, String change) throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(person, 2);
			superuser.run("update access.staff set " + change + " where subject = ?", this.leaver);
			superuser.run("set local role durumi_app");
			return superuser.column(KEYS, this.id);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "active = false", "roles = '{ANALYST}'" })
	void theCaseIsListedForTheSupervisorOfItsTeamWhoGivesItAway(String change) throws SQLException {
		UUID newOwner = hire(COLLEAGUE).id();
		try (Login superuser = Login.as("postgres")) {
			superuser.run("update access.staff set " + change + " where subject = ?", this.leaver);
			superuser.run("set local role durumi_app");
			for (DemoAccount account : DemoAccount.values()) {
				superuser.acting(account.subject(), 2);
				assertThat(superuser.count(LISTED, this.id)).as(account.name())
					.isEqualTo((account == DemoAccount.SUPERVISOR_YANJI) ? 1 : 0);
			}
			superuser.acting(DemoAccount.SUPERVISOR_SEOUL.subject(), 2);
			superuser.refuses(Login.NOT_ALLOWED, HAND_OVER, this.id, newOwner);
			superuser.acting(DemoAccount.SUPERVISOR_YANJI);
			superuser.refuses(Login.NOT_ALLOWED, HAND_OVER, this.id, DemoAccount.CASEWORKER_SEOUL.subject());
			superuser.run(HAND_OVER, this.id, newOwner);
			assertThat(superuser.count(LISTED, this.id)).isZero();
			superuser.acting(newOwner, 1);
			assertThat(superuser.column(KEYS, this.id)).contains("IDENTITY", "HARM");
		}
	}

	@Test
	void whereNobodyLeadsTheTeamWhoeverAnswersForItGivesTheCaseToSomebodyInItUnseen() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			UUID newOwner = hire(COLLEAGUE).id();
			superuser.run("update access.staff set team_id = ? where subject in (?, ?)", TRANSIT, this.leaver,
					newOwner);
			superuser.run("update casework.case_file set team_id = ? where id = ?", TRANSIT, this.id);
			superuser.run("set local role durumi_app");
			superuser.acting(DemoAccount.SUPERVISOR_SEOUL.subject(), 2);
			superuser.refuses(Login.NOT_ALLOWED, HAND_OVER, this.id, newOwner);
			superuser.run("reset role");
			superuser.run("update access.staff set active = false where subject = ?", this.leaver);
			superuser.run("set local role durumi_app");
			assertThat(superuser.count(LISTED, this.id)).isOne();
			assertThat(superuser.count("casework.case_file where id = ?", this.id)).isZero();
			assertThat(superuser.column(KEYS, this.id)).isEmpty();
			superuser.refuses(Login.NOT_ALLOWED, HAND_OVER, this.id, DemoAccount.CASEWORKER_SEOUL.subject());
			superuser.run(HAND_OVER, this.id, newOwner);
			superuser.acting(newOwner, 1);
			assertThat(superuser.column(KEYS, this.id)).contains("IDENTITY");
		}
	}

	@Test
	void givingItAwayTakesAnEvent() throws SQLException {
		UUID newOwner = hire(COLLEAGUE).id();
		dismiss(this.leaver);
		try (Login application = Login.asApplication().acting(DemoAccount.SUPERVISOR_YANJI)) {
			application.run(HAND_OVER, this.id, newOwner);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

}
