package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The tiles that the sequencer stores, as {@code durumi_verifier} reads them. */
final class StoredTiles implements Tiles<SQLException> {

	private final Connection connection;

	StoredTiles(Connection connection) {
		this.connection = connection;
	}

	@Override
	public byte[] hashes(int level, long index, int width) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("select hashes from audit.tile where level = ? and tile_index = ?")) {
			statement.setShort(1, (short) level);
			statement.setLong(2, index);
			try (ResultSet rows = statement.executeQuery()) {
				byte[] stored = rows.next() ? rows.getBytes(1) : new byte[0];
				if (stored.length < width * Hashes.LENGTH) {
					throw new LedgerBroken("Tile %d of level %d is not there or too short.".formatted(index, level));
				}
				return Arrays.copyOf(stored, width * Hashes.LENGTH);
			}
		}
	}

}
