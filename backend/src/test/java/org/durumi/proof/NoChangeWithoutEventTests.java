package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NoChangeWithoutEventTests extends ProofTest {

	private static final DemoAccount ACTOR = DemoAccount.CASEWORKER_YANJI;

	private static final String CHANGE_FILE = "update casework.case_file set next_due = current_date where id = ?";

	private static final String CHANGE_RECORD = "update casework.intake set version = version + 1 where case_id = ?";

	@Test
	void everyTableIsUnderTheRuleButForTheMatrixAndWhatIsNoChangeOfACase() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			assertThat(superuser.column("""
					select c.oid::regclass::text from pg_class c
					where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('access', 'casework', 'review')
					and not exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
						where g.tgrelid = c.oid and p.proname = 'require_event' and g.tgdeferrable and g.tginitdeferred
						and g.tgenabled = 'A' and g.tgtype & 29 = 29)"""))
				// beginning a draft, beginning or ending a session, and noting what a
				// machine posted are under it all the same: see DraftRowTests,
				// WebSessionRowTests and MachinePostRowTests; what the review's rules
				// found follows from the log, and the application writes none of it: see
				// ReviewRulesTests
				.containsExactlyInAnyOrder("access.clearance", "casework.draft", "access.web_session",
						"access.machine_post", "review.flag", "review.progress");
		}
	}

	@Test
	void aChangeWithItsEventIsCommitted() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.event(ACTOR, id);
			assertThat(application.run(CHANGE_FILE, id)).isOne();
			application.commit();
			application.acting(ACTOR);
			assertThat(application.count("casework.case_file where id = ? and next_due is not null", id)).isOne();
		}
	}

	@Test
	void aFileIsChangedOnlyTogetherWithAnEventAboutIt() throws SQLException {
		isChangedOnlyTogetherWithAnEvent(CHANGE_FILE);
	}

	@Test
	void aRecordIsChangedOnlyTogetherWithAnEventAboutItsCase() throws SQLException {
		isChangedOnlyTogetherWithAnEvent(CHANGE_RECORD);
	}

	@Test
	void aRecordIsAddedOnlyTogetherWithAnEventAboutItsCase() throws SQLException {
		isChangedOnlyTogetherWithAnEvent("""
				insert into casework.note (id, case_id, compartment, content, recorded_at, recorded_by)
				select gen_random_uuid(), id, 'CORE', '\\x00', now(), owner_id from casework.case_file where id = ?""");
	}

	@Test
	void theHandOverToAnotherOwnerTakesAnEventToo() throws SQLException {
		UUID colleague = hire(ACTOR).id();
		isChangedOnlyTogetherWithAnEvent("select access.hand_over(?, '%s')".formatted(colleague));
	}

	@Test
	void anEventAboutAnotherCaseDoesNotCount() throws SQLException {
		UUID one = register(ACTOR);
		UUID other = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.run(CHANGE_FILE, one);
			application.event(ACTOR, other);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void oneEventDoesNotCoverTwoCases() throws SQLException {
		UUID one = register(ACTOR);
		UUID other = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.run(CHANGE_FILE, one);
			application.run(CHANGE_FILE, other);
			application.event(ACTOR, one);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void anEventOfAnEarlierTransactionDoesNotCount() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.event(ACTOR, id);
			application.commit();
			application.acting(ACTOR);
			application.run(CHANGE_FILE, id);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void anEventThatAnotherTransactionWritesMeanwhileDoesNotCount() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication(); Login meanwhile = Login.asApplication()) {
			application.acting(ACTOR);
			meanwhile.acting(ACTOR);
			meanwhile.event(ACTOR, id);
			meanwhile.commit();
			application.run(CHANGE_FILE, id);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void anEventThatTellsOfARefusalDoesNotCount() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.run(CHANGE_FILE, id);
			application.event(ACTOR, id, 1);
			application.event(ACTOR, id, 2);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void anEventThatWasTakenBackDoesNotCount() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.openSession();
			application.run(CHANGE_FILE, id);
			application.run("savepoint s");
			application.event(ACTOR, id);
			application.run("rollback to s");
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void askingEarlierIsNoWayRound() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.run("set constraints all immediate");
			application.refuses(Login.NO_EVENT, CHANGE_FILE, id);
			application.event(ACTOR, id);
			assertThat(application.run(CHANGE_FILE, id)).isOne();
		}
	}

	@Test
	void ownersAndReplicaModeAreHeldToItToo() throws SQLException {
		UUID id = register(ACTOR);
		try (Login owner = Login.as("durumi_owner")) {
			assertThat(owner.run(CHANGE_FILE, id)).isOne();
			owner.refusesCommit(Login.NO_EVENT);
		}
		try (Login superuser = Login.as("postgres")) {
			superuser.run("set local session_replication_role = replica");
			assertThat(superuser.run(CHANGE_FILE, id)).isOne();
			superuser.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void anAdministratorChangesStaffOnlyWithAnEventAboutThem() throws SQLException {
		String rename = "update access.staff set display_name = display_name where subject = ?";
		UUID person = DemoAccount.ANALYST.subject();
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.ADMIN);
			assertThat(application.run(rename, person)).isOne();
			application.event(DemoAccount.ADMIN, DemoAccount.ADMIN.subject());
			application.refusesCommit(Login.NO_EVENT);
		}
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.ADMIN);
			assertThat(application.run(rename, person)).isOne();
			application.event(DemoAccount.ADMIN, person);
			application.commit();
		}
	}

	@Test
	void recordsAreNeverDeletedByTheApplication() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR.subject(), 2);
			List<String> tables = application.column("""
					select oid::regclass::text from pg_class where relkind in ('r', 'p')
					and relnamespace::regnamespace::text in ('access', 'casework', 'review')""");
			assertThat(tables).contains("casework.intake", "casework.case_key");
			for (String table : tables) {
				application.refuses(Login.NOT_ALLOWED, "delete from " + table);
				application.refuses(Login.NOT_ALLOWED, "truncate %s cascade".formatted(table));
			}
			assertThat(application.count("casework.case_file where id = ?", id)).isOne();
		}
	}

	private void isChangedOnlyTogetherWithAnEvent(String change) throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.run(change, id);
			application.refusesCommit(Login.NO_EVENT);
		}
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			application.run(change, id);
			application.event(ACTOR, id);
			// what the commit asks; a record sealed with nothing is better not kept
			application.run("set constraints all immediate");
		}
	}

}
