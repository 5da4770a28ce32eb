package org.durumi.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigner;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.LedgerBroken;
import org.durumi.security.ledger.LogExport;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.support.DemoAccount;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the verifier finds after somebody who owns the database has changed the log with
 * every trigger switched off. Each change is undone. The log is one of this test's own:
 * it is read whole a hundred times, and each entry must be one that is known here.
 */
class LedgerTests {

	private static final DemoAccount ACTOR = DemoAccount.CASEWORKER_YANJI;

	/** More than one full tile. */
	private static final int EVENTS = 300;

	/** Well inside the first tile, and not at its edge. */
	private static final String SOME_EVENT = "(select event_id from audit.leaf where leaf_index = 100)";

	private static final String NEWEST = "(select max(tree_size) from audit.checkpoint)";

	private static final String LAST_LEAF = "(select max(leaf_index) from audit.leaf)";

	/** The sequencer's own lock: while it is held, no other drains. */
	private static final String NO_SEQUENCER_MEANWHILE = "select pg_advisory_xact_lock(1146442317, 1)::text";

	private static final SigningKey KEY = SigningKey.generate("durumi.test");

	private static final Cosigner COSIGNER = Cosigner.generate();

	private static final String KEEP = "select audit.keep_cosignature(?, ?, ?, ?, 1::smallint, ?)";

	private static final Instant COSIGNED_AT = Instant.parse("2026-11-26T01:02:03Z");

	/** How many entries the checkpoint covers that was cosigned. */
	private static long covered;

	private static final LocalDatabase DATABASE = LocalDatabase.temporary();

	@TempDir
	private Path directory = Path.of("");

	@BeforeAll
	static void aLogOfSomeHundredEvents() throws SQLException {
		Flyway.configure()
			.dataSource(DATABASE.url(), "durumi_migrator", DATABASE.password("durumi_migrator"))
			.locations("classpath:db/migration", "classpath:db/demo")
			.load()
			.migrate();
		write(EVENTS);
		sequence();
		cosign();
		sequence();
	}

	@AfterAll
	static void end() {
		DATABASE.close();
	}

	@Test
	void theLogHoldsAsTheVerifierReadsIt() throws Exception {
		write(20);
		sequence();
		try (Connection connection = DATABASE.connect("durumi_verifier")) {
			VerificationReport report = verifier().verify(connection, (read) -> {
			}, () -> false);
			assertThat(report.findings()).isEmpty();
			assertThat(report.holds()).isTrue();
			assertThat(report.entries()).isGreaterThan(EVENTS);
			assertThat(report.newestAt()).isBeforeOrEqualTo(Instant.now()).isAfter(Instant.now().minusSeconds(600));
		}
	}

	@Test
	void nothingIsFoundWhereNothingWasChanged() throws SQLException {
		assertThat(after().findings()).isEmpty();
		assertThat(after().holds()).isTrue();
	}

	@Test
	void anEventThatWasChangedIsFound() throws SQLException {
		for (String change : List.of("action = 'CASE_VIEWED_NOT'", "actor_id = gen_random_uuid()",
				"occurred_at = occurred_at + interval '1 microsecond'", "outcome = 2", "subject_id = gen_random_uuid()",
				"case_id = null", "compartment = 'CORE'", "acr = acr + 1", "actor_org = gen_random_uuid()",
				"subject_team = gen_random_uuid()", "subject_org = null", "node_id = node_id + 1",
				"row_state_sha256 = sha256('')", "subject_type = 'NOT_THIS'", "txid = '3'::xid8",
				"session_seq = session_seq + 100000", "session_ref = substr(sha256(''), 1, 16)")) {
			assertThat(after("update audit.event set " + change + " where event_id = " + SOME_EVENT).findings())
				.as(change)
				.anySatisfy((finding) -> assertThat(finding).startsWith("Entry 100 was altered"));
		}
	}

	@Test
	void aDetailThatWasChangedIsFound() throws SQLException {
		assertThat(after("""
				update audit.event set detail_enc = '\\x01', detail_sha256 = sha256('\\x01')
				where event_id = """ + SOME_EVENT).findings())
			.anyMatch((finding) -> finding.contains("Entry 100 was altered"));
		assertThat(after("alter table audit.event drop constraint " + detailConstraint(),
				"update audit.event set detail_enc = '\\x01' where event_id = " + SOME_EVENT)
			.findings()).singleElement().asString().contains("the detail of event");
	}

	@Test
	void aTimeThatIsNoneIsFound() throws SQLException {
		for (String time : List.of("infinity", "-infinity", "294276-12-31 23:59:59.999999 UTC", "4713-01-01 UTC BC")) {
			assertThat(after("update audit.event set occurred_at = '" + time + "' where event_id = " + SOME_EVENT)
				.findings()).as(time).anySatisfy((finding) -> assertThat(finding).startsWith("Entry 100 was altered"));
		}
		assertThat(after("update audit.event set occurred_at = 'infinity' where event_id = " + SOME_EVENT,
				"update audit.event e set leaf_hash = audit.leaf_hash(e) where event_id = " + SOME_EVENT)
			.findings()).anyMatch((finding) -> finding.endsWith("has no time that can be."));
	}

