package org.durumi.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.actor.SessionRef;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.durumi.support.DemoAccount;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The data directory of a demo whose database runs, with a log but without an
 * application.
 */
final class DemoLog implements AutoCloseable {

	private static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, detail_sha256)
			values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 1, 'CASE_LIST_READ', 0, 'LIST', ?, sha256(''))""";

	private final Path directory;

	private final SigningKey key;

	private final LocalDatabase database;

	DemoLog(Path directory) throws IOException {
		this(directory, SigningKey.generate("durumi.demo"));
	}

	/** Opens what another of this directory has written, with its key. */
	DemoLog(Path directory, SigningKey key) throws IOException {
		this.directory = directory;
		this.key = key;
		Files.createDirectories(directory.resolve("keys"));
		Files.writeString(directory.resolve("durumi-demo"), "The data of a Durumi demo. Invented people only.\n");
		Files.writeString(directory.resolve("keys/audit.pub"), this.key.verifier() + "\n");
		this.database = LocalDatabase.open(directory.resolve("database"), 0);
		Flyway.configure()
			.dataSource(this.database.url(), "durumi_migrator", this.database.password("durumi_migrator"))
			.locations("classpath:db/migration", "classpath:db/demo")
			.load()
			.migrate();
		Files.writeString(directory.resolve("demo.json"), """
				{
				  "url": "http://localhost:1",
				  "database": {"url": "%s", "user": "postgres", "password": "%s"}
				}
				""".formatted(this.database.url(), this.database.superuserPassword()));
	}

	LocalDatabase database() {
		return this.database;
	}

	/** The file with the log's public key. */
	Path keyFile() {
		return this.directory.resolve("keys/audit.pub");
	}

	/** The key that signs the log. */
	SigningKey key() {
		return this.key;
	}

	Path directory() {
		return this.directory;
	}

	/** Writes events as the application does, and lets them find their places. */
	void write(int count) throws SQLException {
		append(Stream.generate(Ids::next).limit(count).toList());
		int taken = sequence();
		while (taken > 0) {
			taken = sequence();
		}
	}

	/** Writes events of one session in this order, which wait for their places. */
	void append(List<UUID> ids) throws SQLException {
		UUID actor = DemoAccount.CASEWORKER_YANJI.subject();
		byte[] session = SessionRef.random().bytes();
		try (Connection application = this.database.connect("durumi_app")) {
			application.setAutoCommit(false);
			query(application, "select set_config('durumi.actor', ?, true)", actor.toString());
			query(application, "select audit.open_session(?)::text", session);
			try (PreparedStatement event = application.prepareStatement(EVENT)) {
				for (UUID id : ids) {
					event.setObject(1, id);
					event.setObject(2, actor);
					event.setBytes(3, session);
					event.setObject(4, actor);
					event.execute();
				}
			}
			application.commit();
		}
	}

	/** Lets a batch find its places; how many they were. */
	int sequence() throws SQLException {
		return new Sequencer(sequencer(), this.key, UUID.randomUUID()).sequence();
	}

	/** The sequencer’s login. */
	PGSimpleDataSource sequencer() {
		PGSimpleDataSource login = new PGSimpleDataSource();
		login.setUrl(this.database.url());
		login.setUser("durumi_sequencer");
		login.setPassword(this.database.password("durumi_sequencer"));
		return login;
	}

	/** Changes what is stored as who owns the machine can, past every trigger. */
	void tamper(String change) throws SQLException {
		try (Connection superuser = this.database.connect("postgres")) {
			List<String> tables = query(superuser, "select oid::regclass::text from pg_class "
					+ "where relkind = 'r' and relnamespace = 'audit'::regnamespace order by oid");
			try (Statement statement = superuser.createStatement()) {
				for (String table : tables) {
					statement.execute("alter table %s disable trigger all".formatted(table));
				}
				int rows = statement.executeUpdate(change);
				for (String table : tables) {
					statement.execute("alter table %s enable trigger all".formatted(table));
				}
				if (rows != 1) {
					throw new IllegalStateException("changed " + rows + " rows: " + change);
				}
			}
		}
	}

	/** The only value of a query, as who owns the machine reads it. */
	String value(String sql) throws SQLException {
		try (Connection superuser = this.database.connect("postgres")) {
			return query(superuser, sql).getFirst();
		}
	}

	private static List<String> query(Connection connection, String sql, Object... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setObject(i + 1, values[i]);
			}
			List<String> column = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					column.add(String.valueOf(rows.getString(1)));
				}
			}
			return column;
		}
	}

	@Override
	public void close() {
		this.database.close();
	}

}
