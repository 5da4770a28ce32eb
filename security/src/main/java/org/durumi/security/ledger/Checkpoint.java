package org.durumi.security.ledger;

import java.util.Base64;
import java.util.List;
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
		return Base64.getEncoder().encodeToString(this.root);
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
	 * @throws IllegalArgumentException if it is none
	 */
	static Checkpoint parse(String text) {
		List<String> lines = text.lines().toList();
		if (lines.size() < 4 || lines.size() > 5 || !lines.get(1).matches(SIZE)
				|| !lines.get(3).startsWith(INCARNATION)) {
			throw new IllegalArgumentException("not a checkpoint");
		}
		byte[] root = Base64.getDecoder().decode(lines.get(2));
		if (root.length != Hashes.LENGTH) {
			throw new IllegalArgumentException("not a checkpoint");
		}
		return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root,
				UUID.fromString(lines.get(3).substring(INCARNATION.length())),
				(lines.size() == 5) ? previous(lines.get(4)) : null);
	}

	private static Long previous(String line) {
		if (!line.startsWith(PREVIOUS) || !line.substring(PREVIOUS.length()).matches(SIZE)) {
			throw new IllegalArgumentException("not a checkpoint");
		}
		return Long.valueOf(line.substring(PREVIOUS.length()));
	}

}
