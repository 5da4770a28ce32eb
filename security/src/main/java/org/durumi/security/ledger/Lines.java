package org.durumi.security.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads a text line by line, whatever it holds: no line longer than is allowed is kept,
 * and a line is UTF-8 without control characters and ended by a line feed.
 */
final class Lines {

	/** Bytes of the longest line that is read: a proof of 63 hashes fits. */
	static final int LONGEST = 4_096;

	private final InputStream input;

	private final byte[] buffer = new byte[8_192];

	private int from;

	private int to;

	private long number;

	Lines(InputStream input) {
		this.input = input;
	}

	/** Which line was read last, the first is 1. */
	long number() {
		return this.number;
	}

	/**
	 * The next line without its end, nothing at the end of the text.
	 * @throws Malformed if it is longer than allowed, no text or not ended
	 */
	@Nullable String next() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(512);
		this.number++;
		int read = read();
		if (read < 0) {
			return null;
		}
		while (read != '\n') {
			if (read < 0) {
				throw new Malformed("The file ends within line %d.".formatted(this.number));
			}
			if (read < ' ') {
				throw new Malformed("Line %d holds a control character.".formatted(this.number));
			}
			if (line.size() == LONGEST) {
				throw new Malformed("Line %d is longer than %d bytes.".formatted(this.number, LONGEST));
			}
			line.write(read);
			read = read();
		}
		return text(line.toByteArray(), "Line " + this.number);
	}

	/**
	 * The next line, which must be there.
	 * @throws Malformed if it is not, or as {@link #next()}
	 */
	String require() throws IOException {
		String line = next();
		if (line == null) {
			throw new Malformed("The file ends at line %d, before its end.".formatted(this.number));
		}
		return line;
	}

	/**
	 * A whole text.
	 * @param most bytes it may have
	 * @throws Malformed if it has more, or is none
	 */
	static String whole(InputStream input, int most) throws IOException {
		byte[] bytes = input.readNBytes(most + 1);
		if (bytes.length > most) {
			throw new Malformed("The file is larger than %d bytes.".formatted(most));
		}
		return text(bytes, "The file");
	}

	private static String text(byte[] bytes, String what) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new Malformed(what + " is no text in UTF-8.", ex);
		}
	}

	private int read() throws IOException {
		if (this.from == this.to) {
			this.from = 0;
			this.to = this.input.read(this.buffer);
			if (this.to <= 0) {
				this.to = 0;
				return -1;
			}
		}
		return Byte.toUnsignedInt(this.buffer[this.from++]);
	}

}
