package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with lines that sign it (C2SP signed-note). Reading one says nothing about who
 * signed: that is for the keys.
 *
 * @param text what is signed, its last line ended
 */
record SignedNote(String text, List<Line> lines) {

	/** Characters of the longest note that is read. */
	static final int LONGEST = 100_000;

	private static final int MOST_LINES = 64;

	private static final int LONGEST_NAME = 256;

	private static final String DASH = "\u2014 ";

	SignedNote {
		lines = List.copyOf(lines);
	}

	/**
	 * A line that signs.
	 *
	 * @param id of the key, beside its name
	 */
	record Line(String name, int id, byte[] signature) {

		@Override
		public String toString() {
			byte[] bytes = ByteBuffer.allocate(4 + this.signature.length).putInt(this.id).put(this.signature).array();
			return DASH + this.name + " " + Text64.of(bytes) + "\n";
		}

	}

	/**
	 * Reads a note from the bytes of its text.
	 * @throws Malformed if it is none
	 */
	static SignedNote of(byte[] bytes) {
		return parse(new String(bytes, StandardCharsets.UTF_8));
	}

	/**
	 * Reads a note.
	 * @throws Malformed if it is none
	 */
	static SignedNote parse(String note) {
		if (note.length() > LONGEST) {
			throw new Malformed("A signed note is longer than %d characters.".formatted(LONGEST));
		}
		if (note.chars().anyMatch((character) -> character < ' ' && character != '\n')) {
			throw new Malformed("A signed note holds a control character.");
		}
		// the text may hold empty lines, the signatures may not
		int end = note.lastIndexOf("\n\n");
		if (end < 0 || !note.endsWith("\n") || end + 2 == note.length()) {
			throw new Malformed("This is no signed note.");
		}
		String[] lines = note.substring(end + 2, note.length() - 1).split("\n", MOST_LINES + 1);
		if (lines.length > MOST_LINES) {
			throw new Malformed("A signed note has more than %d signatures.".formatted(MOST_LINES));
		}
		List<Line> signatures = new ArrayList<>();
		for (String line : lines) {
			signatures.add(line(line));
		}
		return new SignedNote(note.substring(0, end + 1), signatures);
	}

	private static Line line(String line) {
		int space = line.indexOf(' ', DASH.length());
		if (!line.startsWith(DASH) || space < 0 || !isKeyName(line.substring(DASH.length(), space))) {
			throw new Malformed("A signed note has a signature line that is none.");
		}
		byte[] bytes = Text64.parse(line.substring(space + 1));
		if (bytes.length <= 4) {
			throw new Malformed("A signed note has a signature line without a signature.");
		}
		return new Line(line.substring(DASH.length(), space), ByteBuffer.wrap(bytes).getInt(),
				Arrays.copyOfRange(bytes, 4, bytes.length));
	}

	/** Whether a key may be called so. */
	static boolean isKeyName(String name) {
		return !name.isEmpty() && name.length() <= LONGEST_NAME
				&& name.chars()
					.noneMatch((character) -> character == '+' || Character.isWhitespace(character)
							|| Character.isSpaceChar(character) || Character.isISOControl(character)
							|| Character.isSurrogate((char) character));
	}

	/** What this key has signed, or somebody in its name. */
	List<byte[]> signaturesOf(PublicKeyText key) {
		return this.lines.stream()
			.filter((line) -> line.name().equals(key.name()) && line.id() == key.id())
			.map(Line::signature)
			.toList();
	}

	/** The note with one more signature; a line that is there already stays one. */
	SignedNote with(Line line) {
		List<Line> more = new ArrayList<>(this.lines);
		more.removeIf((other) -> other.name().equals(line.name()) && other.id() == line.id());
		more.add(line);
		return new SignedNote(this.text, more);
	}

	@Override
	public String toString() {
		StringBuilder note = new StringBuilder(this.text).append('\n');
		this.lines.forEach(note::append);
		return note.toString();
	}

}
