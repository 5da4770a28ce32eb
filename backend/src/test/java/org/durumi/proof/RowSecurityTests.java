package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowSecurityTests extends ProofTest {

	private static final String TABLES = """
			pg_class c where relkind in ('r', 'p')
			and relnamespace::regnamespace::text in ('access', 'casework', 'audit', 'review')""";

	/** What the application may select from. */
	private static final String READABLE = """
			select oid::regclass::text from pg_class
			where relkind in ('r', 'p', 'v', 'm') and relnamespace::regnamespace::text in ('access', 'casework', 'audit', 'review')
			and has_any_column_privilege('durumi_app', oid, 'SELECT')""";

	private static final String OF_A_CASE = """
			select attrelid::regclass::text from pg_attribute join pg_class c on c.oid = attrelid
			where attname = 'case_id' and relkind in ('r', 'p', 'v', 'm')
			and relnamespace::regnamespace::text in ('access', 'casework', 'audit', 'review')
			and has_any_column_privilege('durumi_app', c.oid, 'SELECT')""";

	@Test
	void everyTableIsUnderRowSecurityAndItsOwnerToo() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			assertThat(superuser.count(TABLES)).isGreaterThan(20);
			assertThat(superuser.column(
					"select oid::regclass::text from " + TABLES + " and not (relrowsecurity and relforcerowsecurity)"))
				.isEmpty();
		}
	}

	@Test
	void onlyTheNamedTablesOutsideTheseSchemasAreExempt() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			assertThat(superuser
				.column("""
						select relname from pg_class where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
						and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')"""))
				.isSubsetOf("flyway_schema_history", "event_publication", "scheduled_tasks");
			// ids and hashes, for the log's verifier alone
			assertThat(superuser.column("""
					select oid::regclass::text from pg_class where relkind = 'v'
					and relnamespace::regnamespace::text in ('access', 'casework', 'audit', 'review')
					and not coalesce('security_invoker=true' = any (reloptions), false)"""))
				.containsExactlyInAnyOrder("casework.live_row", "review.closed_without_mark");
		}
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.SUPERVISOR_YANJI);
			application.refuses(Login.NOT_ALLOWED, "select count(*) from casework.live_row");
			application.refuses(Login.NOT_ALLOWED, "select count(*) from review.closed_without_mark");
		}
	}

	@Test
	void nobodySeesNothing() throws SQLException {
		UUID id = register(DemoAccount.CASEWORKER_YANJI);
		try (Login application = Login.asApplication()) {
			List<String> readable = application.column(READABLE);
			assertThat(readable).contains("casework.case_file", "casework.case_key", "casework.identity",
					"casework.intake", "audit.event", "audit.log_key", "access.staff", "access.clearance");
			for (String table : readable) {
				assertThat(application.count(table)).as(table).isZero();
			}
			application.acting(DemoAccount.CASEWORKER_YANJI);
			assertThat(application.count("casework.case_file where id = ?", id)).isOne();
			assertThat(application.count("access.clearance")).isPositive();
		}
	}

	@Test
	void theActorIsForgottenWithTheTransaction() throws SQLException {
		try (Login application = Login.asApplication()) {
			register(DemoAccount.CASEWORKER_YANJI);
			application.acting(DemoAccount.CASEWORKER_YANJI);
			assertThat(application.count("casework.case_file")).isPositive();
			application.commit();
			assertThat(application.count("casework.case_file")).isZero();
			assertThat(application.value("select current_setting('durumi.actor', true)")).isEmpty();
		}
	}

	@Test
	void anActorThatIsNoIdIsRefusedAndAStrangerSeesNothing() throws SQLException {
		register(DemoAccount.CASEWORKER_YANJI);
		try (Login application = Login.asApplication()) {
			application.acting(UUID.randomUUID(), 2);
			assertThat(application.count("casework.case_file")).isZero();
			application.column("select set_config('durumi.actor', 'anyone', true)");
			application.refuses("22P02", "select from casework.case_file");
		}
	}

	@Test
	void herCaseworkerSeesACaseAndAnotherTeamsDoesNot() throws SQLException {
		UUID id = register(DemoAccount.CASEWORKER_YANJI);
		try (Login application = Login.asApplication()) {
			List<String> tables = application.column(OF_A_CASE);
			assertThat(tables).contains("casework.case_key", "casework.identity", "casework.safe_contact",
					"casework.stage_move", "casework.intake", "audit.event");
			application.acting(DemoAccount.CASEWORKER_SEOUL.subject(), 2);
			assertThat(application.count("casework.case_file where id = ?", id)).isZero();
			for (String table : tables) {
				assertThat(application.count(table + " where case_id = ?", id)).as(table).isZero();
			}
			assertThat(application.run("update casework.case_file set version = version + 1 where id = ?", id))
				.isZero();
			application.acting(DemoAccount.CASEWORKER_YANJI);
			assertThat(application.count("casework.case_file where id = ?", id)).isOne();
			for (String table : List.of("casework.case_key", "casework.identity", "casework.safe_contact",
					"casework.stage_move", "casework.intake", "audit.event")) {
				assertThat(application.count(table + " where case_id = ?", id)).as(table).isPositive();
			}
		}
	}

	@Test
	void onlyItsTeamsSupervisorSeesWhatTheLogTellsOfACase() throws SQLException {
		UUID id = register(DemoAccount.CASEWORKER_YANJI);
		try (Login application = Login.asApplication()) {
			for (DemoAccount account : DemoAccount.values()) {
				boolean supervises = account == DemoAccount.SUPERVISOR_YANJI;
				application.acting(account.subject(), 2);
				assertThat(application.count("audit.reviewable where case_id = ?", id) > 0).as(account.name())
					.isEqualTo(supervises);
				assertThat(application.count("audit.event where case_id = ?", id) > 0).as(account.name())
					.isEqualTo(supervises || account == DemoAccount.CASEWORKER_YANJI);
			}
		}
	}

	@Test
	void theLoginsAreOrdinaryAndOwnNothing() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			for (String role : List.of("durumi_app", "durumi_sequencer", "durumi_verifier")) {
				assertThat(superuser.count("""
						pg_roles where rolname = ? and rolcanlogin and not (rolsuper or rolbypassrls or rolcreaterole
							or rolcreatedb or rolreplication)""", role)).as(role).isOne();
				assertThat(superuser.count("pg_class where pg_get_userbyid(relowner) = ?", role)).as(role).isZero();
				assertThat(superuser.count("pg_proc where pg_get_userbyid(proowner) = ?", role)).as(role).isZero();
				assertThat(superuser.count("pg_namespace where pg_get_userbyid(nspowner) = ?", role)).as(role).isZero();
				assertThat(superuser.count("pg_auth_members where member = ?::text::regrole", role)).as(role).isZero();
			}
		}
	}

	@Test
	void rowSecurityCannotBeSwitchedOffByTheApplication() throws SQLException {
		register(DemoAccount.CASEWORKER_YANJI);
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.ANALYST);
			for (String attempt : List.of("alter table casework.case_file no force row level security",
					"alter table casework.case_file disable row level security",
					"drop policy read on casework.case_file", "create policy p on casework.case_file using (true)",
					"alter role durumi_app bypassrls", "grant durumi_owner to durumi_app", "set role durumi_owner",
					"create temporary table uuid ()", "create table casework.x ()")) {
				application.refuses(Login.NOT_ALLOWED, attempt);
			}
			application.run("set local row_security = off");
			application.refuses(Login.NOT_ALLOWED, "select from casework.case_file");
		}
	}

	@Test
	void largeObjectsWhichNoRowSecurityCoversAreNotTheApplicationsToMake() throws SQLException {
		String functions = """
				pg_proc where pronamespace = 'pg_catalog'::regnamespace
				and (proname like 'lo\\_%' or proname in ('loread', 'lowrite'))""";
		try (Login superuser = Login.as("postgres")) {
			String made = superuser.value("select lo_from_bytea(0, 'a name')");
			assertThat(superuser.value("select convert_from(lo_get(?::oid), 'UTF8')", made)).isEqualTo("a name");
			assertThat(superuser.count(functions)).isGreaterThan(15);
			for (String role : List.of("durumi_app", "durumi_sequencer", "durumi_verifier", "durumi_migrator")) {
				assertThat(superuser.column("select oid::regprocedure::text from " + functions
						+ " and has_function_privilege(?, oid, 'EXECUTE')", role))
					.as(role)
					.isEmpty();
			}
		}
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.CASEWORKER_YANJI);
			for (String attempt : List.of("lo_create(0)", "lo_creat(-1)", "lo_from_bytea(0, 'a name')",
					"lo_put(1, 0, 'a name')", "lo_open(1, 131072)", "lowrite(0, 'a name')", "loread(0, 1)", "lo_get(1)",
					"lo_unlink(1)", "lo_truncate(0, 0)", "lo_import('/etc/hostname')", "lo_export(1, '/tmp/a')")) {
				application.refuses(Login.NOT_ALLOWED, "select " + attempt);
			}
		}
	}

	@Test
	void noFunctionIsOpenToEverybodyAndNoneTrustsItsCallersPath() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			assertThat(superuser
				.column("""
						select p.oid::regprocedure::text from pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
						where pronamespace::regnamespace::text in ('access', 'casework', 'audit', 'review') and a.grantee = 0"""))
				.isEmpty();
			assertThat(superuser.column("""
					select oid::regprocedure::text from pg_proc
					where prosecdef and pronamespace::regnamespace::text in ('access', 'casework', 'audit', 'review')
					and not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false)""")).isEmpty();
		}
	}

}
