package org.durumi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.durumi.bench.AuditedWrites.Way;
import org.durumi.local.LocalDatabase;
import org.durumi.security.ledger.EventLeaf;
import org.durumi.security.ledger.LedgerWork;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.ledger.VerificationReport;
import org.flywaydb.core.Flyway;

/**
 * What the audit log costs and how fast it is verified, proved and read, among a million
 * entries: each figure beside its goal.
 */
public final class AuditBench {

	/** {@code -Ddurumi.bench.entries} takes fewer to try the benchmark itself. */
	private static final int EVENTS = Integer.getInteger("durumi.bench.entries", 1_000_000);

	private static final int FEWER = EVENTS / 4;

	private static final int CASES = 10_000;

	private static final int TURNS = 3;

	private static final int WARM_UP = 2;

	private static final long POLL_NANOS = 300_000_000;

	private final LocalDatabase database;

	private final Connection superuser;

	private final SigningKey key = SigningKey.generate("durumi.bench");

	private AuditBench(LocalDatabase database, Connection superuser) {
		this.database = database;
		this.superuser = superuser;
	}

	public static void main(String[] arguments) throws Exception {
		Bench.quiet();
		Path home = Files.createTempDirectory("durumi-bench");
		try (LocalDatabase database = LocalDatabase.open(home, 0)) {
			Flyway.configure()
				.dataSource(database.url(), "durumi_migrator", database.password("durumi_migrator"))
				.locations("classpath:db/migration")
				.defaultSchema("public")
				.load()
				.migrate();
			try (Connection superuser = database.connect("postgres")) {
				new AuditBench(database, superuser).run();
			}
		}
		finally {
			delete(home);
		}
	}

