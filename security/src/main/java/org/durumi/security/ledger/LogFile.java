package org.durumi.security.ledger;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of an exported log's lines, and how its values are read. The format is
 * described in {@code docs/audit-log.md}.
 */
final class LogFile {

	static final String MAGIC = "durumi-audit-log/v1";

	static final String LOG = "log ";

	static final String WHOLE = "holds all";

	static final String PART = "holds part";

	static final String CHECKPOINT = "checkpoint ";

	static final String CONSISTENT = "consistent ";

	static final String PROOF = "proof";

	static final String END = "end ";

	private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

	private static final int MOST_LINES_OF_A_NOTE = 80;

	private LogFile() {
	}

	/**
	 * A number without a sign and leading zeroes.
	 * @throws Malformed if the text is none
	 */
	static long number(String text) {
		if (!NUMBER.matcher(text).matches()) {
			throw new Malformed("There is a number that is none.");
		}
		return Long.parseLong(text);
	}

	/** Hashes with a space before each. */
	static String hashes(List<byte[]> hashes) {
		StringBuilder text = new StringBuilder();
		hashes.forEach((hash) -> text.append(' ').append(Text64.of(hash)));
		return text.toString();
	}

	/**
	 * Hashes with a space before each.
	 * @throws Malformed if they are none or more than allowed
	 */
	static List<byte[]> hashes(String text, int most) {
		if (text.isEmpty()) {
			return List.of();
		}
		String[] parts = text.substring(1).split(" ", most + 1);
		if (!text.startsWith(" ") || parts.length > most) {
			throw new Malformed("There is a proof that is none.");
		}
		return Stream.of(parts).map(Text64::parseHash).toList();
	}

	/**
	 * The note whose lines follow.
	 * @param line says how many
	 * @throws Malformed if it is none
	 */
	static SignedNote note(String line, Lines lines) throws IOException {
		long count = line.startsWith(CHECKPOINT) ? number(line.substring(CHECKPOINT.length())) : 0;
		if (count < 1 || count > MOST_LINES_OF_A_NOTE) {
			throw new Malformed("A checkpoint should stand here.");
		}
		StringBuilder note = new StringBuilder();
		for (long i = 0; i < count; i++) {
			note.append(lines.require()).append('\n');
		}
		return SignedNote.parse(note.toString());
	}

}
