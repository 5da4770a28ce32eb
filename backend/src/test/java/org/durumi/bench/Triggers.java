package org.durumi.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Switches triggers off while much is loaded past the application, and on as they were.
 */
final class Triggers {

	private static final String ALWAYS = "select tgrelid::regclass, quote_ident(tgname) from pg_trigger "
			+ "where not tgisinternal and tgenabled = 'A' and tgrelid = any ('{%s}'::regclass[])";

	private Triggers() {
	}

	/** Runs commands without the triggers of these tables and without foreign keys. */
	static void without(Connection superuser, List<String> tables, String sql) throws SQLException {
		try (Statement statement = superuser.createStatement()) {
			List<String> on = new ArrayList<>();
			try (ResultSet row = statement.executeQuery(ALWAYS.formatted(String.join(",", tables)))) {
				while (row.next()) {
					on.add("alter table %s enable always trigger %s".formatted(row.getString(1), row.getString(2)));
				}
			}
			for (String table : tables) {
				statement.execute("alter table " + table + " disable trigger user");
			}
			statement.execute("set session_replication_role = replica");
			statement.execute(sql);
			statement.execute("set session_replication_role = origin");
			for (String table : tables) {
				statement.execute("alter table " + table + " enable trigger user");
			}
			for (String one : on) {
				statement.execute(one);
			}
		}
	}

}
