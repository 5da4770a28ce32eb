package org.durumi.proof;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Role;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself allows of deputising, beside what it opens. */
class DeputyTests extends ProofTest {

	private static final UUID OURS = UUID.fromString("0d000000-0000-4000-8000-000000000001");

	private static final DemoAccount COLLEAGUE = DemoAccount.CASEWORKER_YANJI;

	private static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	private static final String ARRANGE = """
			insert into access.deputy (id, subject, deputy, begins_at, until, arranged_by)
			values (?, ?, ?, statement_timestamp() + ?::interval, statement_timestamp() + ?::interval, ?)""";

	private static final String KEYS = "select compartment from casework.case_key where case_id = ? order by compartment";

	private static final String DEPUTISED = "select unnest(access.my_cases(array['DEPUTY']))::text";

	/** The refusal of a rule of the table itself. */
	private static final String CHECK = "23514";

	private UUID id = new UUID(0, 0);

	private UUID absent = new UUID(0, 0);

	private UUID deputy = new UUID(0, 0);

	@BeforeEach
	void aCaseOfSomebodyWhoWillBeAway() throws SQLException {
		this.id = register(COLLEAGUE);
		this.absent = hire(COLLEAGUE).id();
		this.deputy = hire(COLLEAGUE).id();
		try (Login application = Login.asApplication().acting(COLLEAGUE)) {
			application.column("select access.hand_over(?, ?)::text", this.id, this.absent);
			application.event(COLLEAGUE, this.id);
			application.commit();
		}
	}

	@Test
	void theAbsentOneOrHerSupervisorArrangesItAndNobodyElse() throws SQLException {
		UUID other = hire(COLLEAGUE).id();
		try (Login application = Login.asApplication()) {
			for (UUID arranger : List.of(this.absent, SUPERVISOR.subject())) {
				application.acting(arranger, 1);
				assertThat(arrange(application, this.absent, this.deputy, arranger)).isOne();
			}
			for (UUID arranger : List.of(other, this.deputy, DemoAccount.SUPERVISOR_SEOUL.subject(),
					DemoAccount.ADMIN.subject())) {
				application.acting(arranger, 2);
				refuses(application, this.absent, this.deputy, "0", "1 day", arranger);
			}
		}
	}

	@Test
	void nobodyBecomesADeputyByHerOwnWord() throws SQLException {
		UUID leader = hire(OURS, COLLEAGUE.team(), Set.of(Role.CASEWORKER, Role.SUPERVISOR)).id();
		try (Login application = Login.asApplication().acting(leader, 2)) {
			refuses(application, this.absent, leader, "0", "1 day", leader);
			refuses(application, this.absent, leader, "0", "1 day", SUPERVISOR.subject());
			application.acting(this.absent, 2);
			refuses(application, this.absent, this.absent, "0", "1 day", this.absent);
			assertThat(arrange(application, this.absent, leader, this.absent)).isOne();
		}
	}

	@Test
	void onlyAnActiveCaseworkerOfTheSameTeamDeputises() throws SQLException {
		UUID left = hire(COLLEAGUE).id();
		dismiss(left);
		UUID leader = hire(SUPERVISOR).id();
		try (Login application = Login.asApplication().acting(this.absent, 1)) {
			for (UUID person : List.of(left, leader, DemoAccount.CASEWORKER_SEOUL.subject(), UUID.randomUUID())) {
				refuses(application, this.absent, person, "0", "1 day", this.absent);
			}
		}
	}

	@Test
	void itIsForAStatedTimeThatIsNotPastAndNotTooLong() throws SQLException {
		try (Login application = Login.asApplication().acting(this.absent, 1)) {
			refuses(application, this.absent, this.deputy, "-1 minute", "1 day", this.absent);
			refuses(application, this.absent, this.deputy, "2 days", "1 day", this.absent);
			application.refuses(CHECK, ARRANGE, Ids.next(), this.absent, this.deputy, "0", "91 days", this.absent);
			assertThat(
					application.run(ARRANGE, Ids.next(), this.absent, this.deputy, "30 days", "120 days", this.absent))
				.isOne();
		}
	}

