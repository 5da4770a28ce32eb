package org.durumi.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./durumi verify-audit}, started as the launcher starts it. */
class VerifyAuditTests {

	private static final int EVENTS = 300;

	@TempDir
	private Path directory = Path.of("");

	@Test
	void holdsWhetherTheDemoRunsOrNot() throws Exception {
		try (DemoLog log = new DemoLog(this.directory)) {
			log.write(EVENTS);
			verify().is(0, "The log holds: ");
		}
		verify().is(0, "The log holds: ");
	}

	@Test
	void oneByteIsEnoughToBreakIt() throws Exception {
		try (DemoLog log = new DemoLog(this.directory)) {
			log.write(EVENTS);
			String event = "where event_id = (select event_id from audit.leaf where leaf_index = 100)";
			breaks(log, "update audit.event set acr = 2 " + event, "update audit.event set acr = 1 " + event,
					"Entry 100 was altered");
			byteOf(log, "audit.event", "detail_sha256", event, "Entry 100 was altered");
			byteOf(log, "audit.leaf", "leaf_hash", "where leaf_index = 100", "Entry 100 was altered");
			byteOf(log, "audit.tile", "hashes", "where level = 0 and tile_index = 0", "Tile 0 of level 0 is not");
			String newest = "where tree_size = (select max(tree_size) from audit.checkpoint)";
			byteOf(log, "audit.checkpoint", "root_hash", newest, "has another root than the entries give");
			breaks(log, "update audit.checkpoint set note = overlay(note placing 'X' from 1 for 1) " + newest,
					"update audit.checkpoint set note = overlay(note placing 'd' from 1 for 1) " + newest,
					"is not signed by the log’s key");
			verify().is(0, "The log holds: ");
		}
	}

	@Test
	void aTimeThatIsNoneBreaksIt() throws Exception {
		try (DemoLog log = new DemoLog(this.directory)) {
			log.write(EVENTS);
			String time = "update audit.event set occurred_at = %s where event_id = "
					+ "(select event_id from audit.leaf where leaf_index = 100)";
			String before = log.value("select occurred_at from audit.event where event_id = "
					+ "(select event_id from audit.leaf where leaf_index = 100)");
			breaks(log, time.formatted("'infinity'"), time.formatted("'" + before + "'"), "has no time that can be");
			verify().is(0, "The log holds: ");
		}
	}

	@Test
	void aLogThatCannotBeReadIsNeitherGoodNorBroken() throws Exception {
		try (DemoLog log = new DemoLog(this.directory)) {
			log.write(1);
			try (Connection superuser = log.database().connect("postgres");
					Statement statement = superuser.createStatement()) {
				statement.execute("drop table audit.tile");
			}
			verify().is(2, "The log cannot be read from the database (SQLSTATE 42P01): it is not verified.");
		}
	}

	@Test
	void whatCannotBeVerifiedIsNeitherGoodNorBroken() throws Exception {
		verify().is(2, "There is no demo in " + this.directory);
		Files.createDirectories(this.directory.resolve("keys"));
		Files.writeString(this.directory.resolve("keys/audit.pub"), "not a key");
		verify().is(2, this.directory.resolve("keys/audit.pub") + " is not a verifier key.");
		Files.delete(this.directory.resolve("keys/audit.pub"));
		Files.createDirectory(this.directory.resolve("keys/audit.pub"));
		verify().is(2, "There is no demo in " + this.directory);
		Files.delete(this.directory.resolve("keys/audit.pub"));
		try (DemoLog log = new DemoLog(this.directory)) {
			verify().is(2, "The log holds no entry yet.");
		}
	}

	@Test
	void aDatabaseThatIsNotThereIsNotMade() throws Exception {
		try (DemoLog log = new DemoLog(this.directory)) {
			log.write(1);
		}
		Path database = this.directory.resolve("database");
		Files.move(database, this.directory.resolveSibling(this.directory.getFileName() + "-moved"));
		verify().is(2, "There is no database in " + database);
		assertThat(database.resolve("cluster")).doesNotExist();
		Files.writeString(this.directory.resolve("demo.json"), "{}");
		verify().is(2, this.directory.resolve("demo.json") + " is not what a demo writes.");
	}

	/** Changes one byte, looks, and changes it back. */
	private void byteOf(DemoLog log, String table, String column, String where, String finding)
			throws SQLException, IOException, InterruptedException {
		String flip = "update %s set %2$s = set_byte(%2$s, 0, 255 - get_byte(%2$s, 0)) %3$s".formatted(table, column,
				where);
		breaks(log, flip, flip, finding);
	}

	private void breaks(DemoLog log, String change, String back, String finding)
			throws SQLException, IOException, InterruptedException {
		log.tamper(change);
		AuditProgram ending = verify();
		ending.is(1, "The log is broken.");
		assertThat(ending.out()).as(change).contains(finding);
		log.tamper(back);
	}

	private AuditProgram verify() throws IOException, InterruptedException {
		return AuditProgram.run("verify-audit", "--data", this.directory.toString());
	}

}
