package org.durumi.security.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * A checkpoint with the proof that it goes on from an earlier one, in the form in which
 * logs ask witnesses for a cosignature (C2SP tlog-witness, add-checkpoint).
 *
 * @param old the earlier size
 * @param note the newer checkpoint
 */
record ConsistencyFile(long old, List<byte[]> hashes, SignedNote note) {

	/** Bytes of the largest file that is read. */
	static final int LARGEST = 2 * SignedNote.LONGEST;

	private static final String OLD = "old ";

	ConsistencyFile {
		hashes = List.copyOf(hashes);
	}

	/**
	 * Reads a file.
	 * @throws Malformed if it is none
	 */
	static ConsistencyFile parse(String text) {
		int end = text.indexOf("\n\n");
		List<String> lines = Arrays.asList(text.substring(0, Math.max(end, 0)).split("\n", ConsistencyProof.MOST + 2));
		if (end < 0 || !lines.getFirst().startsWith(OLD) || lines.size() > ConsistencyProof.MOST + 1) {
			throw new Malformed("This is no proof that a checkpoint goes on from an earlier one.");
		}
		return new ConsistencyFile(LogFile.number(lines.getFirst().substring(OLD.length())),
				lines.subList(1, lines.size()).stream().map(Text64::parseHash).toList(),
				SignedNote.parse(text.substring(end + 2)));
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(OLD).append(this.old).append('\n');
		this.hashes.forEach((hash) -> text.append(Text64.of(hash)).append('\n'));
		return text.append('\n').append(this.note).toString();
	}

}
