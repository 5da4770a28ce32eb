package org.durumi.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.durumi.support.DatabaseTest;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The data dictionary names every column that the database has. */
class DataDictionaryTests extends DatabaseTest {

	private static final List<String> OF_EVERY_RECORD = List.of("id", "case_id", "compartment", "content",
			"recorded_at", "recorded_by", "version");

	@Test
	void everyColumnHasItsPlaceInTheDictionary() throws IOException, SQLException {
		List<String> sections = sections();
		assertThat(columns()).isNotEmpty()
			.allSatisfy((column) -> assertThat(sections).as("%s.%s.%s", column.schema(), column.table(), column.name())
				.anyMatch(column::standsIn));
	}

	@Test
	void aColumnThatNobodyDescribedIsMissed() throws IOException {
		assertThat(sections()).noneMatch(new Column("casework", "leg", "name_in_clear")::standsIn);
	}

	private static List<String> sections() throws IOException {
		Path dictionary = Path.of("docs/data-dictionary.md");
		if (!Files.exists(dictionary)) {
			dictionary = Path.of("..").resolve(dictionary);
		}
		return Arrays.asList(Files.readString(dictionary).split("(?m)^## "));
	}

	private static List<Column> columns() throws SQLException {
		List<Column> columns = new ArrayList<>();
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement();
				ResultSet rows = statement.executeQuery("""
						SELECT c.table_schema, c.table_name, c.column_name FROM information_schema.columns c
						JOIN information_schema.tables t USING (table_schema, table_name)
						WHERE t.table_type = 'BASE TABLE' AND t.table_name <> 'flyway_schema_history'
						AND c.table_schema NOT IN ('pg_catalog', 'information_schema')""")) {
			while (rows.next()) {
				columns.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3)));
			}
		}
		return columns;
	}

	/** A column of a table, which a section on its table or its schema names. */
	private record Column(String schema, String table, String name) {

		boolean standsIn(String section) {
			String heading = section.lines().findFirst().orElse("");
			if (heading.startsWith("Records:")) {
				return has(section, this.table) && (OF_EVERY_RECORD.contains(this.name) || row(section, this.name));
			}
			if (has(heading, this.schema + "." + this.table)) {
				return has(section, this.name);
			}
			return heading.strip().equals(this.schema) && row(section, this.name);
		}

		/** Whether one line of the section names both table and column. */
		private boolean row(String section, String column) {
			return section.lines()
				.anyMatch((line) -> has(line, this.table) && (has(line, column) || line.contains(this.table + ".*")));
		}

		private static boolean has(String text, String word) {
			return Pattern.compile("(?<![\\w.])" + Pattern.quote(word) + "(?!\\w)").matcher(text).find();
		}

	}

}
