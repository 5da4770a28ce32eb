package org.durumi.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.durumi.local.LocalDatabase;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.security.seal.RootKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * {@code kill -9} in the middle of stage moves, on a database that waits for its disk:
 * what was acknowledged is there, and nothing is there without its event.
 * <p>
 * An ordinary run kills a few times; {@code -Ddurumi.crash.rounds=50} as often as that.
 */
class KillTests {

	private static final Logger LOGGER = LoggerFactory.getLogger(KillTests.class);

	private static final int ROUNDS = Integer.getInteger("durumi.crash.rounds", 3);

	/** By then it hangs, also on a machine that has much else to do. */
	private static final Duration LIMIT = Duration.ofMinutes(5).plus(Duration.ofMinutes(2).multipliedBy(ROUNDS));

	/** Acknowledged before the end comes, in each round. */
	private static final int LEAST_MOVES = 200;

	private static final String LOST = """
			select string_agg(format('%s %s %s', a.case_id, a.number, a.stage), ', ')
			from unnest(?::uuid[], ?::int[], ?::text[]) as a (case_id, number, stage)
			where not exists (select from casework.stage_move m
				where m.case_id = a.case_id and m.number = a.number and m.to_stage = a.stage)""";

	/** The event must be of the transaction that wrote the row, which its xmin names. */
	private static final String MOVES_WITHOUT_EVENT = """
			select count(*) from casework.stage_move m where not exists (
				select from audit.event e where e.txid::xid = m.xmin and e.case_id = m.case_id and e.outcome = 0
				and e.action = case m.kind when 'INTAKE' then 'CASE_REGISTERED' when 'UNDO' then 'STAGE_UNDONE'
					else 'STAGE_MOVED' end)""";

	private static final String EVENTS_WITHOUT_MOVE = """
			select count(*) from audit.event e where e.action in ('CASE_REGISTERED', 'STAGE_MOVED', 'STAGE_UNDONE')
			and not exists (select from casework.stage_move m where m.xmin = e.txid::xid and m.case_id = e.case_id)""";

	/** A file's version counts its moves, the intake being its first. */
	private static final String FILES_BESIDE_THEIR_LAST_MOVE = """
			select count(*) from casework.case_file c join lateral (
				select m.to_stage, m.number from casework.stage_move m where m.case_id = c.id order by number desc limit 1
			) last on true where c.stage <> last.to_stage or c.version <> last.number - 1""";

	private static final String TABLES_UNDER_AUDIT = """
			select t.tgrelid::regclass::text, convert_from(substr(t.tgargs, 1, octet_length(t.tgargs) - 1), 'UTF8')
			from pg_trigger t join pg_proc p on p.oid = t.tgfoid where p.proname = 'require_event'
			and t.tgrelid in (select oid from pg_class where relnamespace = 'casework'::regnamespace)""";

	private static final String ROWS_WITHOUT_EVENT = """
			select count(*) from %1$s r where not exists (select from audit.event e
			where e.txid::xid = r.xmin and e.outcome = 0 and (e.case_id = r.%2$s or e.subject_id = r.%2$s))""";

	private static final Pattern MOVED = Pattern.compile("moved ([0-9a-f-]{36}) (\\d+) ([A-Z_]+)");

	@TempDir
	private Path home = Path.of("");

	private SigningKey key = SigningKey.generate("durumi.test");

	/** A move that the application has confirmed. */
	private record Acknowledged(UUID caseId, int version, String stage) {
	}

	@Test
	void nothingAcknowledgedIsLostAndNothingIsThereWithoutItsEvent() {
		assertTimeoutPreemptively(LIMIT, this::kill);
	}

	private void kill() throws Exception {
		long seed = Long.getLong("durumi.seed", System.nanoTime());
		LOGGER.info("Killing by the seed {}; -Ddurumi.seed={} repeats it", seed, seed);
		Random random = new Random(seed);
		List<Acknowledged> all = new ArrayList<>();
		try (LocalDatabase database = LocalDatabase.open(this.home.resolve("database"), 0)) {
			KilledProcess application = new KilledProcess(MoveLoad.class, MOVED, settings(database),
					this.home.resolve("application.log"));
			for (int round = 1; round <= ROUNDS; round++) {
				int before = random.nextInt(LEAST_MOVES);
				application
					.killAfter(LEAST_MOVES + before, Duration.ofNanos(random.nextInt(20_000_000)), random.nextLong())
					.forEach((line) -> all.add(new Acknowledged(UUID.fromString(line.group(1)),
							Integer.parseInt(line.group(2)), line.group(3))));
				verify(database, all, "seed %d, round %d".formatted(seed, round));
			}
		}
		assertThat(all).hasSizeGreaterThanOrEqualTo(ROUNDS * LEAST_MOVES);
		LOGGER.info("{} moves were acknowledged before {} kills, none is lost", all.size(), ROUNDS);
	}

