package org.durumi.security.ledger;

import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * What the log commits to: so many leaves, with this root (C2SP tlog-checkpoint).
 *
 * @param origin the log's name
 * @param size how many leaves
 * @param incarnation changes when the log goes on after a restore; an extension line
 */
public record Checkpoint(String origin, long size, byte[] root, UUID incarnation) {

	private static final String INCARNATION = "incarnation ";

	/** The text that is signed: a line each, the last one ended too. */
	String text() {
		return "%s\n%d\n%s\n%s%s\n".formatted(this.origin, this.size, Base64.getEncoder().encodeToString(this.root),
				INCARNATION, this.incarnation);
	}

	/**
	 * Reads the text of a checkpoint.
	 * @throws IllegalArgumentException if it is none
	 */
	static Checkpoint parse(String text) {
		List<String> lines = text.lines().toList();
		if (lines.size() != 4 || !lines.get(1).matches("0|[1-9][0-9]{0,17}") || !lines.get(3).startsWith(INCARNATION)) {
			throw new IllegalArgumentException("not a checkpoint");
		}
		byte[] root = Base64.getDecoder().decode(lines.get(2));
		if (root.length != Hashes.LENGTH) {
			throw new IllegalArgumentException("not a checkpoint");
		}
		return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root,
				UUID.fromString(lines.get(3).substring(INCARNATION.length())));
	}

}