	@Test
	void itTakesAnEventAboutWhoeverIsAway() throws SQLException {
		try (Login application = Login.asApplication().acting(this.absent, 1)) {
			arrange(application, this.absent, this.deputy, this.absent);
			byte[] session = application.openSession();
			application.event(this.absent, session, this.deputy, 0);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void itOpensWhatTheAbsentOneOwnsAndNothingBeforeItBegins() throws SQLException {
		List<String> all = Arrays.stream(Compartment.values()).map(Enum::name).sorted().toList();
		try (Login application = Login.asApplication().acting(this.absent, 1)) {
			application.run(ARRANGE, Ids.next(), this.absent, this.deputy, "1 minute", "1 day", this.absent);
			application.acting(this.deputy, 2);
			assertThat(application.column(KEYS, this.id)).containsExactly("CORE");
			application.acting(this.absent, 1);
			arrange(application, this.absent, this.deputy, this.absent);
			application.acting(this.deputy, 2);
			assertThat(application.column(KEYS, this.id)).containsExactlyElementsOf(all);
			application.acting(this.deputy, 1);
			assertThat(application.column(KEYS, this.id)).hasSize(all.size() - 1).doesNotContain("RELATIVES_AT_HOME");
			application.acting(this.absent, 1);
			application.column("select access.hand_over(?, ?)::text", this.id, COLLEAGUE.subject());
			application.acting(this.deputy, 1);
			assertThat(application.column(KEYS, this.id)).containsExactly("CORE");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "update access.deputy set until = statement_timestamp() where subject = '%1$s'",
			"update access.staff set active = false where subject = '%1$s'",
			"update access.staff set active = false where subject = '%2$s'",
			"update access.staff set roles = '{ANALYST}' where subject = '%1$s'",
			"update access.staff set roles = '{ANALYST}' where subject = '%2$s'",
			"update access.staff set team_id = '0d000000-0000-4000-8000-000000000012' where subject = '%1$s'",
			"update access.staff set team_id = '0d000000-0000-4000-8000-000000000012' where subject = '%2$s'" })
	void itIsOverByItself(String change) throws SQLException {
		try (Login owner = Login.as("durumi_owner").acting(this.deputy, 2)) {
			arrange(owner, this.absent, this.deputy, this.absent);
			assertThat(owner.column(DEPUTISED)).containsExactly(this.id.toString());
			owner.run(change.formatted(this.absent, this.deputy));
			assertThat(owner.column(DEPUTISED)).isEmpty();
		}
	}

	@Test
	void aDeputyOfADeputyGetsNothing() throws SQLException {
		UUID third = hire(COLLEAGUE).id();
		try (Login application = Login.asApplication().acting(this.absent, 1)) {
			arrange(application, this.absent, this.deputy, this.absent);
			application.acting(this.deputy, 1);
			arrange(application, this.deputy, third, this.deputy);
			application.acting(third, 2);
			assertThat(application.column(KEYS, this.id)).containsExactly("CORE");
		}
	}

	@Test
	void itIsEndedByTheAbsentOneOrHerSupervisorAndNeverProlonged() throws SQLException {
		String end = "update access.deputy set until = statement_timestamp() where subject = ?";
		String prolong = "update access.deputy set until = until + interval '1 day' where subject = ?";
		try (Login application = Login.asApplication().acting(this.absent, 1)) {
			arrange(application, this.absent, this.deputy, this.absent);
			application.refuses(Login.NOT_ALLOWED, prolong, this.absent);
			application.acting(this.deputy, 2);
			assertThat(application.run(end, this.absent)).isZero();
			application.acting(DemoAccount.SUPERVISOR_SEOUL.subject(), 2);
			assertThat(application.run(end, this.absent)).isZero();
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, prolong, this.absent);
			application.refuses(Login.NOT_ALLOWED, "delete from access.deputy where subject = ?", this.absent);
			assertThat(application.run(end, this.absent)).isOne();
			application.acting(this.deputy, 2);
			assertThat(application.column(KEYS, this.id)).containsExactly("CORE");
			application.acting(this.absent, 1);
			assertThat(application.run(end, this.absent)).as("once over, always over").isZero();
		}
	}

	@Test
	void aColleagueIsNotToldWhoIsAway() throws SQLException {
		String from = "access.deputy where subject = ?";
		try (Login application = Login.asApplication().acting(this.absent, 1)) {
			arrange(application, this.absent, this.deputy, this.absent);
			for (UUID told : List.of(this.absent, this.deputy, SUPERVISOR.subject())) {
				application.acting(told, 1);
				assertThat(application.count(from, this.absent)).isOne();
			}
			for (UUID notTold : List.of(COLLEAGUE.subject(), DemoAccount.SUPERVISOR_SEOUL.subject(),
					DemoAccount.ADMIN.subject())) {
				application.acting(notTold, 2);
				assertThat(application.count(from, this.absent)).isZero();
			}
		}
	}

	private static int arrange(Login login, UUID absent, UUID deputy, UUID arranger) throws SQLException {
		return login.run(ARRANGE, Ids.next(), absent, deputy, "0", "1 day", arranger);
	}

	private static void refuses(Login application, UUID absent, UUID deputy, String begins, String until, UUID arranger)
			throws SQLException {
		application.refuses(Login.NOT_ALLOWED, ARRANGE, Ids.next(), absent, deputy, begins, until, arranger);
	}

}
