package org.durumi.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL as a child process, with Durumi's database and roles. */
public final class LocalDatabase implements AutoCloseable {

	private static final List<String> LOGINS = List.of("durumi_migrator", "durumi_app", "durumi_sequencer",
			"durumi_verifier");

	private final EmbeddedPostgres server;

	private LocalDatabase(EmbeddedPostgres server) {
		this.server = server;
	}

	/** A database for tests: on a free port, gone when closed. */
	public static LocalDatabase temporary() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setRegisterShutdownHook(false)
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setLocaleConfig("locale", "C.UTF-8")
				.start();
			LocalDatabase database = new LocalDatabase(server);
			database.prepare();
			return database;
		}
		catch (IOException | SQLException ex) {
			throw new IllegalStateException("the database does not start", ex);
		}
	}

	private void prepare() throws IOException, SQLException {
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE durumi");
		}
		try (Connection connection = connect("postgres");
				Statement statement = connection.createStatement();
				InputStream roles = LocalDatabase.class.getResourceAsStream("/roles.sql")) {
			if (roles == null) {
				throw new IllegalStateException("roles.sql is missing");
			}
			statement.execute(new String(roles.readAllBytes(), StandardCharsets.UTF_8));
			for (String login : LOGINS) {
				statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(login, password(login)));
			}
		}
	}

	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.server.getPort() + "/durumi";
	}

	public String superuserPassword() {
		return "postgres";
	}

	public String password(String role) {
		return role.equals("postgres") ? superuserPassword() : role + "-password";
	}

	public Connection connect(String role) throws SQLException {
		return DriverManager.getConnection(url(), role, password(role));
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("the database does not stop", ex);
		}
	}

}
