package org.durumi.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.durumi.actor.SessionRef;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.support.BackendSettings;
import org.durumi.support.DemoAccount;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of events while nothing and nobody gives them their places, or two do, or
 * clocks are wrong. The log is one of this test's own, so that no other sequences it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SequencingTests {

	private static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, detail_sha256)
			values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 1, 'CASE_LIST_READ', 0, 'LIST', ?, sha256(''))""";

	/** As a full disk is told by PostgreSQL: class 53, and the transaction fails. */
	private static final String DISK_FULL = """
			create function public.no_space() returns trigger language plpgsql as $$
			begin
				raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
			end $$;
			create trigger no_space before insert on audit.leaf for each statement execute function public.no_space();
			alter table audit.leaf enable always trigger no_space""";

	private static final LocalDatabase DATABASE = LocalDatabase.temporary();

	private final SetClock clock = new SetClock();

	private final List<LogDatabase> opened = new ArrayList<>();

	private final List<Sequencing> started = new ArrayList<>();

	private LogDatabase log = open();

	private Backlog backlog = new Backlog(this.log, this.clock);

	private Sequencing sequencing = new Sequencing(this.log, settings(), this.backlog);

	private int written;

	@BeforeAll
	static void migrate() {
		Flyway.configure()
			.dataSource(DATABASE.url(), "durumi_migrator", DATABASE.password("durumi_migrator"))
			.locations("classpath:db/migration", "classpath:db/demo")
			.load()
			.migrate();
	}

	@AfterAll
	static void end() {
		DATABASE.close();
	}

	@BeforeEach
	void nothingWaits() throws SQLException {
		Sequencer sequencer = new Sequencer(this.log.sequencer(), this.log.key(), UUID.randomUUID());
		int taken = sequencer.sequence();
		while (taken > 0) {
			taken = sequencer.sequence();
		}
		this.written = number("select count(*) from audit.event");
	}

	@AfterEach
	void nothingWasLost() throws SQLException {
		start(this.sequencing);
		Awaitility.await().until(() -> number("select count(*) from audit.pending") == 0);
		this.started.forEach(Sequencing::stop);
		this.backlog.look();
		assertThat(this.backlog.stalled()).as("goes on by itself").isFalse();
		VerificationReport report = verify();
		assertThat(report.findings()).as("no gap, none twice, no false alarm").isEmpty();
		assertThat(report.entries()).as("and none is lost").isEqualTo(this.written);
		this.backlog.destroy();
		this.opened.forEach(LogDatabase::destroy);
	}

	@Test
	void aSequencerThatStoppedIsAnAlarmAfterAMinute(CapturedOutput output) throws SQLException {
		this.backlog.look();
		this.clock.advance(Duration.ofHours(1));
		this.backlog.look();
		assertThat(this.backlog.stalled()).as("nothing waits").isFalse();

		write(Sequencer.BATCH + 10);
		this.backlog.look();
		this.clock.advance(Duration.ofSeconds(59));
		this.backlog.look();
		assertThat(state()).isEqualTo(LogState.Sequencing.STARTING);
		assertThat(health()).isEqualTo(Status.UP);

		this.clock.advance(Duration.ofSeconds(1));
		this.backlog.look();
		this.backlog.look();
		assertThat(state()).isEqualTo(LogState.Sequencing.STALLED);
		assertThat(alarming(state())).isTrue();
		assertThat(health()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(output.getOut().split("ERROR .*audit-log sequenced=stalled", -1)).as("one line").hasSize(2);

		start(this.sequencing);
		Awaitility.await().until(() -> number("select count(*) from audit.pending") == 0);
		this.backlog.look();
		assertThat(state()).isEqualTo(LogState.Sequencing.RUNNING);
		assertThat(alarming(state())).isFalse();
		assertThat(health()).isEqualTo(Status.UP);
	}

	@Test
	void aLongQueueThatMovesIsNoAlarm() throws SQLException {
		write(2 * Sequencer.BATCH);
		this.backlog.look();
		new Sequencer(this.log.sequencer(), this.log.key(), UUID.randomUUID()).sequence();
		this.clock.advance(Duration.ofSeconds(61));
		this.backlog.look();
		assertThat(this.backlog.stalled()).isFalse();
		this.clock.advance(Duration.ofSeconds(60));
		this.backlog.look();
		assertThat(this.backlog.stalled()).as("now it stands").isTrue();
	}

	@Test
	void notKnowingWhetherEventsWaitIsAnAlarmToo() throws SQLException {
		execute("revoke select on audit.pending from durumi_verifier");
		this.backlog.look();
		this.clock.advance(Duration.ofSeconds(59));
		this.backlog.look();
		assertThat(this.backlog.stalled()).isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		this.backlog.look();
		assertThat(this.backlog.stalled()).isTrue();
		execute("grant select on audit.pending to durumi_verifier");
		this.backlog.look();
		assertThat(this.backlog.stalled()).isFalse();
	}

	@Test
	void twoSequencersLeaveNoGapAndGiveNoPlaceTwice() throws Exception {
		Sequencing other = new Sequencing(open(), settings(), this.backlog);
		start(this.sequencing);
		start(other);
		write(4, 40, 5);
		Awaitility.await().until(() -> number("select count(*) from audit.pending") == 0);
		assertThat(this.sequencing.state()).isEqualTo(LogState.Sequencing.RUNNING);
		assertThat(other.state()).isEqualTo(LogState.Sequencing.RUNNING);
	}

	@Test
	void theClocksOfThoseWhoWriteAndWatchMayBeAnHourOff() throws SQLException {
		write(shifted(Duration.ofHours(1)));
		write(shifted(Duration.ofHours(-1)));
		assertThat(number("select count(*) from audit.event where abs(extract(epoch from occurred_at - now())) > 600"))
			.as("when it happened is the database’s word")
			.isZero();
		this.clock.advance(Duration.ofHours(-1));
		this.backlog.look();
		assertThat(this.backlog.stalled()).isFalse();
		this.clock.advance(Duration.ofSeconds(60));
		this.backlog.look();
		assertThat(this.backlog.stalled()).isTrue();
		start(this.sequencing);
		Awaitility.await().until(() -> number("select count(*) from audit.pending") == 0);
		write(shifted(Duration.ofHours(-1)));
		write(shifted(Duration.ofHours(1)));
		this.clock.advance(Duration.ofHours(2));
		Awaitility.await().until(() -> number("select count(*) from audit.pending") == 0);
		this.backlog.look();
		assertThat(this.backlog.stalled()).isFalse();
		assertThat(verify().remarks()).hasSize(2)
			.allMatch((note) -> note
				.matches("The ids of 40 entries are up to (59|60) minutes (ahead of|behind) the database’s clock: .*"));
		assertThat(number("select count(*) from audit.checkpoint where created_at > now() + interval '1 minute'"))
			.isZero();
	}

	@Test
	void aFullDiskStopsTheLogAndLosesNothing() throws SQLException {
		start(this.sequencing);
		execute(DISK_FULL);
		write(20);
		Awaitility.await().until(() -> this.sequencing.state() == LogState.Sequencing.DATABASE_AWAY);
		this.backlog.look();
		this.clock.advance(Duration.ofSeconds(60));
		this.backlog.look();
		assertThat(state()).isEqualTo(LogState.Sequencing.STALLED);
		write(20);
		assertThat(number("select count(*) from audit.pending")).isEqualTo(40);
		execute("drop trigger no_space on audit.leaf");
		execute("drop function public.no_space()");
		Awaitility.await().until(() -> number("select count(*) from audit.pending") == 0);
	}

	private LogState.Sequencing state() {
		return this.sequencing.state();
	}

	private static boolean alarming(LogState.Sequencing sequencing) {
		return new LogState(sequencing, null, null, null, false, 0, 0, null, null, null).alarming();
	}

	private Status health() {
		return new LogHealth(this.sequencing).health().getStatus();
	}

	private void start(Sequencing toStart) {
		if (!this.started.contains(toStart)) {
			toStart.start();
			this.started.add(toStart);
		}
	}

	private LogDatabase open() {
		LogDatabase database = new LogDatabase(settings());
		this.opened.add(database);
		return database;
	}

	private VerificationReport verify() throws SQLException {
		try (Connection connection = this.log.verifier().getConnection()) {
			return new LogVerifier(this.log.key().verifier()).verify(connection, (read) -> {
			}, () -> false);
		}
	}

	/** Ids as a node gives them whose clock is off by so much. */
	private static List<UUID> shifted(Duration by) {
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			UUID id = Ids.next();
			ids.add(new UUID(id.getMostSignificantBits() + (by.toMillis() << 16), id.getLeastSignificantBits()));
		}
		return ids;
	}

	/** Writes from several sessions at a time. */
	private void write(int sessions, int transactions, int events) throws Exception {
		List<Callable<Boolean>> work = new ArrayList<>();
		for (int session = 0; session < sessions; session++) {
			work.add(() -> {
				for (int transaction = 0; transaction < transactions; transaction++) {
					insert(ids(events));
				}
				return true;
			});
		}
		try (ExecutorService writers = Executors.newFixedThreadPool(sessions)) {
			for (Future<Boolean> done : writers.invokeAll(work)) {
				assertThat(done.get()).isTrue();
			}
		}
		this.written += sessions * transactions * events;
	}

	private void write(int events) throws SQLException {
		write(ids(events));
	}

	private void write(List<UUID> ids) throws SQLException {
		insert(ids);
		this.written += ids.size();
	}

	private static List<UUID> ids(int count) {
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(Ids.next());
		}
		return ids;
	}

	private static void insert(List<UUID> ids) throws SQLException {
		UUID actor = DemoAccount.CASEWORKER_YANJI.subject();
		byte[] session = SessionRef.random().bytes();
		try (Connection application = DATABASE.connect("durumi_app");
				PreparedStatement begin = application
					.prepareStatement("select set_config('durumi.actor', ?, true), audit.open_session(?)");
				PreparedStatement event = application.prepareStatement(EVENT)) {
			application.setAutoCommit(false);
			begin.setString(1, actor.toString());
			begin.setBytes(2, session);
			begin.execute();
			for (UUID id : ids) {
				event.setObject(1, id);
				event.setObject(2, actor);
				event.setBytes(3, session);
				event.setObject(4, actor);
				event.addBatch();
			}
			event.executeBatch();
			application.commit();
		}
	}

	private static int number(String query) throws SQLException {
		try (Connection superuser = DATABASE.connect("postgres");
				Statement statement = superuser.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getInt(1);
		}
	}

	private static void execute(String sql) throws SQLException {
		try (Connection superuser = DATABASE.connect("postgres"); Statement statement = superuser.createStatement()) {
			statement.execute(sql);
		}
	}

	private static AuditSettings settings() {
		Map<String, String> all = BackendSettings.of(DATABASE.url(), DATABASE::password);
		return new AuditSettings((short) 1, "durumi.test", file(all, "signing-key-file"),
				file(all, "signing-secret-file"), null, 0, null, Duration.ofMinutes(10),
				login(DATABASE.url(), "durumi_sequencer"), login("", "durumi_verifier"));
	}

	private static Path file(Map<String, String> settings, String name) {
		return Path.of(settings.getOrDefault("durumi.audit." + name, ""));
	}

	private static AuditSettings.Login login(String url, String role) {
		return new AuditSettings.Login(url, role, DATABASE.password(role));
	}

	/** Stands until it is set. */
	private static final class SetClock extends Clock {

		private Instant now = Instant.parse("2026-03-01T08:00:00Z");

		void advance(Duration by) {
			this.now = this.now.plus(by);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
