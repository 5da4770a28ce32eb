package org.durumi.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.LedgerBroken;
import org.durumi.security.ledger.LogExport;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.Malformed;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.Unverifiable;
import org.durumi.security.ledger.VerificationReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever owns the database attacks the log, each time from a seed that a failure names,
 * and an auditor who has the public key, and at most a checkpoint from before, verifies a
 * copy. Beside them honest logs, which must give no alarm.
 * <p>
 * {@code ./durumi bench attacks} makes 10,000 on 1,000 logs; {@code -Ddurumi.seed}
 * others.
 */
class LogAttackTests {

	private static final Logger LOGGER = LoggerFactory.getLogger(LogAttackTests.class);

	private static final int ATTACKS = Integer.getInteger("durumi.attacks", 160);

	private static final int ATTACKS_ON_A_LOG = 10;

	/** Beside the tree, in addition. */
	private static final int MORE_ON_A_LOG = 2;

	private static final long SEED = Long.getLong("durumi.seed", 20_261_126L);

	private static final List<LogAttack> ON_THE_TREE = Stream
		.<LogAttack[]>of(EntryAttack.values(), HistoryAttack.values(), TileAttack.values())
		.flatMap(Stream::of)
		.toList();

	private static final List<LogAttack> BESIDE = List.of(AttackBesideTheTree.values());

	private static WrittenLogs logs;

	@TempDir
	private Path directory = Path.of("");

	private final LogVerifier verifier = new LogVerifier(WrittenLogs.KEY.verifier());

	private final LogExport export = new LogExport(WrittenLogs.KEY.verifier());

	@BeforeAll
	static void begin() throws SQLException {
		logs = new WrittenLogs();
	}

	@AfterAll
	static void end() {
		logs.close();
	}

	@Test
	void everyAttackIsFoundAndNoHonestLogGivesAnAlarm() throws Exception {
		int honest = (ATTACKS + ATTACKS_ON_A_LOG - 1) / ATTACKS_ON_A_LOG;
		Map<String, Integer> found = new LinkedHashMap<>();
		long entries = 0;
		for (int log = 0; log < honest; log++) {
			Random random = new Random(SEED * 31 + log);
			String which = "log %d of seed %d".formatted(log, SEED);
			Checkpoint kept = honestLog(random, which);
			entries += kept.size();
			for (int i = 0; i < ATTACKS_ON_A_LOG; i++) {
				LogAttack attack = ON_THE_TREE.get((log * ATTACKS_ON_A_LOG + i) % ON_THE_TREE.size());
				attack(attack, random, kept, which);
				found.merge("copy", 1, Integer::sum);
			}
			for (int i = 0; i < MORE_ON_A_LOG; i++) {
				LogAttack attack = BESIDE.get((log * MORE_ON_A_LOG + i) % BESIDE.size());
				found.merge(attack(attack, random, kept, which) ? "database" : "nowhere", 1, Integer::sum);
			}
		}
		LOGGER.info(
				"{} honest logs of {} entries in all without an alarm; {} attacks, all found in the copy; of {} on what "
						+ "no copy holds the database shows {}, the rest by design nothing",
				honest, entries, found.get("copy"), honest * MORE_ON_A_LOG, found.get("database"));
		assertThat(found.get("copy")).isGreaterThanOrEqualTo(ON_THE_TREE.size());
	}

	/** A column that is new must be attacked too. */
	@Test
	void everyColumnOfTheLogIsAttacked() throws SQLException {
		Set<String> columns = new TreeSet<>(logs.superuser()
			.column("select table_name || '.' || column_name from information_schema.columns "
					+ "where table_schema = 'audit' and table_name in (select relname from pg_class where relkind = 'r')"));
		logs.superuser().rollback();
		Set<String> attacked = new TreeSet<>(EditedColumn.COVERED.stream().map((column) -> "event." + column).toList());
		attacked.addAll(Set.of("event.detail_enc", "event.leaf_hash", "leaf.leaf_index", "leaf.event_id",
				"leaf.leaf_hash", "tile.level", "tile.tile_index", "tile.hashes", "checkpoint.tree_size",
				"checkpoint.incarnation", "checkpoint.root_hash", "checkpoint.note", "checkpoint.created_at",
				"session.session_ref", "session.actor", "session.next_seq", "session.opened_at", "pending.event_id",
				"log_key.wrapped", "row_state.event_id", "row_state.n", "row_state.row_table", "row_state.row_key",
				"row_state.state_sha256"));
		// names and labels of keys; cosignatures, which LedgerTests attacks
		attacked.addAll(Set.of("log_key.month", "log_key.wrapping_key_id", "anchor.tree_size", "anchor.kind",
				"anchor.witness", "anchor.receipt", "anchor.at", "anchor.event_id"));
		assertThat(columns).as("columns, and those that an attack or its reason is known for").isEqualTo(attacked);
	}

	/** Writes a log and verifies it in every way, on its way and whole; its last word. */
	private Checkpoint honestLog(Random random, String which) throws Exception {
		logs.empty();
		logs.write((random.nextInt(12) == 0) ? 257 + random.nextInt(60) : 14 + random.nextInt(50), random);
		Login reader = logs.verifier();
		Path file = this.directory.resolve("honest");
		Checkpoint earlier = exported(reader.connection(), file).orElse(null);
		if (earlier != null) {
			assertHolds(offline(file, null), which + " on its way");
		}
		assertHolds(database(reader.connection()), which + " on its way");
		logs.sequence();
		logs.write(3, random);
		logs.sequence();
		Checkpoint whole = exported(reader.connection(), file).orElseThrow();
		assertHolds(offline(file, earlier), which);
		assertHolds(database(reader.connection()), which);
		parts(reader, whole, earlier, random, which);
		copies(reader, which);
		return whole;
	}

