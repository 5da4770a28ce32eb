package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The proof that one entry is in the log (C2SP tlog-proof). The extra data is the leaf's
 * own, so the file says what the entry is, and the proof vouches for it.
 *
 * @param extra the data of the leaf
 * @param hashes the inclusion proof
 * @param note the checkpoint, as it was signed
 */
record ProofFile(byte[] extra, long index, List<byte[]> hashes, SignedNote note) {

	static final String MAGIC = "c2sp.org/tlog-proof@v1";

	/** Bytes of the largest file that is read. */
	static final int LARGEST = 2 * SignedNote.LONGEST;

	private static final String EXTRA = "extra ";

	private static final String INDEX = "index ";

	ProofFile {
		hashes = List.copyOf(hashes);
	}

	/**
	 * Reads a file.
	 * @throws Malformed if it is none, or says nothing of its entry
	 */
	static ProofFile parse(String text) {
		int end = text.indexOf("\n\n");
		if (end < 0) {
			throw new Malformed("The proof has no checkpoint.");
		}
		List<String> lines = new ArrayList<>(
				Arrays.asList(text.substring(0, end).split("\n", InclusionProof.MOST + 4)));
		if (lines.size() > InclusionProof.MOST + 3) {
			throw new Malformed("The proof has too many hashes.");
		}
		if (lines.size() < 3 || !lines.get(0).equals(MAGIC) || !lines.get(1).startsWith(EXTRA)
				|| !lines.get(2).startsWith(INDEX)) {
			throw new Malformed("This is no proof of an entry with the entry itself.");
		}
		return new ProofFile(Text64.parse(lines.get(1).substring(EXTRA.length())),
				LogFile.number(lines.get(2).substring(INDEX.length())),
				lines.subList(3, lines.size()).stream().map(Text64::parseHash).toList(),
				SignedNote.parse(text.substring(end + 2)));
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(MAGIC).append('\n').append(EXTRA).append(Text64.of(this.extra));
		text.append('\n').append(INDEX).append(this.index).append('\n');
		this.hashes.forEach((hash) -> text.append(Text64.of(hash)).append('\n'));
		return text.append('\n').append(this.note).toString();
	}

	/** Verifies that the entry is in the log. */
	OfflineReport check(VerifierKey key, Since since, Cosignatures cosignatures, Findings findings)
			throws Unverifiable {
		EventLeaf event = LeafData.parse(this.extra);
		Checkpoint checkpoint = key.verify(this.note).orElse(null);
		if (checkpoint == null) {
			findings.add("The checkpoint is not signed by the log’s key: nothing is proved.");
		}
		else {
			since.newest(checkpoint);
			if (!new InclusionProof(this.index, checkpoint.size(), this.hashes).proves(Hashes.leaf(this.extra),
					checkpoint.root())) {
				findings.add("Entry %d is not proved to be in the log.", this.index);
			}
			since.finish(List.of());
			cosignatures.in(this.note, checkpoint.size());
		}
		return new OfflineReport(OfflineReport.Kind.ENTRY, checkpoint, this.note.toString(), 1,
				EntryLine.time(event.occurredAt()), event, findings.list(), List.of(),
				(checkpoint != null) ? cosignatures.finish() : List.of());
	}

}
