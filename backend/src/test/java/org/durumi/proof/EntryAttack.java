package org.durumi.proof;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Attacks on the entries of the log and their places. */
enum EntryAttack implements LogAttack {

	/** A column is edited, and nothing else. */
	EDIT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.edit(entry, someColumn(log));
			return Found.both("Entry %d was altered: .*", entry);
		}
	},
	/** A column is edited, and event and leaf made to fit. */
	EDIT_WITH_LEAF {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.edit(entry, someColumn(log));
			log.recomputeLeaf(entry);
			return Found.from(log, entry);
		}
	},
	/** And the tile with it. */
	EDIT_WITH_LEAF_AND_TILE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.edit(entry, someColumn(log));
			log.recomputeLeaf(entry);
			log.run("update audit.tile t set hashes = overlay(t.hashes placing l.leaf_hash "
					+ "from 1 + 32 * (l.leaf_index % 256)::integer for 32) from audit.leaf l "
					+ "where l.leaf_index = ? and t.level = 0 and t.tile_index = l.leaf_index / 256", entry);
			return Found.from(log, entry);
		}
	},
	/** The leaf is edited, the event is as it was. */
	EDIT_LEAF {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.run("update audit.leaf set leaf_hash = sha256(leaf_hash) where leaf_index = ?", entry);
			return Found.both("Entry %d was altered: .*", entry);
		}
	},
	/** Two leaves name each other's events. */
	EXCHANGE_EVENTS {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long one = log.someEntry();
			log.rearrange((leaves) -> {
				int other = (int) ((one + 1 + log.random().nextInt(leaves.size() - 1)) % leaves.size());
				AttackedLog.Leaf first = leaves.get((int) one);
				AttackedLog.Leaf second = leaves.get(other);
				leaves.set((int) one, new AttackedLog.Leaf(second.event(), first.hash()));
				leaves.set(other, new AttackedLog.Leaf(first.event(), second.hash()));
				return leaves;
			});
			return Found.both("Entry %d was altered: .*", one);
		}
	},
	/** An event is deleted and its leaf left. */
	DELETE_EVENT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.run("delete from audit.event where event_id = ?", log.event(entry));
			return new Found(gapAfter(log, entry, entry).offline(),
					"Entry %d names an event that is not there: .*".formatted(entry));
		}
	},
	/** Entries are deleted, one or some in a row; the gap stays. */
	DELETE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long first = log.someEntry();
			long last = Math.min(log.size() - 1, first + (log.random().nextBoolean() ? 0 : log.random().nextInt(9)));
			delete(log, first, last);
			return gapAfter(log, first, last);
		}
	},
	/** And those behind move up. */
	DELETE_AND_CLOSE_UP {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.run("delete from audit.event where event_id = ?", log.event(entry));
			log.rearrange((leaves) -> {
				leaves.remove((int) entry);
				return leaves;
			});
			return (log.checkpointOver(entry) < log.size()) ? Found.from(log, entry)
					: Found.endsAfter(log, log.size() - 1);
		}
	},
	/** All are deleted of one session. */
	DELETE_SESSION {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			String session = log.value("select encode(session_ref, 'hex') from audit.event where event_id = ?",
					log.event(log.someEntry()));
			long first = Long
				.parseLong(log.value("select min(leaf_index) from audit.leaf join audit.event using (event_id) "
						+ "where session_ref = decode(?, 'hex')", session));
			log.run("create temporary table gone on commit drop as select event_id, leaf_index from audit.leaf "
					+ "join audit.event using (event_id) where session_ref = decode(?, 'hex')", session);
			long last = Long.parseLong(log.value("select min(g.leaf_index) from gone g where not exists "
					+ "(select from gone h where h.leaf_index = g.leaf_index + 1)"));
			log.run("delete from audit.leaf where event_id in (select event_id from gone)");
			log.run("delete from audit.event where event_id in (select event_id from gone)");
			log.run("delete from audit.session where session_ref = decode(?, 'hex')", session);
			return gapAfter(log, first, last);
		}
	},
	/** The end is cut off, the checkpoints stay. */
	CUT_OFF {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entries = log.someEntry();
			delete(log, entries, log.size() - 1);
			return Found.endsAfter(log, entries);
		}
	},
	/** Everything is gone but the checkpoints. */
	TRUNCATE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("truncate audit.event, audit.leaf, audit.session");
			return Found.endsAfter(log, 0);
		}
	},
	/** Two entries change places. */
	SWAP {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			return Found.from(log, log.rearrange((leaves) -> {
				int one = log.random().nextInt(leaves.size());
				Collections.swap(leaves, one, (one + 1 + log.random().nextInt(leaves.size() - 1)) % leaves.size());
				return leaves;
			}));
		}
	},
	/** One moves, those between move by one. */
	MOVE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			return Found.from(log, log.rearrange((leaves) -> {
				int from = log.random().nextInt(leaves.size());
				int to = (from + 1 + log.random().nextInt(leaves.size() - 1)) % leaves.size();
				leaves.add(to, leaves.remove(from));
				return leaves;
			}));
		}
	},
	/** Some in a row stand the other way round. */
	REVERSE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			return Found.from(log, log.rearrange((leaves) -> {
				int first = log.random().nextInt(leaves.size() - 1);
				int some = 2 + log.random().nextInt(leaves.size() - first - 1);
				Collections.reverse(leaves.subList(first, first + some));
				return leaves;
			}));
		}
	},
	/** An event that never was is put between others. */
	INSERT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			AttackedLog.Leaf forged = log.forgedEvent();
			return Found.from(log, log.rearrange((leaves) -> {
				leaves.add(log.random().nextInt(leaves.size()), forged);
				return leaves;
			}));
		}
	},
	/** An event that never was takes the place of one. */
	REPLACE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			AttackedLog.Leaf forged = log.forgedEvent();
			return Found.from(log, log.rearrange((leaves) -> {
				leaves.set(log.random().nextInt(leaves.size()), forged);
				return leaves;
			}));
		}
	},
	/** An entry is there twice. */
	DUPLICATE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("alter table audit.leaf drop constraint leaf_event_id_key");
			return Found.from(log, log.rearrange((leaves) -> {
				int at = log.random().nextInt(leaves.size() - 1);
				// beside itself it would only be as if it had been put behind itself
				leaves.add(at, leaves.get(leaves.size() - 1));
				return leaves;
			}));
		}
	};

	private static String someColumn(AttackedLog log) {
		List<String> columns = EditedColumn.COVERED;
		return columns.get(log.random().nextInt(columns.size()));
	}

	private static void delete(AttackedLog log, long first, long last) throws SQLException {
		log.run("delete from audit.event where event_id in (select event_id from audit.leaf where leaf_index between ? and ?)",
				first, last);
		log.run("delete from audit.leaf where leaf_index between ? and ?", first, last);
	}

	/** What comes next stands where the first of them belongs. */
	private static Found gapAfter(AttackedLog log, long first, long last) {
		return (last < log.size() - 1) ? Found.both("Entry %d stands where entry %d belongs\\.", last + 1, first)
				: Found.endsAfter(log, first);
	}

}
