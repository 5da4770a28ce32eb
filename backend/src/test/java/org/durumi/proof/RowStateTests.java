package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the verifier finds after somebody who owns the database has changed rows of cases
 * with every trigger switched off, and what the database refuses to the application. Each
 * change is undone. The log is one of this test's own: it is read whole a hundred times.
 */
class RowStateTests {

	private static final String HELD = "select distinct row_table from casework.live_row order by 1";

	private static final SigningKey KEY = SigningKey.generate("durumi.test");

	private static final LocalDatabase DATABASE = LocalDatabase.temporary();

	private static UUID one = new UUID(0, 0);

	private static UUID other = new UUID(0, 0);

	@BeforeAll
	static void twoCases() throws SQLException {
		Flyway.configure()
			.dataSource(DATABASE.url(), "durumi_migrator", DATABASE.password("durumi_migrator"))
			.locations("classpath:db/migration", "classpath:db/demo")
			.load()
			.migrate();
		try (Login superuser = login("postgres")) {
			one = SealedRows.plant(superuser);
			other = SealedRows.plant(superuser);
			superuser.commit();
		}
		sequence();
	}

	@AfterAll
	static void end() {
		DATABASE.close();
	}

	@Test
	void honestChangesOfAllKindsGiveNoAlarm() throws SQLException {
		try (Login superuser = login("postgres")) {
			superuser.acting(SealedRows.ACTOR);
			for (String table : superuser.column(HELD + " offset 1")) {
				for (String column : sealed(superuser, table).stream().limit(1).toList()) {
					superuser.run("update %s set %2$s = sha256(%2$s)".formatted(table, column));
					superuser.run("update %s set %2$s = sha256(%2$s)".formatted(table, column));
				}
			}
			superuser.run("update access.approval_request set state = 'WITHDRAWN', version = version + 1");
			tellAll(superuser);
			superuser.run("savepoint before");
			superuser.run("update casework.note set content = '\\x01'");
			superuser.run("rollback to before");
			superuser.run("release before");
			superuser.run("delete from casework.leg where case_id = ?", one);
			superuser.event(SealedRows.ACTOR, one);
			superuser.run("delete from casework.note where case_id = ?", one);
			superuser.run("insert into casework.note select * from casework.contact where case_id = ?", one);
			superuser.event(SealedRows.ACTOR, one);
			assertThat(whatCommitAsks(superuser)).isEmpty();
		}
	}

	@Test
	void anErasureIsToldLikeAnyOtherChange() throws SQLException {
		try (Login superuser = login("postgres")) {
			UUID erasure = UUID.fromString(superuser.value("select access.system_actor('ERASURE')"));
			superuser.acting(erasure, 0);
			byte[] session = superuser.openSession();
			superuser.run("delete from casework.case_key where case_id = ?", one);
			superuser.run("delete from casework.identity where case_id = ?", one);
			superuser.event(erasure, session, one, 0);
			assertThat(whatCommitAsks(superuser)).isEmpty();
			switchTriggersOff(superuser);
			superuser.run("delete from casework.case_key where case_id = ?", other);
			assertThat(verify(superuser)).hasSize(2)
				.allMatch((finding) -> finding.matches("Row " + other
						+ "/(CORE|HARM) of casework.case_key is gone, and no event since .{36} says so."));
		}
	}

	@Test
	void eachSealedColumnOfEachTableThatWasEditedIsFound() throws SQLException {
		try (Login superuser = login("postgres")) {
			List<String> tables = superuser.column(HELD);
			assertThat(tables).hasSize(39);
			switchTriggersOff(superuser);
			for (String table : tables) {
				for (String column : sealed(superuser, table)) {
					superuser.run("savepoint before");
					superuser.run(
							"update %1$s set %2$s = sha256(coalesce(%2$s, '')) where ctid = (select min(ctid) from %1$s)"
								.formatted(table, column));
					assertThat(verify(superuser)).as("%s.%s", table, column)
						.singleElement()
						.asString()
						.matches("Row .{36,80} of %s does not stand as event .{36} left it: it was edited."
							.formatted(table));
					superuser.run("rollback to before");
				}
			}
		}
	}

	@Test
	void whoWroteItWhenAndInWhichCaseIsFoundToo() throws SQLException {
		for (String change : List.of("recorded_by = '0d000000-0000-4000-8000-000000000110'",
				"recorded_at = recorded_at - interval '1 day'", "compartment = 'CORE'", "case_id = '" + other + "'")) {
			assertThat(after("update casework.note set %s where case_id = '%s'".formatted(change, one))).as(change)
				.singleElement()
				.asString()
				.endsWith("left it: it was edited.");
		}
	}

