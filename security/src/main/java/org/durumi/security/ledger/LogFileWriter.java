package org.durumi.security.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes an exported log, whole or in part, line by line: nothing of it is kept. It
 * writes what it is given; whether that holds is for the verifier.
 */
final class LogFileWriter {

	private final OutputStream out;

	private long entries;

	private LogFileWriter(OutputStream out) {
		this.out = out;
	}

	/** Begins a whole log, whose entries are to follow from the first to the last. */
	static LogFileWriter whole(OutputStream out, String name, String note) throws IOException {
		LogFileWriter writer = new LogFileWriter(out);
		writer.head(name, LogFile.WHOLE, note);
		writer.line(EntryLine.COLUMNS);
		return writer;
	}

	/**
	 * Begins a part of a log, whose entries are to follow in the log's order, each with
	 * its proof.
	 * @param earlier proofs that the log begins with what was signed before
	 */
	static LogFileWriter part(OutputStream out, String name, String note, List<ConsistencyProof> earlier)
			throws IOException {
		LogFileWriter writer = new LogFileWriter(out);
		writer.head(name, LogFile.PART, note);
		for (ConsistencyProof proof : earlier) {
			writer.line(LogFile.CONSISTENT + proof.from() + LogFile.hashes(proof.hashes()));
		}
		writer.line(EntryLine.COLUMNS);
		return writer;
	}

	private void head(String name, String holds, String note) throws IOException {
		line(LogFile.MAGIC);
		line(LogFile.LOG + name);
		line(holds);
		checkpoint(note);
	}

	void entry(EntryLine entry) throws IOException {
		line(entry.toString());
		this.entries++;
	}

	void entry(EntryLine entry, InclusionProof proof) throws IOException {
		entry(entry);
		line(LogFile.PROOF + LogFile.hashes(proof.hashes()));
	}

	/** A checkpoint over the entries so far: one by the way finds where a log breaks. */
	void checkpoint(String note) throws IOException {
		line(LogFile.CHECKPOINT + note.lines().count());
		this.out.write(note.getBytes(StandardCharsets.UTF_8));
	}

	/** Ends the file; how many entries it has. */
	long end() throws IOException {
		line(LogFile.END + this.entries);
		this.out.flush();
		return this.entries;
	}

	private void line(String line) throws IOException {
		this.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
	}

}