	private void verify(LocalDatabase database, List<Acknowledged> acknowledged, String when)
			throws SQLException, InterruptedException {
		try (Connection superuser = database.connect("postgres")) {
			assertThat(text(superuser, "show fsync")).isEqualTo("on");
			assertThat(text(superuser, "show synchronous_commit")).isEqualTo("on");
			// a commit that was on its way when the application died may still be carried
			// out
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> count(superuser,
						"select count(*) from pg_stat_activity where usename like 'durumi%'") == 0);
			assertThat(lost(superuser, acknowledged)).as("%s: acknowledged and not there", when).isNull();
			assertThat(count(superuser, MOVES_WITHOUT_EVENT)).as("%s: moves without their event", when).isZero();
			assertThat(count(superuser, EVENTS_WITHOUT_MOVE)).as("%s: events without their move", when).isZero();
			assertThat(count(superuser, FILES_BESIDE_THEIR_LAST_MOVE)).as("%s: files beside their last move", when)
				.isZero();
			assertThat(rowsWithoutEvent(superuser)).as("%s: rows without an event", when)
				.hasSizeGreaterThan(10)
				.allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
			sequence(database);
			VerificationReport report = new LogVerifier(this.key.verifier()).verify(superuser, (entries) -> {
			}, () -> false);
			assertThat(report.findings()).as(when).isEmpty();
			assertThat(report.holds()).as(when).isTrue();
			assertThat(report.waiting()).as(when).isZero();
			assertThat(report.entries()).as(when).isGreaterThan(acknowledged.size());
		}
	}

	/** The moves of all rounds that are not there, in words; null if all are. */
	private static @Nullable String lost(Connection superuser, List<Acknowledged> acknowledged) throws SQLException {
		try (PreparedStatement statement = superuser.prepareStatement(LOST)) {
			statement.setArray(1,
					superuser.createArrayOf("uuid", acknowledged.stream().map(Acknowledged::caseId).toArray()));
			statement.setArray(2,
					superuser.createArrayOf("int4", acknowledged.stream().map((move) -> move.version() + 1).toArray()));
			statement.setArray(3,
					superuser.createArrayOf("text", acknowledged.stream().map(Acknowledged::stage).toArray()));
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return rows.getString(1);
			}
		}
	}

	private static Map<String, Long> rowsWithoutEvent(Connection superuser) throws SQLException {
		Map<String, String> subjects = new LinkedHashMap<>();
		try (PreparedStatement statement = superuser.prepareStatement(TABLES_UNDER_AUDIT);
				ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				subjects.put(rows.getString(1), rows.getString(2));
			}
		}
		Map<String, Long> counts = new LinkedHashMap<>();
		for (Map.Entry<String, String> subject : subjects.entrySet()) {
			counts.put(subject.getKey(),
					count(superuser, ROWS_WITHOUT_EVENT.formatted(subject.getKey(), subject.getValue())));
		}
		return counts;
	}

	/** Gives the events that were left waiting their places. */
	private void sequence(LocalDatabase database) throws SQLException {
		PGSimpleDataSource login = new PGSimpleDataSource();
		login.setUrl(database.url());
		login.setUser("durumi_sequencer");
		login.setPassword(database.password("durumi_sequencer"));
		Sequencer sequencer = new Sequencer(login, this.key, UUID.randomUUID());
		int taken = sequencer.sequence();
		while (taken > 0) {
			taken = sequencer.sequence();
		}
	}

	private Path settings(LocalDatabase database) throws IOException {
		Path secretFile = this.home.resolve("secret");
		Path keyFile = this.home.resolve("signing.key");
		Files.writeString(secretFile, "a secret for tests, and for tests only");
		try (BootSecret secret = BootSecret.read(secretFile)) {
			this.key.toFile(keyFile, new BootCipher(secret));
		}
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("spring.datasource.url", database.url());
		login(settings, "spring.datasource.username", database, "durumi_app");
		settings.put("spring.flyway.url", database.url());
		login(settings, "spring.flyway.user", database, "durumi_migrator");
		settings.put("durumi.boot.secret-file", secretFile.toString());
		settings.put("durumi.keys.root-keyset", RootKey.generate().serialize());
		settings.put("durumi.oidc.issuer", "http://localhost:1/realms/durumi");
		settings.put("durumi.oidc.client-id", "durumi");
		settings.put("durumi.oidc.client-secret", "unused");
		settings.put("durumi.accounts.client-secret", "unused");
		settings.put("durumi.audit.datasource.url", database.url());
		login(settings, "durumi.audit.datasource.username", database, "durumi_sequencer");
		login(settings, "durumi.audit.verifier.username", database, "durumi_verifier");
		settings.put("durumi.audit.signing-key-file", keyFile.toString());
		settings.put("durumi.audit.signing-secret-file", secretFile.toString());
		settings.put("durumi.sample-data.cases", "40");
		Path file = this.home.resolve("durumi.properties");
		Files.writeString(file,
				settings.entrySet()
					.stream()
					.map((setting) -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
					.collect(Collectors.joining("\n")));
		return file;
	}

	private static void login(Map<String, String> settings, String user, LocalDatabase database, String role) {
		settings.put(user, role);
		settings.put(user.substring(0, user.lastIndexOf('.')) + ".password", database.password(role));
	}

	private static long count(Connection connection, String sql) throws SQLException {
		return Long.parseLong(text(connection, sql));
	}

	private static String text(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql);
				ResultSet rows = statement.executeQuery()) {
			rows.next();
			return rows.getString(1);
		}
	}

}
