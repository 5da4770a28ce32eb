package org.durumi.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as a child process on the loopback address, with Durumi's database, roles
 * and a random password for each. For the demo and the tests: a deployment runs its own
 * server.
 */
public final class LocalDatabase implements AutoCloseable {

	private static final String SUPERUSER = "postgres";

	private final Path home;

	private final boolean kept;

	private final Map<String, String> passwords;

	private int port;

	private @Nullable EmbeddedPostgres server;

	private LocalDatabase(Path home, int port, boolean kept) throws IOException {
		this.home = home;
		this.port = port;
		this.kept = kept;
		this.passwords = new HashMap<>();
		Secrets secrets = new Secrets(home.resolve("passwords"));
		this.passwords.put(SUPERUSER, secrets.get(SUPERUSER));
		for (String login : DatabaseRoles.LOGINS) {
			this.passwords.put(login, secrets.get(login));
		}
	}

	/**
	 * A database for tests: on a free port, without waiting for the disk, gone when
	 * closed.
	 */
	public static LocalDatabase temporary() {
		try {
			LocalDatabase database = new LocalDatabase(Files.createTempDirectory("durumi-database"), 0, false);
			database.start(false);
			return database;
		}
		catch (IOException ex) {
			throw new LocalServerFailure("The database does not start: " + ex.getMessage(), ex);
		}
	}

	/**
	 * A database that is kept in a directory and waits for the disk at each commit.
	 * @param port 0 for a free one
	 * @throws LocalServerFailure if it does not start
	 */
	public static LocalDatabase open(Path home, int port) {
		try {
			Files.createDirectories(home);
			LocalDatabase database = new LocalDatabase(home, port, true);
			database.start(true);
			return database;
		}
		catch (IOException ex) {
			throw new LocalServerFailure("The database in " + home + " does not start: " + ex.getMessage(), ex);
		}
	}

	/** Whether a database was made in that directory before. */
	public static boolean isIn(Path home) {
		return Files.exists(cluster(home).resolve("PG_VERSION"));
	}

	private void start(boolean durable) {
		boolean first = !isIn(this.home);
		List<ProcessHandle> before = servers();
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(cluster())
			.setCleanDataDirectory(!this.kept)
			.setOverrideWorkingDirectory(Caches.directory().resolve("postgres").toFile())
			// its own hook would stop the server beside the application that still closes
			.setRegisterShutdownHook(false)
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setServerConfig("fsync", durable ? "on" : "off")
			.setServerConfig("synchronous_commit", durable ? "on" : "off")
			.setServerConfig("full_page_writes", durable ? "on" : "off")
			.setConnectConfig("password", password(SUPERUSER))
			.setOutputRedirector(ProcessBuilder.Redirect.appendTo(this.home.resolve("postgres.log").toFile()))
			.setErrorRedirector(ProcessBuilder.Redirect.appendTo(this.home.resolve("postgres.log").toFile()))
			.setLocaleConfig("locale", "C.UTF-8");
		if (this.port > 0) {
			builder.setPort(this.port);
		}
		try {
			EmbeddedPostgres started = builder.start();
			this.server = started;
			this.port = started.getPort();
			if (first || !this.kept) {
				requirePasswords();
			}
			prepare();
		}
		catch (IOException | SQLException | IllegalStateException ex) {
			close();
			// one that was not ready in time runs all the same
			servers().stream().filter((server) -> !before.contains(server)).forEach(LocalDatabase::end);
			throw new LocalServerFailure("The database in " + this.home + " does not start; see postgres.log there.",
					ex);
		}
	}

	/**
	 * The cluster is made open to whoever reaches the port; from now on a password is
	 * asked.
	 */
	private void requirePasswords() throws IOException, SQLException {
		try (Connection connection = connect(SUPERUSER, "postgres");
				Statement statement = connection.createStatement()) {
			statement.execute("ALTER ROLE postgres PASSWORD '" + password(SUPERUSER) + "'");
			Files.writeString(cluster().resolve("pg_hba.conf"), """
					local all all scram-sha-256
					host  all all 127.0.0.1/32 scram-sha-256
					""");
			statement.execute("SELECT pg_reload_conf()");
		}
	}

	private void prepare() throws IOException, SQLException {
		try (Connection connection = connect(SUPERUSER, "postgres");
				Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'durumi'")) {
			if (!found.next()) {
				statement.execute("CREATE DATABASE durumi");
			}
		}
		try (Connection connection = connect(SUPERUSER)) {
			DatabaseRoles.prepare(connection, this::password);
		}
	}

	private Path cluster() {
		return cluster(this.home);
	}

	private static Path cluster(Path home) {
		return home.resolve("cluster");
	}

	public int port() {
		return this.port;
	}

	/** The JDBC address of Durumi's database. */
	public String url() {
		return url("durumi");
	}

	private String url(String database) {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + database;
	}

	/** The password of the cluster's superuser, {@code postgres}. */
	public String superuserPassword() {
		return password(SUPERUSER);
	}

	/**
	 * The password of a role.
	 * @throws IllegalArgumentException if the role does not log in
	 */
	public String password(String role) {
		String password = this.passwords.get(role);
		if (password == null) {
			throw new IllegalArgumentException(role + " does not log in");
		}
		return password;
	}

	/** A connection to Durumi's database as one of its roles, or as {@code postgres}. */
	public Connection connect(String role) throws SQLException {
		return connect(role, "durumi");
	}

	private Connection connect(String role, String database) throws SQLException {
		return DriverManager.getConnection(url(database), role, password(role));
	}

	/** Servers on this cluster: once started they are no longer our children. */
	private List<ProcessHandle> servers() {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains(" -D " + cluster() + " "))
			.toList();
	}

	private static void end(ProcessHandle child) {
		child.destroy();
		child.onExit().completeOnTimeout(child, 10, TimeUnit.SECONDS).join();
		child.destroyForcibly();
	}

	/** Process id of the server, for whoever must clear up after a hard kill. */
	public long pid() {
		try {
			return Long.parseLong(Files.readAllLines(cluster().resolve("postmaster.pid")).getFirst().strip());
		}
		catch (IOException ex) {
			throw new LocalServerFailure("The database has no process.", ex);
		}
	}

	/** Stops the server and keeps everything, as an outage does. */
	public void pause() {
		close();
	}

	/** Starts the server again, on the same port, if it is stopped. */
	public void resume() {
		if (!this.kept) {
			throw new IllegalStateException("a temporary database does not come back");
		}
		if (this.server == null) {
			start(true);
		}
	}

	@Override
	public void close() {
		EmbeddedPostgres running = this.server;
		this.server = null;
		if (running == null) {
			return;
		}
		try {
			running.close();
		}
		catch (IOException ex) {
			throw new LocalServerFailure("The database does not stop.", ex);
		}
	}

}