	@Test
	void upToWhereAReviewerCosignedIsHeldToo() throws SQLException {
		assertThat(after("update review.sign_off set cosigned = 7")).hasSize(2)
			.allMatch((finding) -> finding.endsWith("left it: it was edited."));
	}

	@Test
	void rowsWhoseContentsWereExchangedAreFound() throws SQLException {
		assertThat(after("update casework.note n set content = o.content from casework.note o where o.id <> n.id"))
			.hasSize(2)
			.allMatch((finding) -> finding.endsWith("left it: it was edited."));
	}

	@Test
	void aRowThatWasPutBackIsFound() throws SQLException {
		try (Login superuser = login("postgres")) {
			superuser.acting(SealedRows.ACTOR);
			String id = superuser.value("select id from casework.contact where case_id = ?", one);
			superuser.run("create table old as select * from casework.contact");
			superuser.run("update casework.contact set content = '\\x02', version = 1 where case_id = ?", one);
			UUID event = superuser.event(SealedRows.ACTOR, one);
			switchTriggersOff(superuser);
			assertThat(verify(superuser)).isEmpty();
			superuser.run("update casework.contact c set content = o.content from old o where o.id = c.id");
			assertThat(verify(superuser)).as("the version is newer").singleElement().asString().endsWith("edited.");
			superuser.run("update casework.contact c set version = o.version from old o where o.id = c.id");
			assertThat(verify(superuser))
				.containsExactly("Row %s of casework.contact stands as it stood before event %s: it was put back."
					.formatted(id, event));
		}
	}

	@Test
	void anOldStateWithANewerNumberIsFound() throws SQLException {
		String set = "select setval(pg_get_serial_sequence('audit.row_state', 'n'), %s)";
		try (Login superuser = login("postgres")) {
			superuser.acting(SealedRows.ACTOR);
			String id = superuser.value("select id from casework.contact where case_id = ?", one);
			long last = Long.parseLong(superuser.value("select max(n) from audit.row_state"));
			superuser.column(set.formatted(1_000_000_000_000L));
			superuser.run("update casework.contact set content = '\\x0a' where case_id = ?", one);
			superuser.event(SealedRows.ACTOR, one);
			superuser.column(set.formatted(last));
			superuser.run("update casework.contact set content = '\\x0b' where case_id = ?", one);
			UUID event = superuser.event(SealedRows.ACTOR, one);
			switchTriggersOff(superuser);
			superuser.run("update casework.contact set content = '\\x0a' where case_id = ?", one);
			assertThat(verify(superuser))
				.containsOnlyOnce("The rows recorded under event %s are not those that it tells of.".formatted(event));
			superuser.run("alter table audit.row_state alter column n drop identity");
			superuser.run("update audit.row_state set n = (select max(n) from audit.row_state) where event_id = ?",
					event);
			assertThat(verify(superuser)).contains(
					"Two states of row %s of casework.contact have the same number: none is the newest.".formatted(id));
		}
	}

	@Test
	void rowsThatWereDeletedOrInsertedAreFound() throws SQLException {
		assertThat(after("delete from casework.intake where case_id = '" + one + "'")).singleElement()
			.asString()
			.matches("Row .{36} of casework.intake is gone, and no event since .{36} says so.");
		UUID id = Ids.next();
		assertThat(after(
				"insert into casework.intake select '%s', case_id, compartment, content, recorded_at, recorded_by from casework.intake where case_id = '%s'"
					.formatted(id, one)))
			.containsExactly("Row %s of casework.intake is there, and no event tells of it.".formatted(id));
	}

	@Test
	void aRowThatCameBackIsFound() throws SQLException {
		try (Login superuser = login("postgres")) {
			superuser.acting(SealedRows.ACTOR);
			superuser.run("create table old as select * from casework.cycle where case_id = ?", one);
			superuser.run("delete from casework.cycle where case_id = ?", one);
			UUID event = superuser.event(SealedRows.ACTOR, one);
			switchTriggersOff(superuser);
			superuser.run("insert into casework.cycle select * from old");
			assertThat(verify(superuser)).singleElement()
				.asString()
				.endsWith("of casework.cycle is there again, although event %s says that it is gone.".formatted(event));
		}
	}