	@Test
	void aValueThatEveryEventHasAndThisOneLacksIsFound() throws SQLException {
		for (String column : List.of("occurred_at", "txid", "actor_id", "session_ref", "detail_sha256", "leaf_hash")) {
			assertThat(after("alter table audit.event alter %s drop not null".formatted(column),
					"update audit.event set %s = null where event_id = ".formatted(column) + SOME_EVENT)
				.findings()).as(column)
				.anySatisfy((finding) -> assertThat(finding).startsWith("Entry 100 was altered"));
		}
		assertThat(after("alter table audit.checkpoint alter note drop not null",
				"update audit.checkpoint set note = null where tree_size = " + NEWEST)
			.findings()).anyMatch((finding) -> finding.contains("is not signed by the log’s key"));
	}

	@Test
	void aLogThatCannotBeReadIsNeitherGoodNorBroken() throws SQLException {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> after("drop table audit.tile"));
	}

	@Test
	void aDetailThatWasEmptiedIsFound() throws Exception {
		try (Login application = login("durumi_app")) {
			application.acting(ACTOR);
			application.eventWithDetail(ACTOR, UUID.randomUUID());
			application.commit();
		}
		sequence();
		assertThat(after().findings()).as("events without detail, and with theirs").isEmpty();
		try (Login superuser = login("postgres")) {
			tamper(superuser);
			int emptied = superuser.run("update audit.event set detail_enc = null where detail_enc is not null");
			assertThat(emptied).isPositive();
			assertThat(verify(superuser).findings()).hasSize(Math.min(emptied, 21))
				.anyMatch((finding) -> finding.contains("the detail of event"));
		}
	}

	@Test
	void anEventThatIsThereTwiceIsFound() throws SQLException {
		assertThat(after("alter table audit.event drop constraint event_pkey cascade",
				"alter table audit.event drop constraint event_session_ref_session_seq_key",
				"insert into audit.event select * from audit.event where event_id = " + SOME_EVENT)
			.findings()).anyMatch((finding) -> finding.startsWith("Entry 100 was altered"));
	}

	@Test
	void eventsAmongMoreOthersThanAreReadAtOnceAreFoundOneByOne() throws SQLException {
		String others = """
				insert into audit.event
					select (substr(e.event_id::text, 1, 14) || substr(gen_random_uuid()::text, 15))::uuid, e.occurred_at, e.txid,
						e.node_id, e.actor_id, e.actor_org, e.session_ref, e.session_seq, e.acr, e.action, e.outcome, e.subject_type,
						e.subject_id, e.case_id, e.compartment, e.subject_org, e.subject_team, e.detail_enc, e.detail_sha256,
						e.row_state_sha256, e.leaf_format, e.leaf_hash
					from audit.event e, generate_series(1, 16000) where e.event_id = """
				+ SOME_EVENT;
		String dropped = "alter table audit.event drop constraint event_session_ref_session_seq_key";
		assertThat(after(dropped, others).findings()).noneMatch((finding) -> finding.startsWith("Entry "))
			.anyMatch((finding) -> finding.endsWith("is neither in the log nor waiting for it."));
		assertThat(after(dropped, others, "delete from audit.event where event_id = " + SOME_EVENT).findings())
			.anyMatch((finding) -> finding.startsWith("Entry 100 names an event that is not there"));
	}

	@Test
	void anEventThatWasDeletedIsFound() throws SQLException {
		assertThat(after("delete from audit.event where event_id = " + SOME_EVENT).findings())
			.anyMatch((finding) -> finding.startsWith("Entry 100 names an event that is not there"))
			.anyMatch((finding) -> finding.startsWith("Session "));
	}

	@Test
	void anEventThatWasDeletedWithItsLeafIsFound() throws SQLException {
		assertThat(after("create temporary table gone on commit drop as select " + SOME_EVENT + " as event_id",
				"delete from audit.leaf where event_id = (select event_id from gone)",
				"delete from audit.event where event_id = (select event_id from gone)")
			.findings()).contains("Entry 101 stands where entry 100 belongs.")
			.anyMatch((finding) -> finding.startsWith("Session "));
	}

	@Test
	void anEventThatWasDeletedAndTheGapClosedIsFound() throws SQLException {
		assertThat(after("create temporary table gone on commit drop as select " + SOME_EVENT + " as event_id",
				"delete from audit.leaf where event_id = (select event_id from gone)",
				"delete from audit.event where event_id = (select event_id from gone)",
				"update audit.leaf set leaf_index = leaf_index + 1000000 where leaf_index > 100",
				"update audit.leaf set leaf_index = leaf_index - 1000001 where leaf_index > 1000000")
			.findings()).anyMatch((finding) -> finding.contains("has another root than the entries give"))
			.anyMatch((finding) -> finding.contains("but the log holds only"))
			.anyMatch((finding) -> finding.startsWith("Tile "))
			.anyMatch((finding) -> finding.startsWith("Session "));
	}

	@Test
	void aForgeryThatRecomputesItsLeafAndTileMeetsTheSignature() throws SQLException {
		VerificationReport report = after("update audit.event set action = 'FORGED' where event_id = " + SOME_EVENT,
				"update audit.event e set leaf_hash = audit.leaf_hash(e) where event_id = " + SOME_EVENT,
				"update audit.leaf l set leaf_hash = e.leaf_hash from audit.event e where e.event_id = l.event_id and leaf_index = 100",
				"""
						update audit.tile set hashes = overlay(hashes placing
							(select leaf_hash from audit.leaf where leaf_index = 100) from 3201 for 32)
						where level = 0 and tile_index = 0""");
		assertThat(report.findings()).noneMatch((finding) -> finding.startsWith("Entry 100 was altered"))
			.noneMatch((finding) -> finding.startsWith("Tile 0 of level 0"))
			.anyMatch((finding) -> finding.contains("has another root than the entries give"));
		assertThat(report.holds()).isFalse();
	}

	@Test
	void twoEntriesThatChangedPlacesAreFound() throws SQLException {
		assertThat(after(
				"create temporary table two on commit drop as select * from audit.leaf where leaf_index in (100, 101)",
				"delete from audit.leaf where leaf_index in (100, 101)",
				"insert into audit.leaf select 201 - leaf_index, event_id, leaf_hash from two")
			.findings()).contains("Tile 0 of level 0 is not the one that the entries give.")
			.anyMatch((finding) -> finding.contains("has another root than the entries give"));
	}

	@Test
	void aLeafThatWasDroppedIsFound() throws SQLException {
		assertThat(after("delete from audit.leaf where leaf_index = 100").findings())
			.contains("Entry 101 stands where entry 100 belongs.")
			.anyMatch((finding) -> finding.endsWith("is neither in the log nor waiting for it."));
	}

	@Test
	void aLastLeafThatWasDroppedIsFound() throws SQLException {
		assertThat(after("delete from audit.leaf where leaf_index = " + LAST_LEAF).findings())
			.anyMatch((finding) -> finding.startsWith("A checkpoint covers "))
			.anyMatch((finding) -> finding.endsWith("is neither in the log nor waiting for it."));
	}

	@Test
	void aTileThatWasChangedOrTakenAwayIsFound() throws SQLException {
		String found = "Tile 0 of level 0 is not the one that the entries give.";
		assertThat(after("""
				update audit.tile set hashes = set_byte(hashes, 40, (get_byte(hashes, 40) + 1) % 256)
				where level = 0 and tile_index = 0""").findings()).containsExactly(found);
		assertThat(after("delete from audit.tile where level = 0 and tile_index = 0").findings())
			.containsExactly(found);
		assertThat(after("""
				update audit.tile set hashes = set_byte(hashes, 0, (get_byte(hashes, 0) + 1) % 256)
				where level = 1 and tile_index = 0""").findings())
			.containsExactly("Tile 0 of level 1 is not the one that the entries give.");
	}

	@Test
	void aCheckpointThatWasChangedIsFound() throws SQLException {
		String newest = " where tree_size = " + NEWEST;
		assertThat(after("update audit.checkpoint set root_hash = sha256('')" + newest).findings())
			.anyMatch((finding) -> finding.contains("has another root than the entries give"));
		assertThat(
				after("update audit.checkpoint set note = overlay(note placing 'x' from 1 for 1)" + newest).findings())
			.anyMatch((finding) -> finding.contains("is not signed by the log’s key"));
		assertThat(after("update audit.checkpoint set note = 'none'" + newest).findings())
			.anyMatch((finding) -> finding.contains("is not signed by the log’s key"));
		assertThat(after("update audit.checkpoint set tree_size = tree_size - 1" + newest).findings())
			.anyMatch((finding) -> finding.startsWith("The checkpoint stored for "));
		assertThat(after("update audit.checkpoint set tree_size = tree_size + 1" + newest).findings())
			.anyMatch((finding) -> finding.startsWith("A checkpoint covers "));
	}

	@Test
	void aTileThatBelongsToNothingIsFound() throws SQLException {
		for (String place : List.of("0, 1000", "7, 0", "0, -1", "-1, 0")) {
			assertThat(
					after("insert into audit.tile (level, tile_index, hashes) values (%s, sha256(''))".formatted(place))
						.findings())
				.as(place)
				.singleElement()
				.asString()
				.endsWith("belongs to no entry.");
		}
	}

	@Test
	void checkpointsTakenFromBetweenOthersAreFound() throws Exception {
		for (int batch = 0; batch < 2; batch++) {
			write(2);
			sequence();
		}
		String second = "(select tree_size from audit.checkpoint order by tree_size desc limit 1 offset 1)";
		for (String gone : List.of("tree_size < " + NEWEST, "tree_size = " + second)) {
			assertThat(after("delete from audit.checkpoint where " + gone).findings()).as(gone)
				.singleElement()
				.asString()
				.endsWith("checkpoints were taken away.");
		}
	}

	@Test
	void aCheckpointStoredUnderAnotherIncarnationIsFound() throws SQLException {
		assertThat(after("update audit.checkpoint set incarnation = gen_random_uuid() where tree_size = " + NEWEST)
			.findings()).singleElement().asString().endsWith("is stored with another incarnation than was signed.");
	}

	@Test
	void theTimeOfACheckpointWhichNothingSignsIsNotReported() throws SQLException {
		VerificationReport before = after();
		VerificationReport report = after("update audit.checkpoint set created_at = '2000-01-01'");
		assertThat(report.holds()).isTrue();
		assertThat(report.newestAt()).isAfterOrEqualTo(before.newestAt());
	}

	@Test
	void sessionsThatWereDeletedOrGivenToAnotherAreFound() throws SQLException {
		assertThat(after("delete from audit.session").findings()).isNotEmpty()
			.allMatch((finding) -> finding.contains("is not there, but") || finding.startsWith("And "));
		String one = " where session_ref = (select session_ref from audit.event where event_id = " + SOME_EVENT + ")";
		assertThat(after("delete from audit.session" + one).findings()).singleElement()
			.asString()
			.contains("is not there, but");
		assertThat(after("update audit.session set actor = gen_random_uuid()" + one).findings()).singleElement()
			.asString()
			.contains("is not that of the actor");
	}

	@Test
	void aNumberOfASessionThatIsThereTwiceHidesNoGap() throws SQLException {
		assertThat(after("alter table audit.event drop constraint event_session_ref_session_seq_key",
				"update audit.event set session_seq = session_seq - 1 where event_id = " + SOME_EVENT)
			.findings()).anyMatch((finding) -> finding.startsWith("Session "));
	}

	@Test
	void aCheckpointOfAnotherKeyIsFound() throws SQLException {
		SigningKey other = SigningKey.generate(KEY.verifier().name());
		try (Login superuser = login("postgres")) {
			tamper(superuser);
			long size = Long.parseLong(superuser.value("select " + NEWEST));
			byte[] root = HexFormat.of()
				.parseHex(superuser.value("select encode(root_hash, 'hex') from audit.checkpoint where tree_size = ?",
						size));
			superuser.run("update audit.checkpoint set note = ? where tree_size = ?",
					other.sign(new Checkpoint(other.verifier().name(), size, root, UUID.randomUUID(), null)), size);
			assertThat(verify(superuser).findings())
				.anyMatch((finding) -> finding.contains("is not signed by the log’s key"));
		}
	}

	@Test
	void theNewestCheckpointTakenAwayIsFound() throws SQLException {
		assertThat(after("delete from audit.checkpoint where tree_size = " + NEWEST).findings()).singleElement()
			.asString()
			.endsWith("are covered by no valid checkpoint.");
	}

	@Test
	void theNewestCheckpointTakenAwayWithItsLeavesIsFound() throws SQLException {
		assertThat(after("delete from audit.checkpoint where tree_size = " + NEWEST,
				"delete from audit.leaf where leaf_index >= " + NEWEST)
			.findings()).anyMatch((finding) -> finding.endsWith("is neither in the log nor waiting for it."));
	}

	@Test
	void theNewestCheckpointTakenAwayWithItsLeavesAndEventsIsFound() throws SQLException {
		assertThat(after("delete from audit.checkpoint where tree_size = " + NEWEST,
				"delete from audit.event e using audit.leaf l where l.event_id = e.event_id and leaf_index >= "
						+ NEWEST,
				"delete from audit.leaf where leaf_index >= " + NEWEST)
			.findings()).anyMatch((finding) -> finding.startsWith("Session "))
			.anyMatch((finding) -> finding.startsWith("Tile "));
	}

	@Test
	void aLogRolledBackAsAWholeShowsOnlyToWhoeverKeptALaterCheckpoint() throws SQLException {
		write(3);
		sequence();
		long before = after().entries();
		VerificationReport report = after("delete from audit.checkpoint where tree_size = " + NEWEST, """
				delete from audit.event where event_id in (select event_id from audit.leaf where leaf_index >= %1$s
					union all select event_id from audit.pending)""".formatted(NEWEST), "delete from audit.pending",
				"delete from audit.leaf where leaf_index >= " + NEWEST,
				"""
						update audit.session s set next_seq = (select count(*) from audit.event e where e.session_ref = s.session_ref)""",
				"""
						create temporary table kept on commit drop as
						select t.*, least(256, floor(%s / 256 ^ level)::bigint - 256 * tile_index) as count from audit.tile t"""
					.formatted(NEWEST),
				"delete from audit.tile t using kept k where (t.level, t.tile_index) = (k.level, k.tile_index) and k.count <= 0",
				"""
						update audit.tile t set hashes = substr(t.hashes, 1, 32 * k.count::integer) from kept k
						where (t.level, t.tile_index) = (k.level, k.tile_index)""");
		assertThat(report.findings()).isEmpty();
		assertThat(report.entries()).isLessThan(before);
	}

	@Test
	void anIdleLogGrowsByAHeartbeatAndABusyOneDoesNot() throws SQLException {
		byte[] session = UUID.randomUUID().toString().substring(0, 16).getBytes(StandardCharsets.UTF_8);
		Sequencer sequencer = new Sequencer(database(), KEY, UUID.randomUUID());
		long before = after().entries();
		sequencer.heartbeat(Ids.next(), (short) 1, session);
		sequence();
		assertThat(after().entries()).isEqualTo(before + 1);
		write(1);
		sequencer.heartbeat(Ids.next(), (short) 1, session);
		sequence();
		assertThat(after().entries()).isEqualTo(before + 2);
	}

	@Test
	void howFarTheLogIsCosignedIsSaid() throws SQLException {
		assertThat(after().cosigned()).singleElement().satisfies((cosigned) -> {
			assertThat(cosigned.witness()).isEqualTo(COSIGNER.verifier());
			assertThat(cosigned.size()).isEqualTo(covered);
			assertThat(cosigned.at()).isEqualTo(COSIGNED_AT);
		});
	}

	@Test
	void aCosignatureThatWasAlteredExchangedOrTakenAwayIsFound() throws SQLException {
		String notItsOwn = "The cosignature at " + covered + " entries is not one of the key that it is stored for.";
		String other = Cosigner.generate().verifier();
		assertThat(after("update audit.anchor set witness = '" + other + "'").findings()).containsExactly(notItsOwn);
		assertThat(
				after("update audit.anchor set receipt = overlay(receipt placing 'x'::bytea from 1 for 1)").findings())
			.containsExactly(notItsOwn);
		assertThat(after("update audit.anchor set tree_size = " + (covered - 1)).findings()).containsExactly(
				"The cosignature at " + (covered - 1) + " entries is not one of the key that it is stored for.");
		assertThat(after("update audit.anchor set receipt = '\\x'").findings()).singleElement()
			.asString()
			.startsWith("The cosignature at " + covered + " entries cannot be read: ");
		assertThat(after("update audit.anchor set kind = 'NOTHING'").findings())
			.containsExactly("The cosignature at " + covered + " entries is none.");
		assertThat(after("delete from audit.anchor").findings()).singleElement()
			.asString()
			.endsWith(" tells of a cosignature that is not there.");
		assertThat(after("update audit.anchor set event_id = gen_random_uuid()").findings()).hasSize(2)
			.contains("The cosignature at " + covered + " entries is one that no entry tells of.")
			.anyMatch((finding) -> finding.endsWith(" tells of a cosignature that is not there."));
	}

	@Test
	void aCosignatureOfAKeyThatNobodyMadeIsFound() throws SQLException {
		Cosigner other = Cosigner.generate();
		try (Login superuser = login("postgres")) {
			tamper(superuser);
			superuser.run("update audit.anchor set witness = ?, receipt = ?", other.verifier(), cosigned(other));
			assertThat(verify(superuser).findings())
				.containsExactly("The cosignature at " + covered + " entries is one that no entry tells of.");
		}
	}

	@Test
	void aLogForkedOrRolledBackBehindACosignatureIsFound() throws SQLException {
		Checkpoint fork = new Checkpoint(KEY.verifier().name(), covered, new byte[32], UUID.randomUUID(), null);
		try (Login superuser = login("postgres")) {
			tamper(superuser);
			byte[] otherHistory = cosigned(COSIGNER, KEY.sign(fork));
			superuser.run("update audit.anchor set receipt = ?", otherHistory);
			assertThat(verify(superuser).findings()).containsExactly(
					"The log was forked: its first " + covered + " entries are not those that were cosigned.");
		}
		assertThat(after("delete from audit.leaf where leaf_index >= 200").findings())
			.contains("The log was rolled back: it has 200 entries, and " + covered + " were cosigned.");
	}

	@Test
	void theKeyCosignsOnlyALogThatGoesOn() throws SQLException {
		Checkpoint later = new Checkpoint(KEY.verifier().name(), 1_000_000, new byte[32], UUID.randomUUID(), null);
		Checkpoint other = new Checkpoint(KEY.verifier().name(), covered, new byte[32], UUID.randomUUID(), null);
		try (Connection verifier = DATABASE.connect("durumi_verifier")) {
			assertThat(ask(verifier, null)).isInstanceOf(Cosigning.Done.class);
			assertThat(ask(verifier, later)).isEqualTo(new Cosigning.Refused(Cosigning.Reason.ROLLED_BACK));
			assertThat(ask(verifier, other)).isEqualTo(new Cosigning.Refused(Cosigning.Reason.FORKED));
		}
		for (String change : List.of("update audit.tile set hashes = sha256(hashes) where level = 1",
				"delete from audit.tile")) {
			assertThat(askAfter(change)).as(change).isInstanceOf(Cosigning.Refused.class);
		}
		assertThat(askAfter("update audit.checkpoint set note = 'none' where tree_size = " + NEWEST))
			.isEqualTo(new Cosigning.Refused(Cosigning.Reason.ALTERED));
		assertThat(askAfter("update audit.anchor set receipt = overlay(receipt placing 'x'::bytea from 1 for 1)"))
			.isEqualTo(new Cosigning.Refused(Cosigning.Reason.ALTERED));
		assertThat(askAfter("delete from audit.checkpoint"))
			.isEqualTo(new Cosigning.Refused(Cosigning.Reason.ROLLED_BACK));
		assertThat(askAfter("delete from audit.checkpoint where tree_size > " + covered))
			.isInstanceOf(Cosigning.Before.class);
	}

	@Test
	void aSupervisorKeepsCosignaturesOfHerOwnKeyAndTellsTheLog() throws SQLException {
		for (DemoAccount other : List.of(DemoAccount.SUPERVISOR_SEOUL, DemoAccount.CASEWORKER_YANJI)) {
			try (Login application = login("durumi_app")) {
				application.acting(other);
				assertThat(application.column("select id from review.cosigner")).as("another’s key").isEmpty();
				application.refuses(Login.NOT_ALLOWED, KEEP, covered, COSIGNER.verifier(), cosigned(COSIGNER),
						Ids.next(), application.openSession());
			}
		}
		try (Login application = login("durumi_app")) {
			application.acting(DemoAccount.SUPERVISOR_YANJI);
			assertThat(application.column("select id from review.cosigner")).hasSize(1);
			UUID event = Ids.next();
			assertThat(application.column(KEEP, covered, COSIGNER.verifier(), cosigned(COSIGNER), event,
					application.openSession()))
				.as("cosigned before")
				.containsExactly("f");
			assertThat(application.count("audit.event where event_id = ?", event)).isZero();
			application.refuses(Login.NOT_ALLOWED, "insert into audit.anchor select * from audit.anchor");
		}
	}

	@Test
	void whatIsNotTheStoredCheckpointWithACosignatureIsNotKept() throws SQLException {
		byte[] right = cosigned(COSIGNER);
		String text = new String(right, StandardCharsets.UTF_8);
		try (Login application = login("durumi_app")) {
			application.acting(DemoAccount.SUPERVISOR_YANJI);
			byte[] session = application.openSession();
			for (byte[] wrong : List.of(new byte[0], new byte[] { -1 }, Arrays.copyOf(right, right.length - 1),
					Arrays.copyOf(right, right.length + 1),
					text.replace("previous", "Previous").getBytes(StandardCharsets.UTF_8),
					text.replaceFirst(".==\n$", "\u001b==\n").getBytes(StandardCharsets.UTF_8),
					(text + text).getBytes(StandardCharsets.UTF_8), cosigned(Cosigner.generate()))) {
				application.refuses("22023", KEEP, covered, COSIGNER.verifier(), wrong, Ids.next(), session);
			}
			application.refuses("22023", KEEP, 1_000_000L, COSIGNER.verifier(), right, Ids.next(), session);
		}
	}

	@Test
	void aCosignatureThatIsNoneStandsInNoCopysWayAndIsMissedInIt() throws Exception {
		for (String spoilt : List.of("'\\xff'", "''", "convert_to('none', 'UTF8')",
				"overlay(receipt placing 'x' from 30)")) {
			try (Login superuser = login("postgres")) {
				tamper(superuser, "update audit.anchor set receipt = " + spoilt);
				ByteArrayOutputStream copy = new ByteArrayOutputStream();
				new LogExport(KEY.verifier()).whole(WithinTransaction.notCommitting(superuser.connection()), copy);
				assertThat(new OfflineVerifier(KEY.verifier(), null)
					.verify(Files.write(this.directory.resolve("copy"), copy.toByteArray()))
					.findings())
					.containsExactly("Of 1 cosignatures of durumi.witness/" + COSIGNER.id()
							+ " that entries tell of, 0 are there.");
			}
		}
	}

	@Test
	void anEventSlippedInIsFound() throws SQLException {
		try (Login superuser = login("postgres")) {
			tamper(superuser);
			superuser.run("""
					insert into audit.event select (e2).* from (select json_populate_record(e, json_build_object(
						'event_id', gen_random_uuid(), 'session_seq', 100000)) as e2
						from audit.event e where event_id = %s) slipped""".formatted(SOME_EVENT));
			assertThat(verify(superuser).findings())
				.anyMatch((finding) -> finding.endsWith("is neither in the log nor waiting for it."))
				.anyMatch((finding) -> finding.startsWith("Session "));
		}
	}

	@Test
	void anEventTakenOutBeforeItWasSequencedIsFound() throws SQLException {
		for (String takenOut : List.of("event", "pending")) {
			try (Login superuser = login("postgres")) {
				UUID waiting = waiting(superuser);
				superuser.run("delete from audit." + takenOut + " where event_id = ?", waiting);
				assertThat(verify(superuser).findings()).as(takenOut)
					.anyMatch((finding) -> finding.contains(waiting.toString()));
			}
		}
		try (Login superuser = login("postgres")) {
			UUID waiting = waiting(superuser);
			superuser.run("delete from audit.event where event_id = ?", waiting);
			superuser.run("delete from audit.pending where event_id = ?", waiting);
			assertThat(verify(superuser).findings()).singleElement().asString().startsWith("Session ");
		}
	}

	@Test
	void whatWaitsIsNoFinding() throws SQLException {
		try (Login superuser = login("postgres")) {
			waiting(superuser);
			VerificationReport report = verify(superuser);
			assertThat(report.findings()).isEmpty();
			assertThat(report.waiting()).isPositive();
		}
	}

	@Test
	void whatWaitsAndIsNotAsItWasWrittenIsFoundAndNotSigned() throws SQLException {
		for (String change : List.of(
				"update audit.event set leaf_hash = decode(repeat('00', 32), 'hex') where event_id = ?",
				"update audit.event set acr = 2 where event_id = ?",
				"update audit.event set occurred_at = 'infinity' where event_id = ?",
				"delete from audit.event where event_id = ?",
				"insert into audit.leaf select max(leaf_index) + 1, ?, sha256('') from audit.leaf")) {
			try (Login superuser = login("postgres")) {
				UUID waiting = waiting(superuser);
				superuser.run(change, waiting);
				assertThat(verify(superuser).findings()).as(change)
					.anyMatch((finding) -> finding.startsWith("Event " + waiting + " waits for the log and is "));
			}
			// a verification ends its transaction
			try (Login superuser = login("postgres")) {
				superuser.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
				superuser.run(change, waiting(superuser));
				assertThatExceptionOfType(LedgerBroken.class).as(change)
					.isThrownBy(() -> sequencer(superuser).sequence());
			}
		}
	}

	@Test
	void nothingMoreIsSignedOnTopOfATreeThatWasChanged() throws Exception {
		for (String change : List.of("""
				update audit.tile set hashes = set_byte(hashes, 0, (get_byte(hashes, 0) + 1) % 256)
				where level = 0 and tile_index = (select max(tile_index) from audit.tile where level = 0)""",
				"delete from audit.tile where level = 1",
				"update audit.checkpoint set note = 'none' where tree_size = " + NEWEST, "delete from audit.checkpoint",
				"delete from audit.checkpoint where tree_size = " + NEWEST,
				"delete from audit.leaf where leaf_index = " + LAST_LEAF)) {
			try (Login superuser = login("postgres")) {
				superuser.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
				waiting(superuser);
				superuser.run(change);
				assertThatExceptionOfType(LedgerBroken.class).as(change)
					.isThrownBy(() -> sequencer(superuser).sequence());
			}
		}
		try (Login superuser = login("postgres")) {
			waiting(superuser);
			assertThat(sequencer(superuser).sequence()).as("unchanged").isPositive();
		}
	}

	/** An event that waits, in this transaction. */
	private UUID waiting(Login superuser) throws SQLException {
		superuser.column(NO_SEQUENCER_MEANWHILE);
		superuser.acting(ACTOR);
		UUID waiting = superuser.event(ACTOR, UUID.randomUUID());
		switchTriggersOff(superuser);
		return waiting;
	}

	private VerificationReport after(String... changes) throws SQLException {
		try (Login superuser = login("postgres")) {
			tamper(superuser, changes);
			return verify(superuser);
		}
	}

	private static void tamper(Login superuser, String... changes) throws SQLException {
		superuser.column(NO_SEQUENCER_MEANWHILE);
		switchTriggersOff(superuser);
		for (String change : changes) {
			int rows = superuser.run(change);
			assertThat(rows > 0 || !change.startsWith("update")).as(change).isTrue();
		}
	}

	private static void switchTriggersOff(Login superuser) throws SQLException {
		// checks deferred so far would stand in the way
		superuser.run("set constraints all immediate");
		for (String table : superuser.column("select oid::regclass::text from pg_class "
				+ "where relkind = 'r' and relnamespace = 'audit'::regnamespace order by oid")) {
			superuser.run("alter table %s disable trigger all".formatted(table));
		}
	}

	private static String detailConstraint() throws SQLException {
		try (Login superuser = login("postgres")) {
			return superuser.value("""
					select quote_ident(conname) from pg_constraint where conrelid = 'audit.event'::regclass
					and pg_get_constraintdef(oid) like '%sha256(detail_enc)%'""");
		}
	}

	/** Writes events as the application's login. */
	private static void write(int count) throws SQLException {
		try (Login application = login("durumi_app")) {
			application.acting(ACTOR);
			for (int i = 0; i < count; i++) {
				application.event(ACTOR, UUID.randomUUID());
			}
			application.commit();
		}
	}

	/** Has the supervisor’s key cosign as the application does. */
	private static void cosign() throws SQLException {
		UUID event = Ids.next();
		DemoAccount reviewer = DemoAccount.SUPERVISOR_YANJI;
		try (Connection verifier = DATABASE.connect("durumi_verifier"); Login application = login("durumi_app")) {
			Cosigning.Done done = (Cosigning.Done) COSIGNER.cosign(verifier, KEY.verifier(), null, COSIGNED_AT);
			covered = done.checkpoint().size();
			application.acting(reviewer);
			application.run("""
					insert into review.cosigner (id, reviewer, verifier, private_key, row_key, wrapping_key_id)
					values (?, ?, ?, '\\x00', '\\x00', 'none')""", COSIGNER.id(), reviewer.subject(),
					COSIGNER.verifier());
			application.column(KEEP, covered, COSIGNER.verifier(), done.note().getBytes(StandardCharsets.UTF_8), event,
					application.openSession());
			application.commit();
		}
	}

	private static byte[] cosigned(Cosigner cosigner) throws SQLException {
		try (Connection verifier = DATABASE.connect("durumi_verifier");
				PreparedStatement note = verifier
					.prepareStatement("select note from audit.checkpoint where tree_size = " + covered);
				ResultSet row = note.executeQuery()) {
			row.next();
			return cosigned(cosigner, row.getString(1));
		}
	}

	/** Another checkpoint than the newest, as whoever holds the key can cosign it. */
	private static byte[] cosigned(Cosigner cosigner, String note) {
		String[] secret = cosigner.secret().split("\n");
		String[] name = secret[0].split("\\+");
		long seconds = COSIGNED_AT.getEpochSecond();
		try {
			Signature signature = Signature.getInstance("Ed25519");
			signature.initSign(KeyFactory.getInstance("Ed25519")
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret[1]))));
			signature.update(("cosignature/v1\ntime " + seconds + "\n" + note.substring(0, note.indexOf("\n\n") + 1))
				.getBytes(StandardCharsets.UTF_8));
			byte[] line = ByteBuffer.allocate(4 + 8 + 64)
				.putInt(HexFormat.fromHexDigits(name[1]))
				.putLong(seconds)
				.put(signature.sign())
				.array();
			return (note + "\u2014 " + name[0] + " " + Base64.getEncoder().encodeToString(line) + "\n")
				.getBytes(StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Cosigning ask(Connection connection, @Nullable Checkpoint remembered) throws SQLException {
		return COSIGNER.cosign(connection, KEY.verifier(), remembered, COSIGNED_AT);
	}

	private static Cosigning askAfter(String change) throws SQLException {
		try (Login superuser = login("postgres")) {
			tamper(superuser, change);
			return ask(WithinTransaction.notCommitting(superuser.connection()), null);
		}
	}

	/** Works until nothing waits. */
	private static void sequence() throws SQLException {
		Sequencer sequencer = new Sequencer(database(), KEY, UUID.randomUUID());
		int taken = sequencer.sequence();
		while (taken > 0) {
			taken = sequencer.sequence();
		}
	}

	private static DataSource database() {
		PGSimpleDataSource database = new PGSimpleDataSource();
		database.setUrl(DATABASE.url());
		database.setUser("durumi_sequencer");
		database.setPassword(DATABASE.password("durumi_sequencer"));
		return database;
	}

	private static Login login(String role) throws SQLException {
		return Login.on(DATABASE.connect(role));
	}

	private LogVerifier verifier() {
		return new LogVerifier(KEY.verifier());
	}

	private VerificationReport verify(Login login) throws SQLException {
		return verifier().verify(WithinTransaction.notCommitting(login.connection()), (read) -> {
		}, () -> false);
	}

	private Sequencer sequencer(Login login) {
		return new Sequencer(WithinTransaction.database(WithinTransaction.notCommitting(login.connection())), KEY,
				UUID.randomUUID());
	}

}
