package org.durumi.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database that the tests of one run share, with Durumi's roles, before any
 * migration: in a container where there is Docker, else as a child process.
 */
public final class TestDatabase {

	static final String SUPERUSER = "postgres";

	private static final Server SHARED = ContainerDatabase.isPossible() ? new ContainerDatabase()
			: new EmbeddedDatabase();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(SHARED::close));
	}

	private TestDatabase() {
	}

	public static String url() {
		return SHARED.url();
	}

	public static String password(String role) {
		return SHARED.password(role);
	}

	/** A connection as one of the database's roles, or as {@code postgres}. */
	public static Connection connect(String role) throws SQLException {
		return DriverManager.getConnection(url(), role, password(role));
	}

	/** A PostgreSQL with Durumi's empty database and its roles. */
	interface Server {

		String url();

		String password(String role);

		void close();

	}

}
