package org.durumi.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.durumi.local.LocalDatabase;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.ledger.VerificationReport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * {@code kill -9} of the sequencer and of the database, under people who go on changing
 * their cases, on a database that waits for its disk: what was acknowledged is there,
 * nothing is there without its event, and the log is one without a gap.
 * <p>
 * An ordinary run kills a few times; {@code ./durumi bench crash} a hundred times each.
 */
class LogKillTests {

	private static final Logger LOGGER = LoggerFactory.getLogger(LogKillTests.class);

	private static final int ROUNDS = Integer.getInteger("durumi.crash.rounds", 2);

	/** By then it hangs, also on a machine that has much else to do. */
	private static final Duration LIMIT = Duration.ofMinutes(5).plus(Duration.ofMinutes(1).multipliedBy(ROUNDS));

	/** Acknowledged before the end comes, in each round. */
	private static final int LEAST_CHANGES = 100;

	/** In rounds. */
	private static final int WHOLE_LOG_EVERY = 20;

	@TempDir
	private Path home = Path.of("");

	private final SigningKey key = SigningKey.generate("durumi.test");

	private final long seed = Long.getLong("durumi.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private LocalDatabase database;

	@BeforeEach
	void begin() {
		this.database = LocalDatabase.open(this.home.resolve("database"), 0);
		Flyway.configure()
			.dataSource(this.database.url(), "durumi_migrator", this.database.password("durumi_migrator"))
			.locations("classpath:db/migration", "classpath:db/demo")
			.load()
			.migrate();
	}

	@AfterEach
	void end() {
		this.database.close();
	}

	@Test
	void aKilledSequencerLeavesNoGapAndHoldsNobodyUp() {
		assertTimeoutPreemptively(LIMIT, this::killSequencer);
	}

	@Test
	void aKilledDatabaseHasAllThatWasAcknowledgedAndItsEvents() {
		assertTimeoutPreemptively(LIMIT, this::killDatabase);
	}

	private void killSequencer() throws Exception {
		Path secret = this.home.resolve("secret");
		Path signing = this.home.resolve("signing.key");
		Path password = this.home.resolve("password");
		Files.writeString(secret, "a secret for tests, and for tests only");
		Files.writeString(password, this.database.password("durumi_sequencer"));
		try (BootSecret boot = BootSecret.read(secret)) {
			this.key.toFile(signing, new BootCipher(boot));
		}
		long changes = 0;
		try (ChangeLoad load = new ChangeLoad(this.database)) {
			for (int round = 1; round <= ROUNDS; round++) {
				String when = "seed %d, round %d".formatted(this.seed, round);
				Process sequencer = new ProcessBuilder(
						Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
						System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
						SequencerLoop.class.getName(), this.database.url(), password.toString(), signing.toString(),
						secret.toString())
					.redirectErrorStream(true)
					.start();
				kill(sequencer, 1 + this.random.nextInt(6), when);
				changes += verify(load, when, round);
			}
		}
		sequence();
		LOGGER.info("{} changes were acknowledged under {} kills of the sequencer, none is lost", changes, ROUNDS);
	}

	/** After so many batches, and some moments that may fall into another. */
	private void kill(Process sequencer, int batches, String when) throws IOException, InterruptedException {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(sequencer.getInputStream(), StandardCharsets.UTF_8))) {
			for (int i = 0; i < batches; i++) {
				assertThat(lines.readLine()).as(when).startsWith("sequenced ");
			}
			LockSupport.parkNanos(this.random.nextInt(30_000_000));
		}
		finally {
			sequencer.destroyForcibly();
		}
		assertThat(sequencer.waitFor(10, TimeUnit.SECONDS)).as(when).isTrue();
	}

	private void killDatabase() throws Exception {
		long changes = 0;
		try (ChangeLoad load = new ChangeLoad(this.database)) {
			for (int round = 1; round <= ROUNDS; round++) {
				String when = "seed %d, round %d".formatted(this.seed, round);
				Thread sequencing = Thread.ofPlatform().start(this::sequenceWhileItIsThere);
				int least = LEAST_CHANGES + this.random.nextInt(LEAST_CHANGES);
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.pollInterval(Duration.ofMillis(1))
					.until(() -> load.waiting() >= least);
				ProcessHandle postmaster = ProcessHandle.of(this.database.pid()).orElseThrow();
				List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
				postmaster.descendants().forEach(all::add);
				all.forEach(ProcessHandle::destroyForcibly);
				for (ProcessHandle one : all) {
					one.onExit().get(10, TimeUnit.SECONDS);
				}
				sequencing.join();
				this.database.pause();
				this.database.resume();
				changes += verify(load, when, round);
			}
		}
		sequence();
		LOGGER.info("{} changes were acknowledged under {} kills of the database, none is lost", changes, ROUNDS);
	}

	/**
	 * Looks at what is there now, while the changes go on; how many were acknowledged.
	 * The log is verified from its beginning now and then and at the end, since nothing
	 * in it ever changes again.
	 */
	private int verify(ChangeLoad load, String when, int round) throws SQLException {
		List<ChangeLoad.Acknowledged> confirmed = load.confirmed();
		try (Connection superuser = this.database.connect("postgres")) {
			assertThat(ChangeLoad.lost(superuser, confirmed)).as("%s: lost", when).isZero();
			assertThat(ChangeLoad.beside(superuser)).as("%s: cases with another number of events than changes", when)
				.isZero();
			assertThat(
					ChangeLoad.number(superuser, "select count(*) - coalesce(max(leaf_index) + 1, 0) from audit.leaf"))
				.as("%s: gaps in the places", when)
				.isZero();
			if (round % WHOLE_LOG_EVERY == 0 || round == ROUNDS) {
				VerificationReport report = new LogVerifier(this.key.verifier()).verify(superuser, (read) -> {
				}, () -> false);
				assertThat(report.findings()).as(when).isEmpty();
				assertThat(report.holds()).as(when).isTrue();
			}
		}
		return confirmed.size();
	}

	private void sequenceWhileItIsThere() {
		try {
			Sequencer sequencer = sequencer();
			while (!Thread.currentThread().isInterrupted()) {
				if (sequencer.sequence() == 0) {
					LockSupport.parkNanos(5_000_000);
				}
			}
		}
		catch (SQLException away) {
			LOGGER.debug("The database is gone.", away);
		}
	}

	/** Gives the events that were left waiting their places. */
	private void sequence() throws SQLException {
		Sequencer sequencer = sequencer();
		int taken = sequencer.sequence();
		while (taken > 0) {
			taken = sequencer.sequence();
		}
		try (Connection superuser = this.database.connect("postgres")) {
			VerificationReport report = new LogVerifier(this.key.verifier()).verify(superuser, (read) -> {
			}, () -> false);
			assertThat(report.findings()).isEmpty();
			assertThat(report.waiting()).isZero();
		}
	}

	private Sequencer sequencer() {
		PGSimpleDataSource login = new PGSimpleDataSource();
		login.setUrl(this.database.url());
		login.setUser("durumi_sequencer");
		login.setPassword(this.database.password("durumi_sequencer"));
		return new Sequencer(login, this.key, UUID.randomUUID());
	}

}
