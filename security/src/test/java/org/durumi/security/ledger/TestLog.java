package org.durumi.security.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A log of invented events, and everything that can be exported of it. */
final class TestLog {

	/** After so many entries the file has a checkpoint by the way. */
	static final int STRETCH = 16;

	private static final UUID INCARNATION = new UUID(0x7000, 1);

	private static final String[] ACTIONS = { "CASE_VIEWED", "FIELD_REVEALED", "STAGE_MOVED", "DENIED", "HEARTBEAT" };

	private final SigningKey key;

	private final List<EventLeaf> events;

	private final MemoryTiles tiles;

	private final Map<Integer, String> notes = new HashMap<>();

	private @Nullable String whole;

	TestLog(SigningKey key, List<EventLeaf> events) {
		this.key = key;
		this.events = List.copyOf(events);
		this.tiles = new MemoryTiles(this.events.stream().map(EventLeaf::hash).toList());
	}

	/** A log of so many events. */
	static TestLog of(int size, long seed) {
		return new TestLog(SigningKey.generate("durumi.test"), events(size, new Random(seed)));
	}

	/**
	 * Events of some sessions, a number without gap in each; now and then two change
	 * places, as those of two transactions that were open at once.
	 */
	static List<EventLeaf> events(int size, Random random) {
		List<UUID> actors = List.of(uuid(random), uuid(random), uuid(random), uuid(random));
		List<byte[]> sessions = new ArrayList<>();
		List<Integer> next = new ArrayList<>();
		List<EventLeaf> events = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			if (sessions.isEmpty() || random.nextInt(12) == 0) {
				sessions.add(bytes(random, 16));
				next.add(0);
			}
			int session = random.nextInt(sessions.size());
			events.add(event(random, i, actors.get(session % actors.size()), sessions.get(session), next.get(session)));
			next.set(session, next.get(session) + 1);
			if (i > 0 && random.nextInt(20) == 0) {
				events.add(i - 1, events.remove(i));
			}
		}
		return events;
	}

	private static EventLeaf event(Random random, int index, UUID actor, byte[] session, int number) {
		return new EventLeaf((short) 1, uuid(random), 836_179_200_000_000L + index * 1_000_003L,
				1_000 + random.nextInt(1_000_000), (short) 1, actor, new UUID(7, 7), session, number, (short) 2,
				ACTIONS[random.nextInt(ACTIONS.length)], (short) random.nextInt(3), "CASE", uuid(random),
				random.nextBoolean() ? uuid(random) : null, random.nextBoolean() ? "IDENTITY" : null,
				random.nextBoolean() ? uuid(random) : null, random.nextBoolean() ? uuid(random) : null,
				bytes(random, 32), random.nextBoolean() ? bytes(random, 32) : null);
	}

	int size() {
		return this.events.size();
	}

	SigningKey key() {
		return this.key;
	}

	VerifierKey verifier() {
		return this.key.verifier();
	}

	List<EventLeaf> events() {
		return this.events;
	}

	/** The same log as it was, or as it goes on. */
	TestLog with(Collection<EventLeaf> others) {
		return new TestLog(this.key, List.copyOf(others));
	}

	ProofMaker<RuntimeException> proofs() {
		return new ProofMaker<>(this.tiles, size());
	}

	Checkpoint checkpoint() {
		return checkpoint(size());
	}

	Checkpoint checkpoint(int first) {
		return new Checkpoint(this.key.verifier().name(), first, new ProofMaker<>(this.tiles, first).root(first),
				INCARNATION, Math.max(0L, first - 1L));
	}

	String note() {
		return note(size());
	}

	String note(int first) {
		// signing takes most of a test's time
		return this.notes.computeIfAbsent(first, (size) -> this.key.sign(checkpoint(size)));
	}

	String whole() {
		String text = this.whole;
		if (text == null) {
			text = writeWhole();
			this.whole = text;
		}
		return text;
	}

	private String writeWhole() {
		return written((out) -> {
			LogFileWriter writer = LogFileWriter.whole(out, verifier().name(), note());
			for (int i = 0; i < size(); i++) {
				writer.entry(entry(i));
				if ((i + 1) % STRETCH == 0 && i + 1 < size()) {
					writer.checkpoint(note(i + 1));
				}
			}
			writer.end();
		});
	}

	String part(List<Integer> indices, Integer... earlier) {
		return written((out) -> {
			LogFileWriter writer = LogFileWriter.part(out, verifier().name(), note(),
					List.of(earlier).stream().map((from) -> proofs().consistency(from)).toList());
			for (int index : indices) {
				writer.entry(entry(index), proofs().inclusion(index));
			}
			writer.end();
		});
	}

	String proof(int index) {
		return new ProofFile(this.events.get(index).data(), index, proofs().inclusion(index).hashes(),
				SignedNote.parse(note()))
			.toString();
	}

	String consistency(int from) {
		return new ConsistencyFile(from, proofs().consistency(from).hashes(), SignedNote.parse(note())).toString();
	}

	void tiles(Path directory) throws IOException {
		TileDirectoryWriter writer = new TileDirectoryWriter(directory);
		for (EventLeaf event : this.events) {
			writer.append(event);
		}
		writer.finish(note());
	}

	EntryLine entry(int index) {
		return new EntryLine(index, this.events.get(index).hash(), this.events.get(index));
	}

	OfflineReport verify(String text, @Nullable Checkpoint earlier) throws IOException, Unverifiable {
		return verify(verifier(), text.getBytes(StandardCharsets.UTF_8), earlier);
	}

	OfflineReport verify(String text) throws IOException, Unverifiable {
		return verify(text, null);
	}

	static OfflineReport verify(VerifierKey key, byte[] bytes, @Nullable Checkpoint earlier)
			throws IOException, Unverifiable {
		return new OfflineVerifier(key, earlier).verify(new ByteArrayInputStream(bytes));
	}

	private static String written(Writing writing) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			writing.to(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toString(StandardCharsets.UTF_8);
	}

	private static UUID uuid(Random random) {
		return new UUID((random.nextLong() & ~0xf000L) | 0x7000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
	}

	static byte[] bytes(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	private interface Writing {

		void to(ByteArrayOutputStream out) throws IOException;

	}

}
