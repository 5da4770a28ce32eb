package org.durumi.security.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Passes stored checkpoints on, between the entries of an export. */
final class ByTheWay {

	/** A checkpoint by the way comes after so many entries. */
	private static final int STRETCH = 256;

	private final ResultSet checkpoints;

	private boolean more;

	private long last;

	/**
	 * Begins.
	 * @param checkpoints sizes and notes, the smallest first
	 */
	ByTheWay(ResultSet checkpoints) throws SQLException {
		this.checkpoints = checkpoints;
		this.more = checkpoints.next();
	}

	/**
	 * Every note at this size that is one, and that the key signed: one that is not must
	 * not keep a copy from being made, nor look in it as if the log were broken.
	 */
	List<String> signedAfter(long size, VerifierKey key) throws SQLException {
		List<String> notes = new ArrayList<>();
		while (this.more && this.checkpoints.getLong(1) <= size) {
			String note = new String(this.checkpoints.getBytes(2), StandardCharsets.UTF_8);
			if (key.verify(note).filter((signed) -> signed.size() == size).isPresent()) {
				notes.add(note);
			}
			this.more = this.checkpoints.next();
		}
		return notes;
	}

	/**
	 * The note of the checkpoint at this size, if it is one to tell: they are some
	 * hundred entries apart.
	 */
	@Nullable String after(long size) throws SQLException {
		while (this.more && this.checkpoints.getLong(1) < size) {
			this.more = this.checkpoints.next();
		}
		if (!this.more || this.checkpoints.getLong(1) != size || size - this.last < STRETCH) {
			return null;
		}
		this.last = size;
		return this.checkpoints.getString(2);
	}

}
