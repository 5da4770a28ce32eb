package org.durumi.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import com.zaxxer.hikari.HikariDataSource;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/**
 * The same change of the same row through the same object-relational mapper: with its own
 * auditing, Hibernate Envers, and with an event in Durumi's log. The tables are alike and
 * have no row security; each commit waits for the disk.
 */
final class OrmWrites implements AutoCloseable {

	private static final int WARM_UP_MS = 2_500;

	private static final int MEASURED_MS = 5_000;

	private static final String MAPPING = """
			<entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.2">
				<access>FIELD</access>
				<entity class="org.durumi.bench.BenchFile" metadata-complete="false">
					<table name="%s" schema="bench"/>
					<attributes>
						<id name="id"><column name="id"/></id>
						<basic name="caseNumber"><column name="case_number"/></basic>
						<basic name="codeName"><column name="code_name"/></basic>
						<basic name="ownerId"><column name="owner_id"/></basic>
						<basic name="teamId"><column name="team_id"/></basic>
						<basic name="orgId"><column name="org_id"/></basic>
						<basic name="stage"><column name="stage"/></basic>
						<basic name="stageBefore"><column name="stage_before"/></basic>
						<basic name="cycle"><column name="cycle"/></basic>
						<basic name="riskLevel"><column name="risk_level"/></basic>
						<basic name="consentState"><column name="consent_state"/></basic>
						<basic name="lastContact"><column name="last_contact"/></basic>
						<basic name="nextDue"><column name="next_due"/></basic>
						<version name="version"><column name="version"/></version>
					</attributes>
				</entity>
			</entity-mappings>""";

	private final HikariDataSource source = new HikariDataSource();

	private final List<Actor> actors = new ArrayList<>();

	private final List<List<UUID>> cases = new ArrayList<>();

	private final boolean envers;

	private final SessionFactory sessions;

	/**
	 * Makes the table and opens the mapper on it.
	 * @param history how many changes were told before, by Envers: the log has its own
	 */
	OrmWrites(LocalDatabase database, Connection superuser, ManyCases cases, boolean envers, int history)
			throws SQLException {
		this.envers = envers;
		String table = envers ? "file_envers" : "file_events";
		try (Statement statement = superuser.createStatement()) {
			statement.execute("create table bench.%s (like casework.case_file including all)".formatted(table));
			statement.execute("insert into bench.%s select * from casework.case_file".formatted(table));
			statement.execute("grant select, update on bench.%s to durumi_app".formatted(table));
			statement
				.execute(envers
						? """
								create sequence bench.revinfo_seq increment by 50 start with %2$d;
								create table bench.revinfo (rev integer primary key, revtstmp bigint);
								create table bench.file_envers_aud (like casework.case_file);
								alter table bench.file_envers_aud add column rev integer not null references bench.revinfo, add column revtype smallint,
									alter version drop not null, add primary key (rev, id);
								insert into bench.revinfo select g, 0 from generate_series(1, %1$d) g;
								insert into bench.file_envers_aud select (c.file).*, g, 1 from generate_series(1, %1$d) g
									join (select row_number() over () - 1 as n, f as file from casework.case_file f) c
										on c.n = g %% (select count(*) from casework.case_file);
								analyze bench.revinfo;
								analyze bench.file_envers_aud;
								grant all on bench.revinfo, bench.file_envers_aud, bench.revinfo_seq to durumi_app"""
							.formatted(history, history + 51)
						: "call casework.put_under_audit('bench.file_events', 'id')");
			statement.execute("vacuum analyze bench." + table);
		}
		this.source.setJdbcUrl(database.url());
		this.source.setUsername("durumi_app");
		this.source.setPassword(database.password("durumi_app"));
		this.source.setMaximumPoolSize(AuditedWrites.CLIENTS);
		this.source.setAutoCommit(false);
		for (int number = 0; number < AuditedWrites.CLIENTS; number++) {
			Actor model = cases.caseworker(number);
			Actor actor = new Actor(model.id(), model.organisation(), model.team(), model.roles(), SessionRef.random(),
					1);
			this.actors.add(actor);
			this.cases.add(casesOf(superuser, actor));
			openSession(actor);
		}
		this.sessions = new MetadataSources(new StandardServiceRegistryBuilder()
			.applySettings(Map.of("hibernate.connection.datasource", this.source,
					"hibernate.connection.provider_disables_autocommit", true, "hibernate.integration.envers.enabled",
					envers, "org.hibernate.envers.default_schema", "bench", "hibernate.default_schema", "bench"))
			.build())
			.addInputStream(new ByteArrayInputStream(MAPPING.formatted(table).getBytes(StandardCharsets.UTF_8)))
			.buildMetadata()
			.buildSessionFactory();
	}

