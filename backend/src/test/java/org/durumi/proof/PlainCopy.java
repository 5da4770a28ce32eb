package org.durumi.proof;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Copies the log out of its tables as anybody can who has read {@code docs/audit-log.md}
 * and looks at nothing she copies: what the application would refuse to export, this
 * writes. With every checkpoint by the way.
 */
final class PlainCopy {

	/** The line of an entry, whatever its row says. */
	private static final String ENTRIES = """
			select l.leaf_index, concat_ws(' ', 'entry', l.leaf_index, encode(l.leaf_hash, 'base64'), e.leaf_format, e.event_id,
				to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.txid, e.node_id, e.actor_id,
				e.actor_org, encode(e.session_ref, 'hex'), e.session_seq, e.acr, e.action, e.outcome, e.subject_type, e.subject_id,
				coalesce(e.case_id::text, '-'), coalesce(e.compartment, '-'), coalesce(e.subject_org::text, '-'),
				coalesce(e.subject_team::text, '-'), encode(e.detail_sha256, 'hex'),
				coalesce(encode(e.row_state_sha256, 'hex'), '-'))
			from audit.leaf l join audit.event e on e.event_id = l.event_id where l.leaf_index < %d order by l.leaf_index""";

	private static final String CHECKPOINTS = "select tree_size, note from audit.checkpoint order by tree_size";

	private static final String COLUMNS = "columns index leaf format event_id occurred_at txid node_id actor_id actor_org "
			+ "session_ref session_seq acr action outcome subject_type subject_id case_id compartment subject_org "
			+ "subject_team detail_sha256 row_state_sha256";

	private final Connection connection;

	PlainCopy(Connection connection) {
		this.connection = connection;
	}

	/** As a file, up to the newest checkpoint that is stored. */
	void file(Path file) throws SQLException, IOException {
		try (Statement first = this.connection.createStatement();
				ResultSet newest = first.executeQuery(CHECKPOINTS + " desc limit 1")) {
			newest.next();
			try (Writer out = Files.newBufferedWriter(file)) {
				out.write("durumi-audit-log/v1\nlog " + WrittenLogs.KEY.verifier().name() + "\nholds all\n");
				checkpoint(out, newest.getString(2));
				out.write(COLUMNS + "\n");
				out.write("end " + entries(out, newest.getLong(1)) + "\n");
			}
		}
	}

	private long entries(Writer out, long size) throws SQLException, IOException {
		long entries = 0;
		try (Statement one = this.connection.createStatement();
				Statement other = this.connection.createStatement();
				ResultSet checkpoint = one.executeQuery(CHECKPOINTS);
				ResultSet entry = other.executeQuery(ENTRIES.formatted(size))) {
			checkpoint.next();
			while (entry.next()) {
				while (checkpoint.getLong(1) <= entry.getLong(1)) {
					checkpoint(out, checkpoint.getString(2));
					checkpoint.next();
				}
				out.write(entry.getString(2) + "\n");
				entries++;
			}
		}
		return entries;
	}

	private static void checkpoint(Writer out, String note) throws IOException {
		out.write("checkpoint " + note.lines().count() + "\n" + note);
	}

	/** As a directory of tiles without the entries; how many tiles. */
	int tiles(Path directory) throws SQLException, IOException {
		int tiles = 0;
		try (Statement statement = this.connection.createStatement()) {
			try (ResultSet newest = statement.executeQuery(CHECKPOINTS + " desc limit 1")) {
				newest.next();
				Files.createDirectories(directory);
				Files.writeString(directory.resolve("checkpoint"), newest.getString(2));
			}
			try (ResultSet tile = statement.executeQuery("select level, tile_index, hashes from audit.tile")) {
				while (tile.next()) {
					byte[] hashes = tile.getBytes(3);
					String partial = (hashes.length < 256 * 32) ? ".p/" + hashes.length / 32 : "";
					Path level = Files.createDirectories(directory.resolve("tile").resolve(tile.getString(1)));
					Files.createDirectories(level.resolve("%03d.p".formatted(tile.getLong(2))));
					Files.write(level.resolve("%03d%s".formatted(tile.getLong(2), partial)), hashes);
					tiles++;
				}
			}
		}
		return tiles;
	}

}
