package org.durumi.security.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Verifies an exported log, whole or in part, as it is read: memory does not grow with
 * its entries, only with the sessions and cosigning keys that a whole log names.
 * <p>
 * Of a whole log everything that its checkpoint covers is proved, and that each session
 * numbers its entries without a gap, and that no cosignature is missing that an entry
 * tells of. Of a part each entry is proved; what was left out of it nobody can tell from
 * it.
 */
final class LogFileCheck {

	private final Lines lines;

	private final VerifierKey key;

	private final Findings findings = new Findings();

	private final Since since;

	private final Cosignatures cosignatures;

	private final Remarks remarks = new Remarks();

	private final SessionNumbers numbers = new SessionNumbers(this.findings);

	private final CosignaturesTold told = new CosignaturesTold();

	private final RightEdge edge = new RightEdge();

	/** Up to where the entries are known to be those that were signed. */
	private long vouched;

	private boolean broken;

	/** Whether an entry’s columns say nothing, its session’s number neither. */
	private boolean altered;

	private long entries;

	private long lastIndex = -1;

	private @Nullable Instant newestAt;

	LogFileCheck(Lines lines, VerifierKey key, @Nullable Checkpoint earlier, List<CosignerKey> witnesses) {
		this.lines = lines;
		this.key = key;
		this.since = new Since(earlier, this.findings);
		this.cosignatures = new Cosignatures(witnesses, this.findings);
	}

	/**
	 * Verifies; the first line was read.
	 * @throws Malformed if the file has not the beginning of an exported log
	 */
	OfflineReport check() throws IOException, Unverifiable {
		if (!this.lines.require().equals(LogFile.LOG + this.key.name())) {
			throw new Malformed("The file is of another log than the key is.");
		}
		String holds = this.lines.require();
		boolean whole = holds.equals(LogFile.WHOLE);
		if (!whole && !holds.equals(LogFile.PART)) {
			throw new Malformed("The file does not say whether it holds all of a log or a part.");
		}
		SignedNote note = LogFile.note(this.lines.require(), this.lines);
		OfflineReport.Kind kind = whole ? OfflineReport.Kind.LOG : OfflineReport.Kind.PART;
		Optional<Checkpoint> signed = this.key.verify(note);
		if (signed.isEmpty()) {
			this.findings.add("The checkpoint is not signed by the log’s key: nothing of the file is proved.");
			return new OfflineReport(kind, null, note.toString(), 0, null, null, this.findings.list(), List.of(),
					List.of());
		}
		Checkpoint checkpoint = signed.get();
		this.since.newest(checkpoint);
		this.cosignatures.in(note, checkpoint.size());
		body(whole, checkpoint);
		this.since.finish(this.remarks.losses());
		return new OfflineReport(kind, checkpoint, note.toString(), this.entries, this.newestAt, null,
				this.findings.list(), this.remarks.list(), this.cosignatures.finish());
	}

	/** A line that cannot be read is a finding: what stands before it was read. */
	private void body(boolean whole, Checkpoint checkpoint) throws IOException, Unverifiable {
		try {
			String line = this.lines.require();
			while (!whole && line.startsWith(LogFile.CONSISTENT)) {
				consistent(line, checkpoint);
				line = this.lines.require();
			}
			if (!line.equals(EntryLine.COLUMNS)) {
				throw new Malformed("The columns are not those of a log.");
			}
			line = this.lines.require();
			while (!line.startsWith(LogFile.END)) {
				if (whole) {
					partOfWhole(line, checkpoint);
				}
				else {
					proved(line, checkpoint);
				}
				line = this.lines.require();
			}
			end(line);
		}
		catch (Malformed ex) {
			this.findings.add("Line %d cannot be read, nor anything after it: %s", this.lines.number(), ex.sentence());
		}
		if (whole) {
			wholeEnds(checkpoint);
		}
	}

	private void end(String line) throws IOException {
		if (LogFile.number(line.substring(LogFile.END.length())) != this.entries) {
			this.findings.add("The file says at its end that it has another number of entries than the %d it has.",
					this.entries);
		}
		if (this.lines.next() != null) {
			this.findings.add("The file goes on after its end.");
		}
	}