	private static void delete(Path home) throws IOException {
		try (Stream<Path> files = Files.walk(home)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	private void run() throws SQLException, InterruptedException {
		hashing();
		Bench.print("Loading %,d entries of the log; the database waits for its disk …", FEWER);
		ManyCases cases = ManyCases.load(this.superuser, CASES);
		try (Statement statement = this.superuser.createStatement()) {
			statement.execute("call casework.take_row_states('casework.identity')");
		}
		LoadedLog log = new LoadedLog(this.database, this.superuser, this.key, EVENTS);
		log.growTo(FEWER);
		verify(FEWER);
		long fewer = peak();
		Bench.print("Loading %,d …", EVENTS);
		Bench.print("The sequencer gives a place to %,.0f entries a second", log.growTo(EVENTS));
		Bench.goal("verifying %,d entries from the database".formatted(EVENTS), verify(EVENTS), " s", 10);
		long more = peak();
		Bench.goal("heap held while verifying, %,d KiB of %,d entries and %,d KiB of %,d".formatted(fewer / 1024, FEWER,
				more / 1024, EVENTS), more / (double) fewer, " ×", 1.5);
		proofs();
		log.review();
		ReviewPages pages = new ReviewPages(this.database.connect("durumi_app"));
		pages.rounds();
		pages.pages();
		writes(cases);
		verify(EVENTS);
	}

	/**
	 * The leaves of a million events, against as many bytes at once; and all that the
	 * verifier computes of them: their data, the leaves, the tree, whose nodes are of 65
	 * bytes each, for which SHA-256 works as for 128.
	 */
	private void hashing() {
		List<EventLeaf> events = LedgerWork.events(10_000);
		int times = 100;
		List<Double> leaves = new ArrayList<>();
		List<Double> all = new ArrayList<>();
		AtomicLong bytes = new AtomicLong();
		for (int turn = -WARM_UP; turn < TURNS; turn++) {
			double work = Bench.milliseconds(() -> bytes.set(LedgerWork.hashLeaves(events, times)));
			double raw = Bench.milliseconds(() -> LedgerWork.hashRaw(bytes.get()));
			double whole = Bench.milliseconds(() -> bytes.set(LedgerWork.hashTree(events, times)));
			double asMuch = Bench.milliseconds(() -> LedgerWork.hashRaw(bytes.get()));
			if (turn >= 0) {
				leaves.add(raw / work);
				all.add(asMuch / whole);
			}
		}
		Bench.atLeast("hashing the leaves, of raw SHA-256 of as many bytes", Bench.median(leaves), " ×", 0.6);
		Bench.print("  with the making of their data and the tree: %.2f ×", Bench.median(all));
	}

	/** Seconds. */
	private double verify(int entries) throws SQLException {
		try (Connection verifier = verifier()) {
			long start = System.nanoTime();
			VerificationReport report = new LogVerifier(this.key.verifier()).verify(verifier, (read) -> {
			}, () -> false);
			double seconds = (System.nanoTime() - start) / 1e9;
			if (!report.holds() || report.entries() < entries) {
				throw new IllegalStateException("the log does not hold: " + report.findings());
			}
			return seconds;
		}
	}

	/** Connected as the application connects. */
	private Connection verifier() throws SQLException {
		Properties login = new Properties();
		login.setProperty("user", "durumi_verifier");
		login.setProperty("password", this.database.password("durumi_verifier"));
		login.setProperty("prepareThreshold", "-1");
		return DriverManager.getConnection(this.database.url(), login);
	}

	/** The most that is held, looked at again and again while the log is verified. */
	private long peak() throws SQLException, InterruptedException {
		AtomicLong most = new AtomicLong();
		long before = held();
		Thread watch = Thread.ofPlatform().daemon().start(() -> {
			while (!Thread.currentThread().isInterrupted()) {
				most.accumulateAndGet(held() - before, Math::max);
				LockSupport.parkNanos(POLL_NANOS);
			}
		});
		verify(0);
		watch.interrupt();
		watch.join();
		return Math.max(1, most.get());
	}

	private static long held() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	private void proofs() throws SQLException {
		try (Connection verifier = this.database.connect("durumi_verifier")) {
			LedgerWork.Proofs proofs = LedgerWork.proofs(verifier, this.key.verifier());
			Bench.goal("the longest of some proofs", proofs.hashes(), " hashes", 20);
			Bench.goal("making a proof, the median", Bench.median(proofs.made()), " ms", 5);
			Bench.goal("making a proof, 99 of 100", Bench.percentile(proofs.made(), 99), " ms", 5);
			Bench.goal("verifying a proof", proofs.verified(), " ms", 0.1);
		}
	}

	private void writes(ManyCases cases) throws SQLException, InterruptedException {
		AuditedWrites writes = new AuditedWrites(this.database, this.superuser, cases);
		List<Double> plain = new ArrayList<>();
		List<Double> audited = new ArrayList<>();
		List<Double> chained = new ArrayList<>();
		List<Double> delays = new ArrayList<>();
		for (int turn = 0; turn < TURNS; turn++) {
			plain.add(writes.perSecond(Way.NOT_AT_ALL));
			try (RunningSequencer sequencer = new RunningSequencer(this.database, this.key)) {
				audited.add(writes.perSecond(Way.IN_THE_LOG));
				sequencer.end();
				delays.addAll(sequencer.delays(this.superuser, writes.committed()));
			}
			chained.add(writes.perSecond(Way.IN_A_CHAIN));
		}
		double inTheLog = Bench.median(audited);
		Bench.print("Changes a second by %d clients: unaudited %,.0f, in the log %,.0f, in a chain %,.0f",
				AuditedWrites.CLIENTS, Bench.median(plain), inTheLog, Bench.median(chained));
		Bench.atLeast("audited, of unaudited", inTheLog / Bench.median(plain), " ×", 0.25);
		Bench.atLeast("audited, of audited under a head lock", inTheLog / Bench.median(chained), " ×", 2);
		Bench.goal("until a checkpoint covers an event, 99 of 100 of %,d".formatted(delays.size()),
				Bench.percentile(delays, 99) / 1000, " s", 2);
		mapper(cases);
	}

	private void mapper(ManyCases cases) throws SQLException, InterruptedException {
		List<Double> envers = new ArrayList<>();
		List<Double> events = new ArrayList<>();
		try (OrmWrites byEnvers = new OrmWrites(this.database, this.superuser, cases, true, EVENTS);
				OrmWrites byEvents = new OrmWrites(this.database, this.superuser, cases, false, EVENTS)) {
			for (int turn = 0; turn < TURNS; turn++) {
				envers.add(byEnvers.perSecond());
				try (RunningSequencer sequencer = new RunningSequencer(this.database, this.key)) {
					events.add(byEvents.perSecond());
					sequencer.end();
				}
			}
		}
		if (OrmWrites.revisions(this.superuser) <= EVENTS) {
			throw new IllegalStateException("Envers has written nothing");
		}
		Bench.print("Changes a second through Hibernate: by Envers %,.0f, in the log %,.0f", Bench.median(envers),
				Bench.median(events));
		Bench.atLeast("in the log, of Envers", Bench.median(events) / Bench.median(envers), " ×", 1);
	}

}
