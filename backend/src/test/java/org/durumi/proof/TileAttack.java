package org.durumi.proof;

import java.sql.SQLException;

/** Attacks on the stored tiles, of which proofs are made. */
enum TileAttack implements LogAttack {

	/** A bit of a hash is another. */
	EDIT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			Tile tile = Tile.some(log);
			int bit = log.random().nextInt(tile.width * 256);
			tile.change(log, "set_bit(hashes, %d, 1 - get_bit(hashes, %d))".formatted(bit, bit));
			return tile.isAnother(log);
		}
	},
	/** Two hashes of a tile change places. */
	SWAP {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			Tile tile = Tile.some(log);
			if (tile.width < 2) {
				tile.change(log, "sha256(hashes)");
			}
			else {
				int one = 1 + 32 * log.random().nextInt(tile.width - 1);
				tile.change(log,
						"overlay(hashes placing substr(hashes, %d, 32) || substr(hashes, %d, 32) from %d for 64)"
							.formatted(one + 32, one, one));
			}
			return tile.isAnother(log);
		}
	},
	/** A tile lacks its last hash, or has one more. */
	RESIZE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			Tile tile = Tile.some(log);
			// a tile of 255 with one more would be the full one, which serves as well
			if (tile.width > 1 && (tile.width >= 255 || log.random().nextBoolean())) {
				tile.change(log, "substr(hashes, 1, octet_length(hashes) - 32)");
			}
			else {
				tile.change(log, "hashes || sha256(hashes)");
			}
			return tile.isMissing();
		}
	},
	/** A tile is gone. */
	DELETE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			Tile tile = Tile.some(log);
			log.run("delete from audit.tile where level = ? and tile_index = ?", tile.level, tile.index);
			return tile.isMissing();
		}
	};

	@Override
	public boolean inTiles() {
		return true;
	}

	private record Tile(int level, long index, int width) {

		static Tile some(AttackedLog log) throws SQLException {
			int tiles = Integer.parseInt(log.value("select count(*) from audit.tile"));
			String[] tile = log
				.value("select concat_ws(' ', level, tile_index, octet_length(hashes) / 32) from audit.tile "
						+ "order by level, tile_index offset ? limit 1", log.random().nextInt(tiles))
				.split(" ");
			return new Tile(Integer.parseInt(tile[0]), Long.parseLong(tile[1]), Integer.parseInt(tile[2]));
		}

		void change(AttackedLog log, String hashes) throws SQLException {
			log.run("update audit.tile set hashes = %s where level = ? and tile_index = ?".formatted(hashes),
					this.level, this.index);
		}

		Found isAnother(AttackedLog log) {
			return new Found((this.width < 256)
					? "The unfinished tiles, with which the tree of %d entries ends, .*".formatted(log.size())
					: "Tile %d of level %d is not the one that was signed: .*".formatted(this.index, this.level),
					inDatabase());
		}

		Found isMissing() {
			return new Found("Tile %d of level %d is missing or has another size: .*".formatted(this.index, this.level),
					inDatabase());
		}

		private String inDatabase() {
			return "Tile %d of level %d is not the one that the entries give\\.".formatted(this.index, this.level);
		}

	}

}
