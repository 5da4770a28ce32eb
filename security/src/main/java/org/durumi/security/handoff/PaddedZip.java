package org.durumi.security.handoff;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip file filled up to its size class by a last entry of zeros. Nothing is compressed:
 * how well a text compresses tells of the text.
 */
final class PaddedZip {

	/** The entry that fills up; whoever opens the package may delete it. */
	static final String PADDING = "padding";

	/** Plain names, so that no program that unpacks is led astray. */
	private static final Pattern NAME = Pattern
		.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,3}");

	/** Bytes of an entry's head, beside its name. */
	private static final int HEAD = 30;

	/** Bytes of an entry's line in the directory at the end, beside its name. */
	private static final int LINE = 46;

	/** Bytes of the end. */
	private static final int END = 22;

	private final Counting counting;

	private final Zip zip;

	private final LocalDateTime time;

	private long directory;

	PaddedZip(OutputStream out, Instant now) {
		this.counting = new Counting(out);
		this.zip = new Zip(this.counting);
		this.zip.setLevel(Deflater.NO_COMPRESSION);
		this.time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
	}

	void add(String name, InputStream content) throws IOException {
		if (!NAME.matcher(name).matches() || name.equals(PADDING)) {
			throw new IllegalArgumentException("no name for a file in a package");
		}
		this.zip.putNextEntry(entry(name));
		content.transferTo(this.zip);
		this.zip.closeEntry();
	}

	/** Fills up and ends, without closing what it was written to. */
	void finish() throws IOException {
		ZipEntry padding = entry(PADDING);
		long before = this.counting.count + HEAD + PADDING.length() + this.directory + END;
		long length = SizeClass.of(before) - before;
		CRC32 crc = new CRC32();
		byte[] zeros = new byte[8192];
		for (long left = length; left > 0; left -= zeros.length) {
			crc.update(zeros, 0, (int) Math.min(left, zeros.length));
		}
		padding.setMethod(ZipEntry.STORED);
		padding.setSize(length);
		padding.setCrc(crc.getValue());
		this.zip.putNextEntry(padding);
		for (long left = length; left > 0; left -= zeros.length) {
			this.zip.write(zeros, 0, (int) Math.min(left, zeros.length));
		}
		this.zip.closeEntry();
		this.zip.finish();
		if (this.counting.count != before + length) {
			throw new IllegalStateException("the package is not as long as it should be");
		}
	}

	/** Gives back what the runtime holds outside the heap. */
	void release() {
		this.zip.release();
	}

	private ZipEntry entry(String name) {
		ZipEntry entry = new ZipEntry(name);
		entry.setTimeLocal(this.time);
		this.directory += LINE + name.length();
		return entry;
	}

	/** Ends without writing what is missing. */
	private static final class Zip extends ZipOutputStream {

		Zip(OutputStream out) {
			super(out);
		}

		void release() {
			this.def.end();
		}

	}

	/** Counts, and ends what grows too large. */
	private static final class Counting extends OutputStream {

		private final OutputStream out;

		private long count;

		Counting(OutputStream out) {
			this.out = out;
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.count += length;
			if (this.count > SizeClass.MOST) {
				throw new TooLargeToHandOver();
			}
			this.out.write(bytes, offset, length);
		}

	}

}
