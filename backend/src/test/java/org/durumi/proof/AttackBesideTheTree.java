package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Attacks on what no copy of the log holds, so that no copy shows them: what the database
 * keeps beside the tree, and what is not signed yet. The last ones show nowhere, which
 * {@code docs/audit-log.md} says too.
 */
enum AttackBesideTheTree implements LogAttack {

	/** The leaf's hash is edited that the event has beside its columns. */
	EVENT_LEAF {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.run("update audit.event set leaf_hash = sha256(leaf_hash) where event_id = ?", log.event(entry));
			return inDatabase("Entry %d was altered: event .* does not give the leaf that was recorded\\.", entry);
		}
	},
	/** What is sealed of an event is another, or gone. A copy has only its hash. */
	DETAIL {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = Long
				.parseLong(log.value("select coalesce(min(leaf_index) filter (where detail_enc is not null), 0) "
						+ "from audit.leaf join audit.event using (event_id)"));
			log.run("alter table audit.event drop constraint event_check");
			log.run("update audit.event set detail_enc = %s where event_id = ?"
				.formatted("case when detail_enc is null then '\\x01'::bytea end"), log.event(entry));
			return inDatabase("Entry %d was altered: the detail of event .*", entry);
		}
	},
	CHECKPOINT_ROOT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long at = log.someCheckpointBeforeTheNewest();
			log.run("update audit.checkpoint set root_hash = sha256(root_hash) where tree_size = ?", at);
			return inDatabase("The checkpoint at %d entries has another root than the entries give\\.", at);
		}
	},
	CHECKPOINT_INCARNATION {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long at = log.someCheckpointBeforeTheNewest();
			log.run("update audit.checkpoint set incarnation = gen_random_uuid() where tree_size = ?", at);
			return inDatabase("The checkpoint at %d entries is stored with another incarnation than was signed\\.", at);
		}
	},
	CHECKPOINT_SIZE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("update audit.checkpoint set tree_size = tree_size + 1 where tree_size = ?", log.size());
			return inDatabase("A checkpoint covers %d entries, but the log holds only %d\\.", log.size() + 1,
					log.size());
		}
	},
	/** A copy has those that are there, and each is one that was signed. */
	TAKE_BETWEEN {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long at = log.someCheckpointBeforeTheNewest();
			log.run("delete from audit.checkpoint where tree_size = ?", at);
			return inDatabase("Between %d and %d entries checkpoints were taken away\\.", log.checkpointBefore(at - 1),
					log.checkpointOver(at));
		}
	},
	STRAY_TILE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			int index = 1000 + log.random().nextInt(1000);
			log.run("insert into audit.tile (level, tile_index, hashes) values (0, ?, sha256(''))", index);
			return inDatabase("Tile %d of level 0 belongs to no entry\\.", index);
		}
	},
	/** What an event says of a row's state; {@link RowStateTests} has more of these. */
	ROW_STATE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID event = log.event(log.someEntry());
			log.run("insert into audit.row_state (event_id, row_table, row_key, state_sha256) "
					+ "values (?, 'casework.note', gen_random_uuid()::text, sha256(''))", event);
			return inDatabase("Rows are recorded under event %s, which tells of none\\.", event);
		}
	},
	SESSION_COUNT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			String session = someSession(log);
			log.run("update audit.session set next_seq = next_seq + 1 where session_ref = decode(?, 'hex')", session);
			return inDatabase("Session %s has numbered .*", session);
		}
	},
	SESSION_ACTOR {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			String session = someSession(log);
			log.run("update audit.session set actor = gen_random_uuid() where session_ref = decode(?, 'hex')", session);
			return inDatabase("Session %s is not that of the actor .*", session);
		}
	},
	SESSION_REF {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			String session = someSession(log);
			log.run("update audit.session set session_ref = substr(sha256(session_ref), 1, 16) "
					+ "where session_ref = decode(?, 'hex')", session);
			return inDatabase("Session %s is not there, but .*", session);
		}
	},
	/** It waits no longer and is in no place. */
	LOSE_FROM_QUEUE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID waiting = log.write(1).getFirst();
			log.run("delete from audit.pending where event_id = ?", waiting);
			return inDatabase("Event %s is neither in the log nor waiting for it\\.", waiting);
		}
	},
	QUEUE_AGAIN {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID event = log.event(log.someEntry());
			log.run("insert into audit.pending values (?)", event);
			return inDatabase("Event %s waits for the log and is in it\\.", event);
		}
	},
	QUEUE_ANOTHER {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID waiting = log.write(1).getFirst();
			log.run("update audit.pending set event_id = gen_random_uuid() where event_id = ?", waiting);
			return inDatabase("Event %s is neither in the log nor waiting for it\\.", waiting);
		}
	},
	EDIT_WAITING {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID waiting = log.write(1).getFirst();
			log.run("update audit.event set subject_id = gen_random_uuid() where event_id = ?", waiting);
			return inDatabase("Event %s waits for the log and is not as it was written\\.", waiting);
		}
	},
	DELETE_WAITING {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID waiting = log.write(1).getFirst();
			log.run("delete from audit.event where event_id = ?", waiting);
			return inDatabase("Event %s waits for the log and is not there\\.", waiting);
		}
	},
	/** Gone before it was signed, and its session's count goes on as if it were there. */
	SUPPRESS_LAST {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			suppressLast(log);
			log.sequence(WrittenLogs.KEY);
			return inDatabase("Session .* has numbered 3 events, but 2 are there\\.");
		}
	},
	/** The same, and the count with it: as if it had never been. */
	SUPPRESS_LAST_WITH_ITS_NUMBER {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID session = suppressLast(log);
			log.run("update audit.session set next_seq = 2 where session_ref = uuid_send(?)", session);
			log.sequence(WrittenLogs.KEY);
			return NOWHERE;
		}
	},
	/** A session is gone before any of it was signed. */
	SUPPRESS_SESSION {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID session = session(log, log.write(3).getFirst());
			log.run("delete from audit.pending where event_id in "
					+ "(select event_id from audit.event where session_ref = uuid_send(?))", session);
			log.run("delete from audit.event where session_ref = uuid_send(?)", session);
			log.run("delete from audit.session where session_ref = uuid_send(?)", session);
			log.sequence(WrittenLogs.KEY);
			return NOWHERE;
		}
	},
	/** The rules of the review look at nothing that happens from now on. */
	REVIEW_RULES {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("update review.progress set next_leaf = ?", log.size() + 1000);
			return inDatabase("The review's rules would go on from entry %d, but the log holds only %d\\.",
					log.size() + 1000, log.size());
		}
	},
	REVIEW_RULES_GONE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("delete from review.progress");
			return inDatabase("The place up to which the review's rules have looked is gone: .*");
		}
	},
	/** For a year, no sample. */
	REVIEW_SAMPLE {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("update review.progress set sampled_week = sampled_week + 364");
			return inDatabase("The review draws no samples up to a week that is still to come\\.");
		}
	},
	/** Off the desks without anybody's mark. */
	REVIEW_DESK {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			UUID event = log.event(log.someEntry());
			log.run("insert into review.flag (event_id, rule, bucket, due_at) values (?, 'ALERT', 'attack', now())",
					event);
			log.run("update review.flag set closed_at = now() where bucket = 'attack'");
			return inDatabase("Event %s is off the desks of the review, and nobody marked it reviewed\\.", event);
		}
	},
	/** When a checkpoint was stored and a session opened is signed by nothing. */
	TIMES {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("update audit.checkpoint set created_at = created_at - interval '1 hour'");
			log.run("update audit.session set opened_at = opened_at - interval '1 hour'");
			return NOWHERE;
		}
	},
	/** Without a month's key nobody reads what it opened; the log holds as it did. */
	KEY_OF_A_MONTH {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("insert into audit.log_key values ('2026-11', '\\x01', 'none')");
			log.run("update audit.log_key set wrapped = '\\x02'");
			return NOWHERE;
		}
	};

	private static final Found NOWHERE = new Found(null, null);

	private static Found inDatabase(String sentence, Object... values) {
		return new Found(null, sentence.formatted(values));
	}

	private static String someSession(AttackedLog log) throws SQLException {
		return log.value("select encode(session_ref, 'hex') from audit.event where event_id = ?",
				log.event(log.someEntry()));
	}

	private static UUID session(AttackedLog log, UUID event) throws SQLException {
		return UUID.fromString(
				log.value("select encode(session_ref, 'hex')::uuid from audit.event where event_id = ?", event));
	}

	/**
	 * The last of three events of a session is gone before it was signed; the session.
	 */
	private static UUID suppressLast(AttackedLog log) throws SQLException {
		List<UUID> waiting = log.write(3);
		UUID session = session(log, waiting.getLast());
		log.run("delete from audit.event where event_id = ?", waiting.getLast());
		log.run("delete from audit.pending where event_id = ?", waiting.getLast());
		return session;
	}

}
