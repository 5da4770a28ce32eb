package org.durumi.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalDatabaseTests {

	@Test
	void keepsDataAndPasswordsBetweenStarts(@TempDir Path home) throws SQLException {
		String password;
		try (LocalDatabase database = LocalDatabase.open(home, 0)) {
			password = database.password("durumi_app");
			execute(database, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('두루미')");
			assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
			assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
		}
		try (LocalDatabase database = LocalDatabase.open(home, 0)) {
			assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("두루미");
			assertThat(database.password("durumi_app")).isEqualTo(password);
			database.pause();
			database.resume();
			assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("두루미");
		}
	}

	@Test
	void nobodyComesInWithoutPassword() {
		try (LocalDatabase database = LocalDatabase.temporary()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "guess"));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection(database.url(), "durumi_app", ""));
		}
	}

	@Test
	void noLoginBypassesRowSecurityAndOwnersDoNotLogIn() throws SQLException {
		try (LocalDatabase database = LocalDatabase.temporary()) {
			assertThat(ask(database, """
					SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles
					WHERE rolname LIKE 'durumi%' AND rolcanlogin AND NOT rolbypassrls AND NOT rolsuper"""))
				.isEqualTo("durumi_app durumi_migrator durumi_sequencer durumi_verifier");
			assertThat(ask(database, """
					SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles
					WHERE rolname LIKE 'durumi%' AND NOT rolcanlogin""")).isEqualTo("durumi_audit_owner durumi_owner");
		}
	}

	@Test
	void aBrokenDirectoryIsOneSentence(@TempDir Path home) throws Exception {
		Files.createDirectories(home.resolve("cluster"));
		Files.writeString(home.resolve("cluster/PG_VERSION"), "18\n");
		assertThatExceptionOfType(LocalServerFailure.class).isThrownBy(() -> LocalDatabase.open(home, 0))
			.withMessageStartingWith("The database in ");
	}

	private static void execute(LocalDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect("postgres"); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String ask(LocalDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect("postgres");
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
