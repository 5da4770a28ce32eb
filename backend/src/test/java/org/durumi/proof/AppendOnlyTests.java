package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.assertj.core.api.AbstractThrowableAssert;
import org.durumi.actor.SessionRef;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppendOnlyTests extends ProofTest {

	private static final DemoAccount ACTOR = DemoAccount.CASEWORKER_YANJI;

	private static final List<String> TRUNK = List.of("audit.event", "audit.leaf", "audit.checkpoint", "audit.anchor");

	private static final String TABLES = """
			select oid::regclass::text from pg_class where relnamespace = 'audit'::regnamespace and relkind in ('r', 'p', 'v')""";

	private static final String A_COLUMN = """
			select attname::text from pg_attribute where attrelid = ?::text::regclass and attnum = 1""";

	@Test
	void theApplicationAddsToTheLogAndChangesNothingInIt() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			UUID event = application.event(ACTOR, id);
			assertThat(application.count("audit.event where event_id = ?", event)).isOne();
			List<String> tables = application.column(TABLES);
			assertThat(tables).containsAll(TRUNK).contains("audit.session", "audit.pending", "audit.tile");
			for (String table : tables) {
				refusesEveryChange(application, table);
			}
		}
	}

	@Test
	void theApplicationMakesAMonthsKeyAndNeitherChangesNorDestroysIt() throws SQLException {
		String month = "1999-01";
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			String add = "insert into audit.log_key (month, wrapped, wrapping_key_id) values (?, '\\x00', 'other')";
			assertThat(application.run(add, month)).isOne();
			assertThat(application.count("audit.log_key where month = ?", month)).isOne();
			application.refuses(Login.NOT_ALLOWED, "update audit.log_key set wrapped = '\\x01' where month = ?", month);
			application.refuses(Login.NOT_ALLOWED,
					add + " on conflict (month) do update set wrapped = excluded.wrapped", month);
			application.refuses(Login.NOT_ALLOWED, "delete from audit.log_key where month = ?", month);
			application.refuses(Login.NOT_ALLOWED, "truncate audit.log_key");
			application.run("select set_config('durumi.actor', '', true)");
			application.refuses(Login.NOT_ALLOWED, add, "1999-02");
		}
	}

	@Test
	void theSequencerAndTheVerifierChangeNothingEither() throws SQLException {
		for (String role : List.of("durumi_sequencer", "durumi_verifier")) {
			try (Login login = Login.as(role)) {
				for (String table : login.column(TABLES)) {
					if (table.equals("audit.tile") && role.equals("durumi_sequencer")) {
						continue;
					}
					refusesEveryChange(login, table);
				}
			}
		}
	}

	@Test
	void theOwnersAndASuperuserAreRefusedByTrigger() throws SQLException {
		register(ACTOR);
		for (String role : List.of("durumi_audit_owner", "postgres")) {
			try (Login owner = Login.as(role)) {
				for (String table : TRUNK) {
					String column = owner.value(A_COLUMN, table);
					for (String change : List.of("update %1$s set %2$s = %2$s", "delete from %1$s",
							"truncate %1$s cascade")) {
						owner.refuses(Login.NOT_ALLOWED, change.formatted(table, column))
							.hasMessageContaining("is append-only");
					}
				}
			}
		}
		try (Login owner = Login.as("durumi_owner")) {
			for (String table : TRUNK) {
				refusesEveryChange(owner, table);
			}
		}
	}

	@Test
	void replicaModeOfASuperuserDoesNotSwitchTheTriggersOff() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			superuser.run("set local session_replication_role = replica");
			superuser.refuses(Login.NOT_ALLOWED, "delete from audit.event").hasMessageContaining("is append-only");
			superuser.refuses(Login.NOT_ALLOWED, "update audit.leaf set leaf_index = leaf_index")
				.hasMessageContaining("is append-only");
		}
	}

	@Test
	void neitherTriggersNorTablesAreTheApplicationsToChange() throws SQLException {
		try (Login application = Login.asApplication()) {
			for (String attempt : List.of("alter table audit.event disable trigger all",
					"drop trigger no_change on audit.event", "drop table audit.event",
					"set session_replication_role = replica", "select audit.drain(1)", "select audit.stamp()",
					"insert into audit.leaf select 0, gen_random_uuid(), sha256('')",
					"insert into audit.pending select gen_random_uuid()",
					"insert into audit.session (session_ref, actor) select substr(sha256(''), 1, 16), gen_random_uuid()")) {
				application.refuses(Login.NOT_ALLOWED, attempt);
			}
		}
	}

	@Test
	void aTileGrowsAndKeepsWhatItHeld() throws SQLException {
		try (Login sequencer = Login.as("durumi_sequencer")) {
			// a level that no log reaches
			sequencer.run("insert into audit.tile (level, tile_index, hashes) values (99, 0, sha256('a'))");
			assertThat(sequencer
				.run("update audit.tile set hashes = hashes || sha256('b') where level = 99 and tile_index = 0"))
				.isOne();
			sequencer
				.refuses(Login.NOT_ALLOWED,
						"update audit.tile set hashes = sha256('c') || sha256('b') where level = 99 and tile_index = 0")
				.hasMessageContaining("only grows");
			sequencer.refuses(Login.NOT_ALLOWED, "update audit.tile set hashes = sha256('a') where level = 99")
				.hasMessageContaining("only grows");
			sequencer.refuses(Login.NOT_ALLOWED, "delete from audit.tile");
		}
	}

	@Test
	void aSessionsNumberOnlyCountsEvenForItsOwner() throws SQLException {
		register(ACTOR);
		try (Login owner = Login.as("durumi_audit_owner")) {
			owner.run("update audit.session set next_seq = next_seq + 1");
			owner.refuses(Login.NOT_ALLOWED, "update audit.session set next_seq = 0")
				.hasMessageContaining("only counts");
			owner.refuses(Login.NOT_ALLOWED, "delete from audit.session").hasMessageContaining("is append-only");
		}
	}

	@Test
	void anEventUnderSomebodyElsesNameIsRefused() throws SQLException {
		UUID id = register(ACTOR);
		UUID other = DemoAccount.CASEWORKER_SEOUL.subject();
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			byte[] others = application.openSession();
			application.acting(ACTOR);
			byte[] mine = application.openSession();
			application.event(ACTOR.subject(), mine, id, 0);
			refusesEvent(application, other, others, id).hasMessageContaining("row-level security");
			refusesEvent(application, other, mine, id).hasMessageContaining("no such session");
			refusesEvent(application, ACTOR.subject(), others, id).hasMessageContaining("no such session");
			refusesEvent(application, ACTOR.subject(), SessionRef.random().bytes(), id)
				.hasMessageContaining("no such session");
		}
	}

	@Test
	void theDatabasesOwnColumnsAreNotTheApplicationsToWrite() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			byte[] session = application.openSession();
			for (String stamped : List.of("occurred_at, clock_timestamp()", "txid, pg_current_xact_id()",
					"session_seq, 7", "leaf_format, 1", "leaf_hash, sha256('')")) {
				String[] column = stamped.split(", ", 2);
				application.refuses(Login.NOT_ALLOWED, event(column[0], column[1]), Ids.next(), ACTOR.subject(),
						session, id, id);
			}
			UUID event = Ids.next();
			application.run(event("subject_team", "'%s'".formatted(DemoAccount.CASEWORKER_SEOUL.team())), event,
					ACTOR.subject(), session, id, id);
			assertThat(application.value("select subject_team from audit.event where event_id = ?", event))
				.as("whose desk reviews it")
				.isEqualTo(ACTOR.team().toString());
			assertThat(application.count("""
					audit.event where event_id = ? and txid = pg_current_xact_id() and session_seq = 0
					and occurred_at between transaction_timestamp() and clock_timestamp()""", event)).isOne();
		}
	}

	@Test
	void anEventIdIsTakenOnceAndAConflictMakesNoGap() throws SQLException {
		UUID id = register(ACTOR);
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			byte[] session = application.openSession();
			UUID event = Ids.next();
			String insert = event("compartment", "'CORE'");
			application.run(insert, event, ACTOR.subject(), session, id, id);
			application.refuses("23505", insert + " on conflict do nothing", event, ACTOR.subject(), session, id, id);
			application.refuses(Login.NOT_ALLOWED,
					insert + " on conflict (event_id) do update set action = excluded.action", event, ACTOR.subject(),
					session, id, id);
			UUID next = application.event(ACTOR.subject(), session, id, 0);
			assertThat(application.value("select session_seq from audit.event where event_id = ?", next))
				.isEqualTo("1");
		}
	}

	private static void refusesEveryChange(Login login, String table) throws SQLException {
		String column = login.value(A_COLUMN, table);
		login.refuses(Login.NOT_ALLOWED, "update %1$s set %2$s = %2$s".formatted(table, column));
		login.refuses(Login.NOT_ALLOWED, "delete from " + table);
		if (!table.equals("audit.reviewable")) {
			login.refuses(Login.NOT_ALLOWED, "truncate %s cascade".formatted(table));
		}
	}

	private static AbstractThrowableAssert<?, ? extends Throwable> refusesEvent(Login login, UUID actor, byte[] session,
			UUID caseId) throws SQLException {
		return login.refuses(Login.NOT_ALLOWED, event("compartment", "'CORE'"), Ids.next(), actor, session, caseId,
				caseId);
	}

	/** An event with one column more. */
	private static String event(String column, String value) {
		return """
				insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
					subject_type, subject_id, case_id, detail_sha256, %s)
				values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 1, 'RECORD_CHANGED', 0, 'CASE_FILE', ?, ?,
					sha256(''), %s)""".formatted(column, value);
	}

}