	@Test
	void aStateThatWasEditedWithItsRowIsFound() throws SQLException {
		String edit = "update casework.note set content = '\\x66' where case_id = '" + one + "'";
		String same = """
				update audit.row_state s set state_sha256 = l.state_sha256 from casework.live_row l
				where l.row_table = s.row_table and l.row_key = s.row_key and l.row_table = 'casework.note'""";
		assertThat(after(edit, same)).singleElement()
			.asString()
			.matches("The rows recorded under event .{36} are not those that it tells of.");
		assertThat(after(edit, same,
				"""
						update audit.event e set row_state_sha256 = (select sha256(string_agg(
							audit.row_state_data(s.row_table, s.row_key, s.state_sha256, s.n, s.before), ''::bytea order by s.n))
							from (select *, lag(n) over (partition by row_table, row_key order by n) as before
								from audit.row_state) s where s.event_id = e.event_id) where row_state_sha256 is not null"""))
			.singleElement()
			.asString()
			.matches("Entry \\d+ was altered: event .{36} does not give the leaf that was recorded.");
		assertThat(after("delete from audit.row_state where row_table = 'casework.note'"))
			.anyMatch((finding) -> finding.endsWith("are not those that it tells of."))
			.anyMatch((finding) -> finding.endsWith("of casework.note is there, and no event tells of it."));
		UUID stray = Ids.next();
		assertThat(
				after("insert into audit.row_state (event_id, row_table, row_key) values ('%s', 'casework.note', '%s')"
					.formatted(stray, stray)))
			.containsExactly("Rows are recorded under event %s, which tells of none.".formatted(stray));
	}

	@Test
	void whatStandsInAKeyThatIsNoIdIsNotSaid() throws SQLException {
		assertThat(after("alter table casework.case_key drop constraint case_key_compartment_check",
				"insert into casework.case_key values ('%s', 'Kim Yong-mi', '\\x00', 'k')".formatted(one)))
			.containsExactly("Row (no id) of casework.case_key is there, and no event tells of it.");
	}

	@Test
	void aChangeThatNoLaterEventCoversIsRefused() throws SQLException {
		String change = "update casework.intake set content = '\\x05', version = version + 1 where case_id = ?";
		try (Login application = login("durumi_app")) {
			application.acting(SealedRows.ACTOR);
			application.event(SealedRows.ACTOR, one);
			assertThat(application.run(change, one)).isOne();
			application.refusesCommit(Login.NO_EVENT);

			application.acting(SealedRows.ACTOR);
			application.openSession();
			application.run(change, one);
			application.run("select set_config('durumi.row_states', '', true)");
			application.event(SealedRows.ACTOR, one);
			application.refusesCommit(Login.NO_EVENT);

			application.acting(SealedRows.ACTOR);
			application.openSession();
			application.run(change, one);
			application.event(SealedRows.ACTOR, one, 1);
			application.event(SealedRows.ACTOR, other);
			application.refusesCommit(Login.NO_EVENT);

			application.acting(SealedRows.ACTOR);
			application.openSession();
			application.run(change, one);
			application.event(SealedRows.ACTOR, one);
			application.run(change, one);
			application.refusesCommit(Login.NO_EVENT);

			application.acting(SealedRows.ACTOR);
			application.openSession();
			application.run(change, one);
			application.event(SealedRows.ACTOR, other);
			application.event(SealedRows.ACTOR, one);
			application.run("set constraints all immediate");
		}
	}

	@Test
	void theApplicationWritesNoStateOfItsOwn() throws SQLException {
		try (Login application = login("durumi_app")) {
			application.acting(SealedRows.ACTOR);
			application.refuses(Login.NOT_ALLOWED, "select from audit.row_state");
			application.refuses(Login.NOT_ALLOWED,
					"insert into audit.row_state (event_id, row_table, row_key) values (gen_random_uuid(), 'a', 'b')");
			application.refuses(Login.NOT_ALLOWED, "insert into audit.event (row_state_sha256) values (sha256(''))");
			application.refuses(Login.NOT_ALLOWED, "select from casework.live_row");
		}
		try (Login superuser = login("postgres")) {
			for (String change : List.of("update audit.row_state set n = default", "delete from audit.row_state",
					"truncate audit.row_state")) {
				superuser.refuses(Login.NOT_ALLOWED, change);
			}
		}
	}

	@Test
	void theVerifierReadsIdsAndHashesOnly() throws SQLException {
		try (Login verifier = login("durumi_verifier")) {
			assertThat(verifier.count("casework.live_row")).isGreaterThan(40);
			for (String table : verifier.column(HELD)) {
				verifier.refuses(Login.NOT_ALLOWED, "select from " + table);
			}
			verifier.refuses(Login.NOT_ALLOWED, "select from casework.case_file");
		}
	}

