package org.durumi.proof;

import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.SigningKey;

/**
 * Attacks that give the log another history, and on the checkpoints that vouch for it.
 */
enum HistoryAttack implements LogAttack {

	/** The whole log is as it was at an earlier checkpoint. */
	ROLL_BACK {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long to = log.someCheckpointBeforeTheNewest();
			log.rollBack(to);
			return new Found(rolledBack(log, to), null);
		}

		@Override
		public boolean needsEarlier() {
			return true;
		}
	},
	/** And goes on from there, signed by the true key. */
	ROLL_BACK_AND_GO_ON {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long to = log.someCheckpointBeforeTheNewest();
			log.rollBack(to);
			log.write((int) (log.size() - to) + log.random().nextInt(5));
			log.sequence(WrittenLogs.KEY);
			return new Found(forked(log), null);
		}

		@Override
		public boolean needsEarlier() {
			return true;
		}
	},
	/** An event is edited and all is signed anew by the true key, which was stolen. */
	FORK {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long entry = log.someEntry();
			log.edit(entry, log.random().nextBoolean() ? "subject_id" : "action");
			log.recomputeLeaf(entry);
			log.signAnew(WrittenLogs.KEY);
			return new Found(forked(log), null);
		}

		@Override
		public boolean needsEarlier() {
			return true;
		}
	},
	/** All is signed anew by a key of the same name. */
	SIGN_WITH_ANOTHER_KEY {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			if (log.random().nextBoolean()) {
				log.edit(log.someEntry(), "subject_id");
				log.run("update audit.event e set leaf_hash = audit.leaf_hash(e)");
			}
			log.signAnew(OTHER_KEY);
			return new Found("The checkpoint is not signed by the log’s key: nothing of the file is proved\\.",
					"The checkpoint at %d entries is not signed by the log’s key\\.".formatted(log.size()));
		}
	},
	/** An event that waited is gone before it was signed, not the last of its session. */
	SUPPRESS {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			List<UUID> waiting = log.write(2 + log.random().nextInt(5));
			int number = log.random().nextInt(waiting.size() - 1);
			String session = log.value("select encode(session_ref, 'hex') from audit.event where event_id = ?",
					waiting.get(number));
			log.run("delete from audit.event where event_id = ?", waiting.get(number));
			log.run("delete from audit.pending where event_id = ?", waiting.get(number));
			log.sequence(WrittenLogs.KEY);
			return new Found(
					"Session %s has an entry with number %d and none with number %d: an entry was suppressed\\."
						.formatted(withHyphens(session), number + 1, number),
					"Session %s has numbered %d events, but %d are there\\.".formatted(session, waiting.size(),
							waiting.size() - 1));
		}
	},
	/** The newest checkpoint says something else under its signature. */
	FORGE_TEXT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			log.run("update audit.checkpoint set note = ? where tree_size = ?", forged(log, log.size()), log.size());
			return notSigned(log);
		}
	},
	/** The newest checkpoint says something else, signed by another key. */
	FORGE_TEXT_AND_SIGN {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			byte[] root = new byte[32];
			log.random().nextBytes(root);
			log.run("update audit.checkpoint set note = ?, root_hash = ? where tree_size = ?",
					OTHER_KEY.sign(checkpoint(log, root)), root, log.size());
			return notSigned(log);
		}
	},
	/** The newest checkpoint says another root, signed by the true key. */
	SIGN_ANOTHER_ROOT {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			byte[] root = new byte[32];
			log.random().nextBytes(root);
			log.run("update audit.checkpoint set note = ?, root_hash = ? where tree_size = ?",
					WrittenLogs.KEY.sign(checkpoint(log, root)), root, log.size());
			return Found.from(log, log.size() - 1);
		}
	},
	/** The newest checkpoint carries the signature of another. */
	SIGNATURE_OF_ANOTHER {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			String note = note(log, log.size());
			String other = note(log, log.someCheckpointBeforeTheNewest());
			log.run("update audit.checkpoint set note = ? where tree_size = ?",
					note.substring(0, note.indexOf("\n\n")) + other.substring(other.indexOf("\n\n")), log.size());
			return notSigned(log);
		}
	},
	/** An older checkpoint stands where the newest was. */
	OLDER_FOR_NEWEST {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long older = log.someCheckpointBeforeTheNewest();
			log.run("update audit.checkpoint set note = ? where tree_size = ?", note(log, older), log.size());
			return new Found(".* The file has more entries than the %d that were signed\\.".formatted(older),
					"The checkpoint stored for %d entries is one for %d\\.".formatted(log.size(), older));
		}
	},
	/** A checkpoint by the way says something else under its signature. */
	FORGE_BY_THE_WAY {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long at = log.someCheckpointBeforeTheNewest();
			log.run("update audit.checkpoint set note = ? where tree_size = ?", forged(log, at), at);
			return new Found(
					"The checkpoint after %d entries is not one that the log’s key signed for them\\.".formatted(at),
					"The checkpoint at %d entries is not signed by the log’s key\\.".formatted(at));
		}

		// it has one in some hundred entries
		@Override
		public boolean isLeftOutOfExports() {
			return true;
		}
	},
	/** The newest checkpoint is taken away. */
	TAKE_NEWEST {
		@Override
		public Found on(AttackedLog log) throws SQLException {
			long before = log.checkpointBefore(log.size() - 1);
			log.run("delete from audit.checkpoint where tree_size = ?", log.size());
			return new Found(rolledBack(log, before),
					"Entries %d to %d are covered by no valid checkpoint\\.".formatted(before, log.size() - 1));
		}

		@Override
		public boolean needsEarlier() {
			return true;
		}
	};

	private static final SigningKey OTHER_KEY = SigningKey.generate(WrittenLogs.KEY.verifier().name());

	private static String rolledBack(AttackedLog log, long to) {
		return "The log was rolled back: it has %d entries, and %d were signed before\\.".formatted(to, log.size());
	}

	private static String forked(AttackedLog log) {
		return "The log was forked: its first %d entries are not those that were signed before\\."
			.formatted(log.size());
	}

	private static Found notSigned(AttackedLog log) {
		return new Found("The checkpoint is not signed by the log’s key: nothing of the file is proved\\.",
				"The checkpoint at %d entries is not signed by the log’s key\\.".formatted(log.size()));
	}

	private static String note(AttackedLog log, long size) throws SQLException {
		return log.value("select note from audit.checkpoint where tree_size = ?", size);
	}

	private static Checkpoint checkpoint(AttackedLog log, byte[] root) {
		return new Checkpoint(WrittenLogs.KEY.verifier().name(), log.size(), root, UUID.randomUUID(),
				log.checkpointBefore(log.size() - 1));
	}

	/**
	 * With one of its lines saying something else: name, size, root, or what is added.
	 */
	private static String forged(AttackedLog log, long size) throws SQLException {
		String[] lines = note(log, size).split("\n", -1);
		int line = log.random().nextInt(5);
		lines[line] = switch (line) {
			case 0 -> "durumi.other";
			case 1 -> Long.toString(size + 1 + log.random().nextInt(9));
			case 2 -> {
				byte[] root = new byte[32];
				log.random().nextBytes(root);
				yield Base64.getEncoder().encodeToString(root);
			}
			case 3 -> "incarnation " + UUID.randomUUID();
			default -> "previous " + (size + 1);
		};
		return String.join("\n", lines);
	}

	private static String withHyphens(String hex) {
		return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
	}

}
