package org.durumi.proof;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** Something that whoever owns the database does to the log. */
sealed interface LogAttack permits EntryAttack, HistoryAttack, TileAttack, AttackBesideTheTree {

	/** Does it. */
	Found on(AttackedLog log) throws SQLException;

	/** Whether only a checkpoint that was kept shows it. */
	default boolean needsEarlier() {
		return false;
	}

	/** Whether a copy of the tiles shows it and not one of the entries. */
	default boolean inTiles() {
		return false;
	}

	/** Whether the application's own export lacks what was attacked, and so holds. */
	default boolean isLeftOutOfExports() {
		return inTiles();
	}

	String name();

	/**
	 * What must be said of it, as an expression that one of the sentences must match.
	 *
	 * @param offline by the verifier of the copy; absent where nothing of it is in a
	 * copy, which must then hold
	 * @param database by the verifier that reads the database; absent where nothing there
	 * shows it, which must then hold
	 */
	record Found(@Nullable String offline, @Nullable String database) {

		/** The same is said by both. */
		static Found both(String sentence, Object... values) {
			return new Found(sentence.formatted(values), sentence.formatted(values));
		}

		/** The entries up to a checkpoint are not those that it covers. */
		static Found from(AttackedLog log, long entry) {
			long over = log.checkpointOver(entry);
			return new Found(
					"Entries %d to %d are not those that were signed, nor is any after them vouched for\\."
						.formatted(log.checkpointBefore(entry), over - 1),
					"The checkpoint at %d entries has another root than the entries give\\.".formatted(over));
		}

		/** The entries end too early. */
		static Found endsAfter(AttackedLog log, long entries) {
			return new Found(
					"The file ends after %d of the %d entries that were signed\\.".formatted(entries, log.size()),
					"A checkpoint covers %d entries, but the log holds only %d\\."
						.formatted(log.checkpointOver(entries), entries));
		}

	}

}
