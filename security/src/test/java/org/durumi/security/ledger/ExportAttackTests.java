package org.durumi.security.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Attacks on exported logs, each from a seed that its failure names, and honest logs
 * beside them. {@code -Ddurumi.attacks=10000} makes more, {@code -Ddurumi.seed} others.
 */
class ExportAttackTests {

	private static final int ATTACKS = Integer.getInteger("durumi.attacks", 2_000);

	private static final long SEED = Long.getLong("durumi.seed", 20_261_126L);

	private static final int LOGS = 30;

	@TempDir
	private Path directory = Path.of("");

	@Test
	void everyAttackOnAFileIsFound() throws IOException {
		List<TestLog> logs = IntStream.range(0, LOGS).mapToObj((i) -> TestLog.of(10 + i, SEED + i)).toList();
		Map<ExportAttack, Integer> found = new EnumMap<>(ExportAttack.class);
		for (int i = 0; i < ATTACKS; i++) {
			ExportAttack attack = ExportAttack.values()[i % ExportAttack.values().length];
			Random random = new Random(SEED * 31 + i);
			TestLog log = logs.get(random.nextInt(logs.size()));
			String text = attack.on(log, random);
			if (holds(log, text, attack.needsEarlier() ? log.checkpoint() : null)) {
				fail("%s was not found: attack %d of seed %d", attack, i, SEED);
			}
			found.merge(attack, 1, Integer::sum);
		}
		assertThat(found).as("each kind was tried").hasSize(ExportAttack.values().length);
	}

	@Test
	void everyByteOfADirectoryOfTilesCounts() throws Exception {
		TestLog log = TestLog.of(280, SEED);
		Path tiles = this.directory.resolve("tiles");
		log.tiles(tiles);
		OfflineVerifier verifier = new OfflineVerifier(log.verifier(), null);
		List<Path> files;
		try (Stream<Path> all = Files.walk(tiles)) {
			files = all.filter(Files::isRegularFile).sorted().toList();
		}
		assertThat(files).hasSize(6);
		Random random = new Random(SEED);
		for (int i = 0; i < Math.max(60, ATTACKS / 20); i++) {
			Path file = files.get(i % files.size());
			byte[] before = Files.readAllBytes(file);
			byte[] after = attacked(before, random);
			Files.write(file, after);
			if (holds(verifier, tiles)) {
				fail("%s was not found altered: attack %d of seed %d", file.getFileName(), i, SEED);
			}
			Files.write(file, before);
		}
		assertThat(holds(verifier, tiles)).as("all was put back").isTrue();
	}

	@Test
	void noHonestLogGivesAnAlarm() throws Exception {
		Random random = new Random(SEED);
		for (int i = 0; i < Math.max(100, ATTACKS / 20); i++) {
			TestLog log = TestLog.of(1 + random.nextInt(70), SEED + i);
			Checkpoint earlier = random.nextBoolean() ? log.checkpoint(random.nextInt(log.size() + 1)) : null;
			List<Integer> some = new ArrayList<>();
			for (int index = 0; index < log.size(); index++) {
				if (random.nextInt(4) == 0) {
					some.add(index);
				}
			}
			OfflineReport whole = log.verify(log.whole(), earlier);
			assertThat(whole.findings()).as("seed %d", SEED + i).isEmpty();
			OfflineReport part = (earlier != null) ? log.verify(log.part(some, (int) earlier.size()), earlier)
					: log.verify(log.part(some));
			assertThat(part.findings()).as("seed %d", SEED + i).isEmpty();
			assertThat(log.verify(log.proof(random.nextInt(log.size()))).findings()).isEmpty();
		}
	}

	private static byte[] attacked(byte[] before, Random random) {
		byte[] after = before.clone();
		switch (random.nextInt(4)) {
			case 0 -> {
				return Arrays.copyOf(before, random.nextInt(before.length));
			}
			case 1 -> {
				// what stands behind a bundle of entries is nothing's data
				after[0] ^= (byte) 0x80;
				return after;
			}
			default -> after[random.nextInt(after.length)] ^= (byte) (1 << random.nextInt(8));
		}
		return after;
	}

	private static boolean holds(TestLog log, String text, @Nullable Checkpoint earlier) throws IOException {
		try {
			OfflineReport report = log.verify(text, earlier);
			assertThat(report.findings()).allMatch((finding) -> finding.endsWith(".") && finding.length() < 400);
			return report.holds();
		}
		catch (Malformed | Unverifiable refused) {
			// no answer is no good one
			return false;
		}
	}

	private static boolean holds(OfflineVerifier verifier, Path tiles) throws IOException {
		try {
			return verifier.verify(tiles).holds();
		}
		catch (Malformed | Unverifiable refused) {
			return false;
		}
	}

}
