package org.durumi.ui.story;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for many needles in one pass over a file: a bit says whether any needle begins
 * with these two bytes, a map which ones begin with these four.
 */
final class ByteScanner {

	/**
	 * A needle that was found.
	 *
	 * @param name the needle's
	 */
	record Hit(Path file, long offset, String name) {
	}

	private record Needle(byte[] bytes, String name) {
	}

	private static final int CHUNK = 4 << 20;

	private final boolean[] begins = new boolean[1 << 16];

	private final Map<Integer, List<Needle>> byStart = new HashMap<>();

	private final int longest;

	private long read;

	/**
	 * Creates a scanner.
	 * @param needles names by bytes, one byte a character
	 */
	ByteScanner(Map<String, String> needles) {
		needles.forEach((text, name) -> {
			byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
			this.begins[two(bytes, 0)] = true;
			this.byStart.computeIfAbsent(four(bytes, 0), (start) -> new ArrayList<>()).add(new Needle(bytes, name));
		});
		this.longest = needles.keySet().stream().mapToInt(String::length).max().orElse(4);
	}

	/** How many bytes were read so far. */
	long read() {
		return this.read;
	}

	/** What is in a file; nothing if it has gone meanwhile. */
	List<Hit> scan(Path file) throws IOException {
		List<Hit> hits = new ArrayList<>();
		byte[] buffer = new byte[CHUNK + this.longest];
		int kept = 0;
		long start = 0;
		try (InputStream in = Files.newInputStream(file)) {
			boolean last = false;
			while (!last) {
				int got = in.readNBytes(buffer, kept, CHUNK);
				last = got < CHUNK;
				this.read += got;
				int end = kept + got;
				int until = last ? end - 3 : end - this.longest + 1;
				search(buffer, until, end, (at, name) -> hits.add(new Hit(file, at, name)), start);
				kept = last ? 0 : this.longest - 1;
				System.arraycopy(buffer, end - kept, buffer, 0, kept);
				start += end - kept;
			}
		}
		catch (NoSuchFileException gone) {
			// a temporary file of a server that still runs
		}
		return hits;
	}

	@FunctionalInterface
	private interface Found {

		void at(long offset, String name);

	}

	private void search(byte[] buffer, int until, int end, Found found, long start) {
		for (int at = 0; at < until; at++) {
			if (this.begins[two(buffer, at)]) {
				for (Needle needle : this.byStart.getOrDefault(four(buffer, at), List.of())) {
					if (isAt(buffer, at, end, needle.bytes())) {
						found.at(start + at, needle.name());
					}
				}
			}
		}
	}

	private static boolean isAt(byte[] buffer, int at, int end, byte[] needle) {
		return at + needle.length <= end && Arrays.equals(buffer, at, at + needle.length, needle, 0, needle.length);
	}

	private static int two(byte[] bytes, int at) {
		return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
	}

	private static int four(byte[] bytes, int at) {
		return two(bytes, at) << 16 | two(bytes, at + 2);
	}

}