	private void consistent(String line, Checkpoint checkpoint) {
		String rest = line.substring(LogFile.CONSISTENT.length());
		int space = rest.indexOf(' ');
		String from = (space < 0) ? rest : rest.substring(0, space);
		this.since.proof(new ConsistencyProof(LogFile.number(from), checkpoint.size(),
				LogFile.hashes(rest.substring(from.length()), ConsistencyProof.MOST)), checkpoint);
	}

	private void partOfWhole(String line, Checkpoint checkpoint) throws IOException, Unverifiable {
		if (line.startsWith(LogFile.CHECKPOINT)) {
			byTheWay(LogFile.note(line, this.lines));
			return;
		}
		EntryLine entry = EntryLine.parse(line);
		if (this.edge.size() == checkpoint.size()) {
			throw new Malformed("The file has more entries than the %d that were signed.".formatted(checkpoint.size()));
		}
		if (entry.index() != this.edge.size()) {
			this.findings.add("Entry %d stands where entry %d belongs.", entry.index(), this.edge.size());
		}
		if (leaf(entry)) {
			this.numbers.add(entry);
			this.remarks.entry(entry.index(), entry.occurredAt(), entry.event());
			this.told.entry(entry.event());
		}
		this.edge.append(entry.leaf(), (full) -> {
		});
		this.entries++;
		if (this.since.wants(this.edge.size())) {
			this.since.root(this.edge.root());
		}
	}

	private boolean leaf(EntryLine entry) {
		this.newestAt = entry.occurredAt();
		if (!entry.leafFits()) {
			this.altered = true;
			this.findings.add("Entry %d was altered: it does not give the leaf that was recorded.", entry.index());
		}
		return !this.altered;
	}

	private void byTheWay(SignedNote note) throws Unverifiable {
		Optional<Checkpoint> checkpoint = this.key.verify(note);
		if (checkpoint.isEmpty() || checkpoint.get().size() != this.edge.size()) {
			this.findings.add("The checkpoint after %d entries is not one that the log’s key signed for them.",
					this.edge.size());
			return;
		}
		this.cosignatures.in(note, this.edge.size());
		this.told.note(note, this.edge.size());
		signed(checkpoint.get());
	}

	private void signed(Checkpoint checkpoint) {
		if (Arrays.equals(checkpoint.root(), this.edge.root())) {
			this.vouched = this.edge.size();
		}
		else if (!this.broken) {
			// the tree never comes right again, so the first place is the one to tell
			this.broken = true;
			this.findings.add("Entries %d to %d are not those that were signed, nor is any after them vouched for.",
					this.vouched, this.edge.size() - 1);
		}
	}

	private void wholeEnds(Checkpoint checkpoint) {
		if (this.edge.size() == checkpoint.size()) {
			signed(checkpoint);
			if (!this.altered) {
				this.numbers.finish();
				this.told.finish(this.findings);
				this.remarks.withoutEnd(this.numbers.withoutEnd());
			}
		}
		else {
			this.findings.add("The file ends after %d of the %d entries that were signed.", this.edge.size(),
					checkpoint.size());
		}
	}

	private void proved(String line, Checkpoint checkpoint) throws IOException {
		EntryLine entry = EntryLine.parse(line);
		String proof = this.lines.require();
		if (!proof.startsWith(LogFile.PROOF)) {
			throw new Malformed("The proof of the entry before should stand here.");
		}
		if (entry.index() <= this.lastIndex) {
			this.findings.add("Entry %d stands after entry %d.", entry.index(), this.lastIndex);
		}
		this.lastIndex = entry.index();
		leaf(entry);
		InclusionProof inclusion = new InclusionProof(entry.index(), checkpoint.size(),
				LogFile.hashes(proof.substring(LogFile.PROOF.length()), InclusionProof.MOST));
		if (!inclusion.proves(entry.leaf(), checkpoint.root())) {
			this.findings.add("Entry %d is not proved to be in the log.", entry.index());
		}
		this.entries++;
	}

}
