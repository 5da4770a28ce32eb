package org.durumi.proof;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.reference.Compartment;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.durumi.reference.Compartment.CORE;
import static org.durumi.reference.Compartment.HELPERS;
import static org.durumi.reference.Compartment.RELATIVES_AT_HOME;
import static org.durumi.reference.Compartment.ROUTE;

/**
 * Who reads which row of a case's keys: without the row nothing opens. Grants are made in
 * the transaction of the question and undone with it.
 */
class KeyReleaseTests extends ProofTest {

	private static final Set<Compartment> NONE = EnumSet.noneOf(Compartment.class);

	private static final Set<Compartment> ALL = EnumSet.allOf(Compartment.class);

	private static final Set<Compartment> ALL_BUT_RELATIVES = EnumSet.complementOf(EnumSet.of(RELATIVES_AT_HOME));

	private static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	private static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	private static final String ASSIGN = "insert into access.assignment (case_id, subject, kind) values (?, ?, ?)";

	private static final String BREAK_GLASS = """
			insert into access.break_glass (case_id, subject, until)
			values (?, ?, statement_timestamp() + ?::text::interval)""";

	private UUID id = new UUID(0, 0);

	@BeforeEach
	void aCase() {
		this.id = register(OWNER);
	}

	@Test
	void everyCompartmentHasItsKey() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			assertThat(keys(superuser)).isEqualTo(ALL);
		}
	}

	@Test
	void theOwnerHoldsAllAndRelativesOnlyWithAFreshStrongFactor() throws SQLException {
		try (Login application = Login.asApplication()) {
			assertThat(keys(application, OWNER, 1)).isEqualTo(ALL_BUT_RELATIVES);
			assertThat(keys(application, OWNER, 2)).isEqualTo(ALL);
		}
	}

	@Test
	void anAssignedColleagueHoldsWhatTheOwnerHolds() throws SQLException {
		try (Login application = Login.asApplication()) {
			assertThat(keys(application, DemoAccount.CASEWORKER_SEOUL, 2)).isEqualTo(NONE);
			assign(application, DemoAccount.CASEWORKER_SEOUL, "CASE");
			assertThat(keys(application, DemoAccount.CASEWORKER_SEOUL, 1)).isEqualTo(ALL_BUT_RELATIVES);
			assertThat(keys(application, DemoAccount.CASEWORKER_SEOUL, 2)).isEqualTo(ALL);
		}
	}

	@Test
	void anAssignmentThatEndedOpensNothing() throws SQLException {
		try (Login application = Login.asApplication()) {
			assign(application, DemoAccount.CASEWORKER_SEOUL, "CASE");
			assertThat(application.run("update access.assignment set until = statement_timestamp() where case_id = ?",
					this.id))
				.isOne();
			assertThat(keys(application, DemoAccount.CASEWORKER_SEOUL, 2)).isEqualTo(NONE);
		}
	}

	@Test
	void theCoordinatorOfThePassageHoldsTheRoadAndNotTheName() throws SQLException {
		try (Login application = Login.asApplication()) {
			assertThat(keys(application, DemoAccount.COORDINATOR, 2)).isEqualTo(NONE);
			assign(application, DemoAccount.COORDINATOR, "PASSAGE");
			assertThat(keys(application, DemoAccount.COORDINATOR, 1)).isEqualTo(EnumSet.of(CORE, ROUTE, HELPERS));
			assertThat(keys(application, DemoAccount.COORDINATOR, 2)).isEqualTo(EnumSet.of(CORE, ROUTE, HELPERS));
		}
	}

	@Test
	void theTeamsSupervisorHoldsCoreAndRouteAndAnotherTeamsNothing() throws SQLException {
		try (Login application = Login.asApplication()) {
			assertThat(keys(application, SUPERVISOR, 2)).isEqualTo(EnumSet.of(CORE, ROUTE));
			assertThat(keys(application, DemoAccount.SUPERVISOR_SEOUL, 2)).isEqualTo(NONE);
		}
	}

	@Test
	void aTeamMateHoldsCoreOnly() throws SQLException {
		UUID mate = UUID.randomUUID();
		try (Login application = Login.asApplication()) {
			hire(application, mate, OWNER.team(), "CASEWORKER");
			assertThat(keys(application, mate, 2)).isEqualTo(EnumSet.of(CORE));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_SEOUL", "SUPERVISOR_SEOUL", "COORDINATOR", "ANALYST", "ADMIN", "PARTNER_CLINIC" })
	void whoeverHasNothingToDoWithTheCaseHoldsNoKey(DemoAccount account) throws SQLException {
		try (Login application = Login.asApplication()) {
			assertThat(keys(application, account, 1)).isEqualTo(NONE);
			assertThat(keys(application, account, 2)).isEqualTo(NONE);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "ANALYST", "ADMIN", "PARTNER_CLINIC" })
	void anAssignmentByMistakeDoesNotRaiseARole(DemoAccount account) throws SQLException {
		try (Login application = Login.asApplication()) {
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, ASSIGN, this.id, account.subject(), "CASE");
		}
		try (Login superuser = Login.as("postgres")) {
			superuser.run(ASSIGN, this.id, account.subject(), "CASE");
			superuser.run(ASSIGN, this.id, account.subject(), "PASSAGE");
			superuser.run(BREAK_GLASS, this.id, account.subject(), "10 minutes");
			superuser.run("set local role durumi_app");
			assertThat(keys(superuser, account, 2)).isEqualTo(NONE);
		}
	}

	@Test
	void anOwnerWhoIsNoCaseworkerAnyMoreOrHasLeftHoldsNothing() throws SQLException {
		for (String change : new String[] { "roles = '{ANALYST}'", "active = false" }) {
			try (Login application = Login.asApplication()) {
				application.agreed("ROLE_CHANGE", OWNER.subject(), "ANALYST");
				assertThat(application.run("update access.staff set " + change + " where subject = ?", OWNER.subject()))
					.isOne();
				assertThat(keys(application, OWNER, 2)).as(change).isEqualTo(NONE);
			}
		}
	}

	@Test
	void breakingTheGlassOpensAllButRelativesForItsMinutes() throws SQLException {
		DemoAccount account = DemoAccount.CASEWORKER_SEOUL;
		try (Login application = Login.asApplication()) {
			application.acting(account.subject(), 2);
			application.run(BREAK_GLASS, this.id, account.subject(), "30 minutes");
			assertThat(keys(application, account, 2)).isEqualTo(ALL_BUT_RELATIVES);
			assertThat(keys(application, DemoAccount.COORDINATOR, 2)).as("somebody else").isEqualTo(NONE);
		}
		try (Login application = Login.asApplication()) {
			application.acting(account.subject(), 2);
			application.run(BREAK_GLASS, this.id, account.subject(), "-1 second");
			assertThat(keys(application, account, 2)).as("when they are over").isEqualTo(NONE);
		}
	}

	@Test
	void theGlassIsNotBrokenForLongForOthersOrWithAPasswordAlone() throws SQLException {
		DemoAccount account = DemoAccount.CASEWORKER_SEOUL;
		try (Login application = Login.asApplication()) {
			application.acting(account.subject(), 2);
			application.refuses(Login.NOT_ALLOWED, BREAK_GLASS, this.id, account.subject(), "31 minutes");
			application.refuses(Login.NOT_ALLOWED, BREAK_GLASS, this.id, DemoAccount.COORDINATOR.subject(),
					"10 minutes");
			application.run(BREAK_GLASS, this.id, account.subject(), "10 minutes");
			application.refuses(Login.NOT_ALLOWED, "update access.break_glass set until = 'infinity'");
			application.acting(account.subject(), 1);
			application.refuses(Login.NOT_ALLOWED, BREAK_GLASS, this.id, account.subject(), "5 minutes");
			for (DemoAccount never : new DemoAccount[] { DemoAccount.ANALYST, DemoAccount.ADMIN,
					DemoAccount.PARTNER_CLINIC }) {
				application.acting(never.subject(), 2);
				application.refuses(Login.NOT_ALLOWED, BREAK_GLASS, this.id, never.subject(), "5 minutes");
			}
		}
	}

	@Test
	void nobodyAssignsHerselfAndOnlyTheTeamsSupervisorAssigns() throws SQLException {
		try (Login application = Login.asApplication()) {
			for (DemoAccount account : DemoAccount.values()) {
				application.acting(account.subject(), 2);
				application.refuses(Login.NOT_ALLOWED, ASSIGN, this.id, account.subject(), "CASE");
				application.refuses(Login.NOT_ALLOWED, ASSIGN, this.id, account.subject(), "PASSAGE");
				if (account != SUPERVISOR && account != DemoAccount.CASEWORKER_SEOUL) {
					application.refuses(Login.NOT_ALLOWED, ASSIGN, this.id, DemoAccount.CASEWORKER_SEOUL.subject(),
							"CASE");
				}
			}
			assign(application, DemoAccount.CASEWORKER_SEOUL, "CASE");
		}
	}

	@Test
	void anAdministratorGrantsHerselfNoRole() throws SQLException {
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.ADMIN.subject(), 2);
			assertThat(application.run("update access.staff set roles = '{CASEWORKER}' where subject = ?",
					DemoAccount.ADMIN.subject()))
				.isZero();
			application.agreed("ROLE_CHANGE", DemoAccount.ANALYST.subject(), "CASEWORKER");
			assertThat(application.run("update access.staff set roles = '{CASEWORKER}' where subject = ?",
					DemoAccount.ANALYST.subject()))
				.isOne();
		}
	}

	@Test
	void onlyTheOwnerAddsKeysAndNobodyChangesOrDeletesThem() throws SQLException {
		String add = """
				insert into casework.case_key (case_id, compartment, wrapped, wrapping_key_id)
				values (?, 'CORE', '\\x00', 'other')""";
		try (Login application = Login.asApplication()) {
			assign(application, DemoAccount.CASEWORKER_SEOUL, "CASE");
			for (DemoAccount account : DemoAccount.values()) {
				application.acting(account.subject(), 2);
				// the owner is allowed to, but this one exists
				application.refuses((account == OWNER) ? "23505" : Login.NOT_ALLOWED, add, this.id);
				application.refuses(Login.NOT_ALLOWED, "update casework.case_key set wrapped = '\\x00'");
				application.refuses(Login.NOT_ALLOWED, "delete from casework.case_key");
			}
		}
	}

	@Test
	void recordsAreSeenOnlyWithTheKeyOfTheirCompartment() throws SQLException {
		try (Login application = Login.asApplication()) {
			assign(application, DemoAccount.COORDINATOR, "PASSAGE");
			for (DemoAccount account : new DemoAccount[] { DemoAccount.COORDINATOR, SUPERVISOR }) {
				application.acting(account.subject(), 2);
				assertThat(application.count("casework.case_file where id = ?", this.id)).as("file").isOne();
				for (String table : new String[] { "identity", "safe_contact", "intake" }) {
					assertThat(application.count("casework." + table + " where case_id = ?", this.id)).as(table)
						.isZero();
				}
			}
			application.acting(OWNER);
			for (String table : new String[] { "identity", "safe_contact", "intake" }) {
				assertThat(application.count("casework." + table + " where case_id = ?", this.id)).as(table).isOne();
			}
		}
	}

	private void assign(Login application, DemoAccount account, String kind) throws SQLException {
		application.acting(SUPERVISOR);
		if (kind.equals("CASE")) {
			application.partAgreed(this.id, account.subject());
		}
		application.run(ASSIGN, this.id, account.subject(), kind);
	}

	private static void hire(Login application, UUID person, UUID team, String role) throws SQLException {
		application.agreed("ADMISSION", person, role);
		application.run("""
				insert into access.staff (subject, team_id, org_id, display_name, roles)
				values (?, ?, '0d000000-0000-4000-8000-000000000001', 'for a moment', array[?])""", person, team, role);
	}

	private Set<Compartment> keys(Login application, DemoAccount account, int acr) throws SQLException {
		return keys(application, account.subject(), acr);
	}

	private Set<Compartment> keys(Login application, UUID person, int acr) throws SQLException {
		return keys(application.acting(person, acr));
	}

	private Set<Compartment> keys(Login login) throws SQLException {
		return login.column("select compartment from casework.case_key where case_id = ?", this.id)
			.stream()
			.map(Compartment::valueOf)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Compartment.class)));
	}

}