	private static List<UUID> casesOf(Connection superuser, Actor actor) throws SQLException {
		List<UUID> cases = new ArrayList<>();
		try (PreparedStatement statement = superuser
			.prepareStatement("select id from casework.case_file where owner_id = ?")) {
			statement.setObject(1, actor.id());
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					cases.add(row.getObject(1, UUID.class));
				}
			}
		}
		return cases;
	}

	private void openSession(Actor actor) throws SQLException {
		try (Connection connection = this.source.getConnection();
				PreparedStatement session = connection
					.prepareStatement("select set_config('durumi.actor', ?, true), audit.open_session(?)")) {
			session.setString(1, actor.id().toString());
			session.setBytes(2, actor.session().bytes());
			session.execute();
			connection.commit();
		}
	}

	/** Transactions a second of all together. */
	double perSecond() throws InterruptedException {
		long begin = System.nanoTime() + WARM_UP_MS * 1_000_000L;
		long end = begin + MEASURED_MS * 1_000_000L;
		LongAdder done = new LongAdder();
		List<Thread> threads = new ArrayList<>();
		for (int client = 0; client < AuditedWrites.CLIENTS; client++) {
			int number = client;
			threads.add(Thread.ofPlatform().start(() -> {
				int turn = 0;
				while (System.nanoTime() < end) {
					change(number, turn++);
					if (System.nanoTime() >= begin && System.nanoTime() < end) {
						done.increment();
					}
				}
			}));
		}
		for (Thread thread : threads) {
			thread.join();
		}
		return done.sum() * 1000.0 / MEASURED_MS;
	}

	private void change(int number, int turn) {
		List<UUID> own = this.cases.get(number);
		UUID caseId = own.get(turn % own.size());
		Actor actor = this.actors.get(number);
		this.sessions.inTransaction((session) -> {
			session.doWork((connection) -> act(connection, actor));
			session.find(BenchFile.class, caseId)
				.isDueOn(LocalDate.ofEpochDay(20_000 + turn % 1000 + turn / own.size()));
			if (!this.envers) {
				session.doWork((connection) -> tell(connection, actor, caseId));
			}
		});
	}

	/** With what every transaction of the application begins, audited or not. */
	private static void act(Connection connection, Actor actor) throws SQLException {
		try (PreparedStatement act = connection.prepareStatement(AuditedWrites.ACT)) {
			act.setString(1, actor.id().toString());
			act.execute();
		}
	}

	private static void tell(Connection connection, Actor actor, UUID caseId) throws SQLException {
		byte[] sealed = new byte[160];
		try (PreparedStatement event = connection.prepareStatement(AuditedWrites.EVENT)) {
			event.setObject(1, Ids.next());
			event.setObject(2, actor.id());
			event.setObject(3, actor.organisation());
			event.setBytes(4, actor.session().bytes());
			event.setObject(5, caseId);
			event.setObject(6, caseId);
			event.setBytes(7, sealed);
			event.setBytes(8, AuditedWrites.sha256(sealed));
			event.executeUpdate();
		}
	}

	/** How many rows the mapper's own auditing has, one a change. */
	static long revisions(Connection superuser) throws SQLException {
		try (Statement statement = superuser.createStatement();
				ResultSet row = statement.executeQuery("select count(*) from bench.file_envers_aud")) {
			row.next();
			return row.getLong(1);
		}
	}

	@Override
	public void close() {
		this.sessions.close();
		this.source.close();
	}

}
