package org.durumi.security.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Hostile inputs to everything that reads what came from outside: an answer, or
 * {@link Malformed} or {@link Unverifiable} with a sentence, and nothing else. With
 * {@code JAZZER_FUZZ=1} Jazzer looks for such that break it, else it tries those that are
 * kept.
 * <p>
 * What reads behind a signature is given an honest input too, with bytes replaced as the
 * fuzzer says: it must then be found, unless nothing was replaced.
 */
class LedgerFuzzTests {

	private static final TestLog LOG = TestLog.of(40, 1);

	private static final WitnessKey WITNESS = WitnessKey.generate("durumi.test");

	@FuzzTest(maxDuration = "60s")
	void verifierKey(byte[] data) {
		String text = text(data);
		refusesOrReads(text, (key) -> VerifierKey.parse(key).toString(), String::strip);
		refusesOrReads(text, (key) -> CosignerKey.parse(key).toString(), String::strip);
		refusesOrReads(edited(LOG.verifier().toString(), data), (key) -> VerifierKey.parse(key).toString(),
				String::strip);
	}

	@FuzzTest(maxDuration = "60s")
	void checkpoint(byte[] data) {
		refusesOrReads(text(data), (note) -> SignedNote.parse(note).toString(), UnaryOperator.identity());
		refusesOrReads(text(data), (text) -> Checkpoint.parse(text).text(), UnaryOperator.identity());
		refusesOrReads(edited(LOG.checkpoint().text(), data), (text) -> Checkpoint.parse(text).text(),
				UnaryOperator.identity());
		String note = LOG.note();
		String edited = edited(note, data);
		if (LOG.verifier().verify(edited).isPresent() && !edited.equals(note)) {
			fail("an altered checkpoint was believed");
		}
	}

	@FuzzTest(maxDuration = "60s")
	void cosignature(byte[] data) {
		String note = WITNESS.cosign(SignedNote.parse(LOG.note()), Instant.ofEpochSecond(1_000_000_000)).toString();
		for (String text : new String[] { text(data), edited(note, data) }) {
			try {
				SignedNote read = SignedNote.parse(text);
				boolean cosigned = WITNESS.verifier().verify(read).isPresent();
				assertThat(cosigned && !read.text().equals(LOG.checkpoint().text())).isFalse();
			}
			catch (Malformed ex) {
				sentence(ex.sentence());
			}
		}
	}

	@FuzzTest(maxDuration = "60s")
	void entryProof(byte[] data) throws IOException {
		refusesOrReads(text(data), (text) -> ProofFile.parse(text).toString(), UnaryOperator.identity());
		refusesOrReads(text(data), (text) -> ConsistencyFile.parse(text).toString(), UnaryOperator.identity());
		answers(LOG.verifier(), data);
		found(LOG.proof(7), data);
	}

	@FuzzTest(maxDuration = "60s")
	void exportedLog(byte[] data) throws IOException {
		answers(LOG.verifier(), data);
		answers(LOG.verifier(), joined("durumi-audit-log/v1\nlog durumi.test\nholds all\n", data));
		String whole = LOG.whole();
		int head = whole.indexOf(EntryLine.COLUMNS) + EntryLine.COLUMNS.length() + 1;
		answers(LOG.verifier(), joined(whole.substring(0, head), data));
		found(whole, data);
	}

	@FuzzTest(maxDuration = "60s")
	void partOfALog(byte[] data) throws IOException {
		String part = LOG.part(List.of(0, 3, 17, 39), 20);
		answers(LOG.verifier(), joined(part.substring(0, part.indexOf("consistent ")), data));
		answers(LOG.verifier(), editedBytes(part.getBytes(StandardCharsets.UTF_8), data));
		found(LOG.part(List.of(0, 3, 17, 39)), data);
	}

