package org.durumi.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.durumi.local.LocalDatabase;

/**
 * The database that the tests of one run share, with Durumi's roles, before any
 * migration.
 */
public final class TestDatabase {

	private static final LocalDatabase SHARED = LocalDatabase.temporary();

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
		return DriverManager.getConnection(url(), role,
				role.equals("postgres") ? SHARED.superuserPassword() : password(role));
	}

}