	@Test
	void everySealedColumnIsHeld() throws SQLException {
		try (Login superuser = login("postgres")) {
			assertThat(superuser
				.column("""
						select c.oid::regclass || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
						where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('access', 'casework', 'inbound', 'partners', 'review')
						and a.attnum > 0 and not a.attisdropped and a.atttypid = 'bytea'::regtype
						and not exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
							where g.tgrelid = c.oid and p.proname = 'require_row_told' and g.tgdeferrable and g.tginitdeferred
							and g.tgenabled = 'A' and a.attnum = any (g.tgattr))"""))
				// a draft is no record, and leaves no event when it grows or goes; what a
				// session is known by is a hash and seals nothing
				.containsExactlyInAnyOrder("casework.draft.content", "casework.draft.row_key",
						"access.web_session.session_ref", "access.web_session.sign_on");
		}
	}

	@Test
	void rowsOfBeforeGetTheirFirstStateFromTheMigration() throws SQLException {
		String migrated = "audit.event where action = 'MIGRATED' and row_state_sha256 is not null";
		try (Login superuser = login("postgres")) {
			long before = superuser.count(migrated);
			switchTriggersOff(superuser);
			for (int i = 0; i < 600; i++) {
				superuser.run(
						"insert into casework.note select gen_random_uuid(), case_id, compartment, content, recorded_at,"
								+ " recorded_by from casework.note where case_id = ? limit 1",
						one);
			}
			switchTriggers(superuser, "enable always");
			superuser.run("set local role durumi_owner");
			superuser.run("call casework.take_row_states('casework.note')");
			superuser.run("reset role");
			assertThat(verify(superuser)).isEmpty();
			assertThat(superuser.count(migrated)).isEqualTo(before + 2);
		}
	}

	/** Tells of every subject that a row may have. */
	private static void tellAll(Login superuser) throws SQLException {
		for (UUID about : List.of(one, other)) {
			superuser.event(SealedRows.ACTOR, about);
		}
		for (String about : superuser
			.column("select id from access.approval_request union all select event_id from review.question"
					+ " union all select id from partners.partner_key union all select id from handoffs.handoff"
					+ " union all select id from inbound.referral")) {
			superuser.event(SealedRows.ACTOR, UUID.fromString(about));
		}
	}

	private static List<String> whatCommitAsks(Login superuser) throws SQLException {
		superuser.run("set constraints all immediate");
		return verify(superuser);
	}

	private static List<String> sealed(Login superuser, String table) throws SQLException {
		return superuser.column("select attname from pg_attribute where attrelid = ?::regclass and attnum > 0"
				+ " and atttypid = 'bytea'::regtype", table);
	}

	private static List<String> after(String... changes) throws SQLException {
		try (Login superuser = login("postgres")) {
			switchTriggersOff(superuser);
			for (String change : changes) {
				int rows = superuser.run(change);
				assertThat(rows > 0 || change.startsWith("alter")).as(change).isTrue();
			}
			return verify(superuser);
		}
	}

	private static void switchTriggersOff(Login superuser) throws SQLException {
		superuser.run("set constraints all immediate");
		switchTriggers(superuser, "disable");
	}

	private static void switchTriggers(Login superuser, String state) throws SQLException {
		for (String trigger : superuser
			.column("select 'alter table ' || tgrelid::regclass || ' %s trigger ' || quote_ident(tgname)"
				.formatted(state) + " from pg_trigger g join pg_class c on c.oid = g.tgrelid where not tgisinternal"
					+ " and c.relnamespace::regnamespace::text in ('access', 'audit', 'casework', 'handoffs', 'inbound', 'partners', 'review')")) {
			superuser.run(trigger);
		}
	}

	private static void sequence() throws SQLException {
		PGSimpleDataSource database = new PGSimpleDataSource();
		database.setUrl(DATABASE.url());
		database.setUser("durumi_sequencer");
		database.setPassword(DATABASE.password("durumi_sequencer"));
		new Sequencer(database, KEY, UUID.randomUUID()).sequence();
	}

	private static Login login(String role) throws SQLException {
		return Login.on(DATABASE.connect(role));
	}

	/** Looks on in the transaction of the login, as often as is wanted. */
	private static List<String> verify(Login login) throws SQLException {
		return new LogVerifier(KEY.verifier()).verify(WithinTransaction.notEnding(login.connection()), (read) -> {
		}, () -> false).findings();
	}

}