	@FuzzTest(maxDuration = "60s")
	void leaf(byte[] data) {
		for (byte[] bytes : new byte[][] { data, editedBytes(LOG.events().getFirst().data(), data) }) {
			try {
				assertThat(LeafData.parse(bytes).data()).isEqualTo(bytes);
			}
			catch (Malformed ex) {
				sentence(ex.sentence());
			}
		}
		refusesOrReads(text(data), (line) -> EntryLine.parse(line).toString(), UnaryOperator.identity());
		refusesOrReads(edited(LOG.entry(3).toString(), data), (line) -> EntryLine.parse(line).toString(),
				UnaryOperator.identity());
	}

	@FuzzTest(maxDuration = "60s")
	void tiles(byte[] data) throws IOException {
		refusesOrReads(text(data), (path) -> TilePath.parse(path).toString(), UnaryOperator.identity());
		Path directory = Files.createTempDirectory("tiles");
		try {
			LOG.tiles(directory);
			String[] names = { "checkpoint", "tile/0/000.p/40", "tile/entries/000.p/40" };
			Path file = directory.resolve(names[(data.length > 0) ? Math.floorMod(data[0], names.length) : 0]);
			byte[] before = Files.readAllBytes(file);
			byte[] after = (data.length % 2 == 0) ? data : editedBytes(before, data);
			Files.write(file, after);
			answers(LOG.verifier(), directory, !Arrays.equals(before, after)
					&& !Arrays.equals(before, Arrays.copyOf(after, Math.min(before.length, after.length))));
		}
		finally {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

	/** What reads back is spelt as it was read. */
	private static void refusesOrReads(String text, UnaryOperator<String> reader, UnaryOperator<String> expected) {
		try {
			assertThat(reader.apply(text)).isEqualTo(expected.apply(text));
		}
		catch (Malformed ex) {
			sentence(ex.sentence());
		}
	}

	private static void answers(VerifierKey key, byte[] bytes) throws IOException {
		try {
			assertThat(TestLog.verify(key, bytes, null).findings()).allSatisfy(LedgerFuzzTests::sentence);
		}
		catch (Malformed ex) {
			sentence(ex.sentence());
		}
		catch (Unverifiable ex) {
			sentence(ex.sentence());
		}
	}

	private static void answers(VerifierKey key, Path directory, boolean altered) throws IOException {
		try {
			OfflineReport report = new OfflineVerifier(key, null).verify(directory);
			assertThat(report.findings()).allSatisfy(LedgerFuzzTests::sentence);
			assertThat(altered && report.holds()).as("altered and believed").isFalse();
		}
		catch (Malformed ex) {
			sentence(ex.sentence());
		}
		catch (Unverifiable ex) {
			sentence(ex.sentence());
		}
	}

	private static void found(String honest, byte[] data) throws IOException {
		byte[] before = honest.getBytes(StandardCharsets.UTF_8);
		byte[] after = editedBytes(before, data);
		try {
			OfflineReport report = TestLog.verify(LOG.verifier(), after, null);
			assertThat(report.holds() && !Arrays.equals(before, after)).as("altered and believed").isFalse();
		}
		catch (Malformed ex) {
			sentence(ex.sentence());
		}
		catch (Unverifiable ex) {
			sentence(ex.sentence());
		}
	}

	private static void sentence(String sentence) {
		assertThat(sentence).endsWith(".").hasSizeBetween(10, 400);
	}

	private static String text(byte[] data) {
		return new String(data, StandardCharsets.UTF_8);
	}

	private static byte[] joined(String begin, byte[] data) {
		byte[] first = begin.getBytes(StandardCharsets.UTF_8);
		byte[] joined = Arrays.copyOf(first, first.length + data.length);
		System.arraycopy(data, 0, joined, first.length, data.length);
		return joined;
	}

	private static String edited(String honest, byte[] data) {
		return text(editedBytes(honest.getBytes(StandardCharsets.UTF_8), data));
	}

	/** Three bytes an edit: where, in two, and what. */
	private static byte[] editedBytes(byte[] honest, byte[] data) {
		byte[] edited = honest.clone();
		for (int i = 0; i + 2 < data.length; i += 3) {
			int at = (Byte.toUnsignedInt(data[i]) << 8 | Byte.toUnsignedInt(data[i + 1])) % edited.length;
			edited[at] = data[i + 2];
		}
		return edited;
	}

}
