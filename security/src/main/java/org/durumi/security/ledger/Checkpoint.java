package org.durumi.security.ledger;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the log commits to: so many leaves, with this root (C2SP tlog-checkpoint). It has
 * no time: that of the newest entry it covers stands in the entry.
 *
 * @param origin the log's name
 * @param size how many leaves
 * @param incarnation changes when the log goes on after a restore; an extension line
 * @param previous the size of the checkpoint before it, so that none can be taken from
 * between others unseen; an extension line that the oldest logs lack
 */
public record Checkpoint(String origin, long size, byte[] root, UUID incarnation, @Nullable Long previous) {

	private static final String INCARNATION = "incarnation ";

	private static final String PREVIOUS = "previous ";

	private static final String SIZE = "0|[1-9][0-9]{0,17}";

	/** The root as the note writes it. */
	public String rootText() {
		return Text64.of(this.root);
	}

	/** Whether it may come next after a checkpoint of this size, or after none, 0. */
	boolean follows(long size) {
		// a batch is all that can lie between two checkpoints
		return (this.previous != null) ? this.previous == size : this.size - size <= Sequencer.BATCH;
	}

	/** The text that is signed: a line each, the last one ended too. */
	String text() {
		String text = "%s\n%d\n%s\n%s%s\n".formatted(this.origin, this.size, rootText(), INCARNATION, this.incarnation);
		return (this.previous != null) ? text + PREVIOUS + this.previous + "\n" : text;
	}

	/**
	 * Reads the text of a checkpoint.
	 * @throws Malformed if it is none of a log of ours
	 */
	static Checkpoint parse(String text) {
		String[] lines = text.split("\n", -1);
		// the last line is ended, so nothing stands behind it
		if (lines.length < 5 || lines.length > 6 || lines[0].isBlank() || !lines[1].matches(SIZE)
				|| !lines[3].startsWith(INCARNATION) || (lines.length == 6 && !lines[4].startsWith(PREVIOUS))) {
			throw new Malformed("This is no checkpoint.");
		}
		Checkpoint checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), Text64.parseHash(lines[2]),
				incarnation(lines[3].substring(INCARNATION.length())),
				(lines.length == 6) ? previous(lines[4].substring(PREVIOUS.length())) : null);
		// each value has one spelling
		if (!checkpoint.text().equals(text)) {
			throw new Malformed("This is no checkpoint.");
		}
		return checkpoint;
	}

	private static UUID incarnation(String text) {
		try {
			return UUID.fromString(text);
		}
		catch (IllegalArgumentException ex) {
			throw new Malformed("This is no checkpoint: its incarnation is none.", ex);
		}
	}

	private static Long previous(String text) {
		if (!text.matches(SIZE)) {
			throw new Malformed("This is no checkpoint: the size before it is none.");
		}
		return Long.valueOf(text);
	}

}
