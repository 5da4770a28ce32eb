package org.durumi.ui.story;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.microsoft.playwright.Download;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.VerifierKey;

/** A file that left Durumi, in the hands of somebody who has the log's public key. */
final class TakenOut {

	private final byte[] bytes;

	private final VerifierKey key;

	/**
	 * The file of a download, which is deleted.
	 * @param key where the public key is kept
	 */
	TakenOut(Download download, Path key) throws IOException {
		this.bytes = Files.readAllBytes(download.path());
		this.key = VerifierKey.parse(Files.readString(key));
		download.delete();
	}

	private TakenOut(byte[] bytes, VerifierKey key) {
		this.bytes = bytes;
		this.key = key;
	}

	/** The files in it. */
	Map<String, TakenOut> unzipped() throws IOException {
		Map<String, TakenOut> files = new HashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(this.bytes))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				files.put(entry.getName(), new TakenOut(zip.readAllBytes(), this.key));
			}
		}
		return files;
	}

	/** The same with one byte changed: so many on from the beginning of a word. */
	TakenOut changed(String word, int on) {
		byte[] changed = this.bytes.clone();
		int at = new String(this.bytes, StandardCharsets.ISO_8859_1).indexOf(word) + on;
		changed[at] = (byte) ((changed[at] == 'A') ? 'B' : 'A');
		return new TakenOut(changed, this.key);
	}

	OfflineReport verified() throws Exception {
		Path file = Files.createTempFile("durumi-taken-out", "");
		try {
			Files.write(file, this.bytes);
			return new OfflineVerifier(this.key, null).verify(file);
		}
		finally {
			Files.delete(file);
		}
	}

	String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

}
