package org.durumi.security.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is said of honest exports, and of each kind of break. */
class OfflineVerifierTests {

	@TempDir
	private Path directory = Path.of("");

	private final TestLog log = TestLog.of(300, 1);

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 15, 16, 17, 64, 255, 256, 257, 300, 512, 700 })
	void anHonestLogOfAnySizeHolds(int size) throws Exception {
		TestLog honest = TestLog.of(size, size);
		List<Integer> some = IntStream.range(0, size).filter((i) -> i % 7 == size % 7).boxed().toList();
		honest.tiles(this.directory.resolve("tiles"));
		for (Checkpoint earlier : new Checkpoint[] { null, honest.checkpoint(), honest.checkpoint(size / 2) }) {
			OfflineReport whole = honest.verify(honest.whole(), earlier);
			assertThat(whole.findings()).isEmpty();
			assertThat(whole.holds()).isTrue();
			assertThat(whole.entries()).isEqualTo(size);
			assertThat(whole.newestAt()).isEqualTo(honest.entry(size - 1).occurredAt());
			OfflineReport part = honest.verify(honest.part(some, size / 2), earlier);
			assertThat(part.findings()).isEmpty();
			assertThat(part.entries()).isEqualTo(some.size());
			OfflineReport tiles = new OfflineVerifier(honest.verifier(), earlier)
				.verify(this.directory.resolve("tiles"));
			assertThat(tiles.findings()).isEmpty();
			assertThat(tiles.newestAt()).isEqualTo(whole.newestAt());
		}
		OfflineReport proof = honest.verify(honest.proof(size / 2), honest.checkpoint());
		assertThat(proof.findings()).isEmpty();
		assertThat(proof.event()).usingRecursiveComparison().isEqualTo(honest.events().get(size / 2));
	}

	@Test
	void aCheckpointMayCarryTheCosignaturesOfWitnesses() throws Exception {
		WitnessKey witness = WitnessKey.generate("durumi.test");
		String cosigned = witness.cosign(SignedNote.parse(this.log.note()), Instant.EPOCH).toString();
		String proof = this.log.proof(3).replace(this.log.note(), cosigned);
		assertThat(proof).contains("/witness-");

		assertThat(this.log.verify(proof).holds()).isTrue();
	}

	@Test
	void saysWhichEntryWasAltered() throws Exception {
		String altered = this.log.whole().replace(this.log.entry(100).toString(), alteredActor(100));

		assertThat(this.log.verify(altered).findings())
			.containsExactly("Entry 100 was altered: it does not give the leaf that was recorded.");
	}

	@Test
	void saysBetweenWhichCheckpointsAnEntryWasReplacedWithItsLeaf() throws Exception {
		EntryLine other = new EntryLine(100,
				new TestLog(this.log.key(), TestLog.events(1, new Random(5))).events().getFirst().hash(),
				TestLog.events(1, new Random(5)).getFirst());
		String altered = this.log.whole().replace(this.log.entry(100).toString(), other.toString());

		assertThat(this.log.verify(altered).findings()).anyMatch((finding) -> finding
			.equals("Entries 96 to 111 are not those that were signed, nor is any after them vouched for."));
	}

	@Test
	void saysWhereAFileEnds() throws Exception {
		String whole = this.log.whole();
		String cut = whole.substring(0, whole.indexOf("entry 100 "));

		assertThat(this.log.verify(cut).findings()).anyMatch((finding) -> finding.contains("cannot be read"))
			.contains("The file ends after 100 of the 300 entries that were signed.");
		assertThat(this.log.verify(cut + "end 100\n").findings())
			.containsExactly("The file ends after 100 of the 300 entries that were signed.");
	}

	@Test
	void findsAnEntryThatWasSuppressedBeforeItWasSigned() throws Exception {
		List<EventLeaf> events = new ArrayList<>(TestLog.of(50, 2).events());
		EventLeaf first = events.stream().filter((event) -> event.sessionSeq() == 0).findFirst().orElseThrow();
		events.remove(first);
		TestLog suppressed = this.log.with(events);

		assertThat(suppressed.verify(suppressed.whole()).findings()).singleElement()
			.asString()
			.contains("none with number 0: an entry was suppressed");
		suppressed.tiles(this.directory.resolve("tiles"));
		assertThat(new OfflineVerifier(suppressed.verifier(), null).verify(this.directory.resolve("tiles")).findings())
			.singleElement()
			.asString()
			.contains("none with number 0: an entry was suppressed");
	}

	@Test
	void findsANumberThatTwoEntriesHaveAndASessionOfTwoActors() throws Exception {
		List<EventLeaf> events = new ArrayList<>(TestLog.of(50, 2).events());
		events.add(events.getFirst());
		TestLog twice = this.log.with(events);
		assertThat(twice.verify(twice.whole()).findings()).singleElement()
			.asString()
			.contains("which another entry has");

		events.removeLast();
		EntryLine last = EntryLine.parse(alteredActor(this.log.with(events).entry(49)));
		events.set(49, last.event());
		TestLog another = this.log.with(events);
		if (last.event().sessionSeq() > 0) {
			assertThat(another.verify(another.whole()).findings()).singleElement()
				.asString()
				.contains("which is another actor’s");
		}
	}

	@Test
	void findsARollbackBehindAKeptCheckpoint() throws Exception {
		TestLog before = this.log.with(this.log.events().subList(0, 200));
		before.tiles(this.directory.resolve("tiles"));
		String sentence = "The log was rolled back: it has 200 entries, and 300 were signed before.";

		assertThat(before.verify(before.whole(), this.log.checkpoint()).findings()).containsExactly(sentence);
		assertThat(before.verify(before.part(List.of(3)), this.log.checkpoint()).findings()).containsExactly(sentence);
		assertThat(before.verify(before.proof(3), this.log.checkpoint()).findings()).containsExactly(sentence);
		assertThat(new OfflineVerifier(before.verifier(), this.log.checkpoint()).verify(this.directory.resolve("tiles"))
			.findings()).containsExactly(sentence);
	}

	@Test
	void findsAForkBehindAKeptCheckpoint() throws Exception {
		TestLog kept = this.log.with(this.log.events().subList(0, 200));
		List<EventLeaf> other = new ArrayList<>(TestLog.of(250, 9).events());
		TestLog forked = this.log.with(other);
		forked.tiles(this.directory.resolve("tiles"));
		String sentence = "The log was forked: its first 200 entries are not those that were signed before.";

		assertThat(forked.verify(forked.whole(), kept.checkpoint()).findings()).containsExactly(sentence);
		assertThat(forked.verify(forked.part(List.of(3), 200), kept.checkpoint()).findings()).containsExactly(sentence);
		assertThat(new OfflineVerifier(forked.verifier(), kept.checkpoint()).verify(this.directory.resolve("tiles"))
			.findings()).containsExactly(sentence);
	}

	@Test
	void saysWhenTheInputCannotTellWhetherTheLogGoesOn() {
		Checkpoint earlier = this.log.checkpoint(200);

		assertThatExceptionOfType(Unverifiable.class)
			.isThrownBy(() -> this.log.verify(this.log.part(List.of(3)), earlier));
		assertThatExceptionOfType(Unverifiable.class)
			.isThrownBy(() -> this.log.verify(this.log.part(List.of(3), 100), earlier));
		assertThatExceptionOfType(Unverifiable.class).isThrownBy(() -> this.log.verify(this.log.proof(3), earlier));
	}

	@Test
	void believesNoOtherKeyOfTheSameName() throws Exception {
		TestLog other = new TestLog(SigningKey.generate("durumi.test"), this.log.events());

		for (String text : List.of(other.whole(), other.part(List.of(1)), other.proof(1))) {
			OfflineReport report = this.log.verify(text);
			assertThat(report.checkpoint()).isNull();
			assertThat(report.holds()).isFalse();
			assertThat(report.findings()).singleElement().asString().contains("not signed by the log’s key");
		}
	}

	@Test
	void saysWhichTileIsWrongAndWhichEntries() throws Exception {
		Path tiles = this.directory.resolve("tiles");
		this.log.tiles(tiles);
		breaks(tiles, "tile/0/000",
				"Tile 0 of level 0 is not the one that was signed: entries 0 to 255 are not vouched " + "for.");
		breaks(tiles, "tile/0/001.p/44",
				"The unfinished tiles, with which the tree of 300 entries ends, do not give the "
						+ "root that was signed: nothing below them is vouched for.");
		breaks(tiles, "tile/1/000.p/1",
				"The unfinished tiles, with which the tree of 300 entries ends, do not give the "
						+ "root that was signed: nothing below them is vouched for.");
		breaks(tiles, "tile/entries/000", "Entry 0 was altered: it does not give the leaf that was signed.");
		Files.move(tiles.resolve("tile/0/000"), tiles.resolve("away"));
		assertThat(new OfflineVerifier(this.log.verifier(), null).verify(tiles).findings())
			.containsExactly("Tile 0 of level 0 is missing or has another size: entries 0 to 255 are not vouched for.");
		Files.move(tiles.resolve("away"), tiles.resolve("tile/0/000"));
		Files.delete(tiles.resolve("tile/entries/001.p/44"));
		assertThat(new OfflineVerifier(this.log.verifier(), null).verify(tiles).findings())
			.containsExactly("The data of entries 256 to 299 is missing.");
	}

	@Test
	void takesAFullTileInPlaceOfAPartialOneThatTheLogOutgrew() throws Exception {
		Path tiles = this.directory.resolve("tiles");
		this.log.tiles(tiles);
		Files.writeString(tiles.resolve("checkpoint"), this.log.note(100));

		OfflineReport report = new OfflineVerifier(this.log.verifier(), null).verify(tiles);

		assertThat(report.findings()).isEmpty();
		assertThat(report.entries()).isEqualTo(100);
	}

	@Test
	void verifiesTilesWithoutEntries() throws Exception {
		Path tiles = this.directory.resolve("tiles");
		this.log.tiles(tiles);
		Files.move(tiles.resolve("tile/entries"), tiles.resolve("elsewhere"));

		OfflineReport report = new OfflineVerifier(this.log.verifier(), null).verify(tiles);

		assertThat(report.findings()).isEmpty();
		assertThat(report.newestAt()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "durumi-audit-log/v2\n", "durumi-audit-log/v1\n", "durumi-audit-log/v1",
			"durumi-audit-log/v1\nlog durumi.test\nholds something\n",
			"durumi-audit-log/v1\nlog durumi.test\nholds all\ncheckpoint 0\n",
			"durumi-audit-log/v1\nlog durumi.test\nholds all\ncheckpoint 999999999\n",
			"durumi-audit-log/v1\nlog another\nholds all\n", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\n",
			"c2sp.org/tlog-proof@v1\nindex 3\n\n", "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 3\n\nno note",
			"c2sp.org/tlog-proof@v2\n", "\u0000\u0001\u0002", "{\"entries\": []}" })
	void isNoAnswerAboutAFileThatIsNone(String text) {
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> this.log.verify(text))
			.satisfies((refusal) -> assertThat(refusal.sentence()).endsWith("."));
	}

	@Test
	void isNoAnswerAboutWhatIsNoText() {
		byte[] latin = "durumi-audit-log/v1\nlog d\u00fcrumi\n".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TestLog.verify(this.log.verifier(), latin, null))
			.withMessage("Line 2 is no text in UTF-8.");
	}

	@Test
	void readsNoMoreOfALineThatNeverEndsThanALineMayHave() {
		CountingInput endless = new CountingInput("durumi-audit-log/v1\n");
		assertThatExceptionOfType(Malformed.class)
			.isThrownBy(() -> new OfflineVerifier(this.log.verifier(), null).verify(endless))
			.withMessage("Line 2 is longer than 4096 bytes.");
		assertThat(endless.read).isLessThan(50_000);

		CountingInput proof = new CountingInput("c2sp.org/tlog-proof@v1\n");
		assertThatExceptionOfType(Malformed.class)
			.isThrownBy(() -> new OfflineVerifier(this.log.verifier(), null).verify(proof));
		assertThat(proof.read).isLessThan(ProofFile.LARGEST + 20_000);
	}

	@Test
	void readsNoMoreEntriesThanWereSigned() throws Exception {
		String whole = this.log.whole();
		String head = whole.substring(0, whole.indexOf("end "));
		String more = head + (this.log.entry(299) + "\n").replace("entry 299 ", "entry 300 ").repeat(10_000);

		assertThat(this.log.verify(more).findings())
			.anyMatch((finding) -> finding.contains("has more entries than the 300 that were signed"));
	}

	@Test
	void aDirectoryWithoutACheckpointIsNoLog() throws IOException {
		assertThatExceptionOfType(Malformed.class)
			.isThrownBy(() -> new OfflineVerifier(this.log.verifier(), null).verify(this.directory));
		Files.createDirectory(this.directory.resolve("checkpoint"));
		assertThatExceptionOfType(Malformed.class)
			.isThrownBy(() -> new OfflineVerifier(this.log.verifier(), null).verify(this.directory));
	}

	private void breaks(Path tiles, String file, String finding) throws Exception {
		Path path = tiles.resolve(file);
		byte[] before = Files.readAllBytes(path);
		byte[] after = before.clone();
		after[10] ^= 1;
		Files.write(path, after);
		assertThat(new OfflineVerifier(this.log.verifier(), null).verify(tiles).findings()).as(file)
			.containsExactly(finding);
		Files.write(path, before);
	}

	private String alteredActor(int index) {
		return alteredActor(this.log.entry(index));
	}

	/** The entry with another actor and the leaf that it had. */
	private static String alteredActor(EntryLine entry) {
		String actor = entry.event().actor().toString();
		char last = (actor.charAt(35) == '0') ? '1' : '0';
		return entry.toString().replace(actor, actor.substring(0, 35) + last);
	}

	/** Begins as given and goes on without end. */
	private static final class CountingInput extends InputStream {

		private final byte[] begin;

		private int read;

		CountingInput(String begin) {
			this.begin = begin.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public int read() {
			this.read++;
			return (this.read <= this.begin.length) ? this.begin[this.read - 1] : 'a';
		}

	}

}