	/** Some of its entries with their proofs, and one alone. */
	private void parts(Login reader, Checkpoint whole, @Nullable Checkpoint earlier, Random random, String which)
			throws Exception {
		List<UUID> events = reader.column("select event_id from audit.event order by event_id")
			.stream()
			.filter((event) -> random.nextInt(4) == 0)
			.map(UUID::fromString)
			.toList();
		reader.rollback();
		Path file = this.directory.resolve("part");
		ByteArrayOutputStream part = new ByteArrayOutputStream();
		this.export.part(reader.connection(), events, (earlier != null) ? List.of(earlier.size()) : List.of(), part);
		Files.write(file, part.toByteArray());
		OfflineReport report = offline(file, earlier);
		assertHolds(report, which);
		assertThat(report.entries()).isEqualTo(events.size());
		if (!events.isEmpty()) {
			ByteArrayOutputStream one = new ByteArrayOutputStream();
			this.export.entry(reader.connection(), events.getFirst(), one);
			Files.write(file, one.toByteArray());
			assertHolds(offline(file, whole), which);
		}
	}

	/** The copies that the attacks are looked for in hold as well. */
	private void copies(Login reader, String which) throws Exception {
		PlainCopy copy = new PlainCopy(reader.connection());
		Path file = this.directory.resolve("copy");
		copy.file(file);
		assertHolds(offline(file, null), which);
		Path tiles = Files.createTempDirectory(this.directory, "tiles");
		copy.tiles(tiles);
		assertHolds(offline(tiles, null), which);
		reader.rollback();
	}

	/** Attacks the log, looks for it and undoes it; whether it shows anywhere. */
	private boolean attack(LogAttack attack, Random random, Checkpoint kept, String which) throws Exception {
		Login superuser = logs.superuser();
		try {
			LogAttack.Found found = attack.on(new AttackedLog(superuser, random));
			String what = "%s %s on %s".formatted(attack.getClass().getSuperclass().getSimpleName(), attack.name(),
					which);
			Connection connection = WithinTransaction.notEnding(superuser.connection());
			Path copy = copied(connection, attack.inTiles());
			says(findings(copy, attack.needsEarlier() ? kept : null), found.offline(), what);
			says(database(connection).findings(), found.database(), what);
			if (found.offline() != null && !attack.isLeftOutOfExports()) {
				doesNotLeaveAsIfWhole(connection, kept, what);
			}
			return found.offline() != null || found.database() != null;
		}
		finally {
			superuser.rollback();
		}
	}

	private Path copied(Connection connection, boolean tiles) throws SQLException, IOException {
		PlainCopy copy = new PlainCopy(connection);
		if (tiles) {
			Path directory = Files.createTempDirectory(this.directory, "tiles");
			copy.tiles(directory);
			return directory;
		}
		Path file = this.directory.resolve("copy");
		copy.file(file);
		return file;
	}

	/** What the application itself would export is no better than the copy. */
	private void doesNotLeaveAsIfWhole(Connection connection, Checkpoint kept, String what) throws Exception {
		Path file = this.directory.resolve("exported");
		Optional<Checkpoint> exported;
		try {
			exported = exported(connection, file);
		}
		catch (LedgerBroken refused) {
			assertThat(refused.getMessage()).as(what).endsWith(".");
			return;
		}
		if (exported.isPresent()) {
			assertThat(findings(file, kept)).as("%s, exported", what).isNotEmpty();
		}
	}

	private Optional<Checkpoint> exported(Connection connection, Path file) throws SQLException, IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Optional<LogExport.Exported> exported = this.export.whole(connection, out);
		Files.write(file, out.toByteArray());
		return exported.map(LogExport.Exported::checkpoint);
	}

	private VerificationReport database(Connection connection) throws SQLException {
		return this.verifier.verify(connection, (read) -> {
		}, () -> false);
	}

	private static OfflineReport offline(Path copy, @Nullable Checkpoint earlier) throws IOException, Unverifiable {
		return new OfflineVerifier(WrittenLogs.KEY.verifier(), earlier).verify(copy);
	}

	/** What is said of a copy; one that is none says so itself. */
	private static List<String> findings(Path copy, @Nullable Checkpoint earlier) throws IOException, Unverifiable {
		try {
			return offline(copy, earlier).findings();
		}
		catch (Malformed ex) {
			return List.of(ex.sentence());
		}
	}

	private static void says(List<String> findings, @Nullable String sentence, String what) {
		if (sentence == null) {
			assertThat(findings).as("%s shows after all: docs/audit-log.md says it does not", what).isEmpty();
		}
		else {
			assertThat(findings).as(what).anyMatch((finding) -> finding.matches(sentence));
			assertThat(findings).as(what).allMatch((finding) -> finding.endsWith(".") && finding.length() < 400);
		}
	}

	private static void assertHolds(OfflineReport report, String which) {
		assertThat(report.findings()).as(which).isEmpty();
		assertThat(report.holds()).as(which).isTrue();
	}

	private static void assertHolds(VerificationReport report, String which) {
		assertThat(report.findings()).as(which).isEmpty();
		assertThat(report.holds()).as(which).isTrue();
	}

}
