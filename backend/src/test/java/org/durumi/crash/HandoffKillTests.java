package org.durumi.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.local.LocalDatabase;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.PartnerKeyPair;
import org.durumi.support.BackendSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * {@code kill -9} between a second person's word and the sealing that it allows: the next
 * start seals each handoff that was agreed to, once, and its partner opens it.
 * <p>
 * An ordinary run kills twice; {@code -Ddurumi.crash.rounds=50} as often as that.
 */
class HandoffKillTests {

	private static final Logger LOGGER = LoggerFactory.getLogger(HandoffKillTests.class);

	private static final int ROUNDS = Integer.getInteger("durumi.crash.rounds", 2);

	/** By then it hangs, also on a machine that has much else to do. */
	private static final Duration LIMIT = Duration.ofMinutes(5).plus(Duration.ofMinutes(2).multipliedBy(ROUNDS));

	private static final Pattern LINE = Pattern.compile("(?:settled|agreed ([0-9a-f-]{36}))");

	private static final String NOT_SEALED = """
			select count(*) from handoffs.handoff h where h.approved_at is not null and h.state <> 'SEALED'""";

	/** Its word, its event and its file. */
	private static final String SEALED_ONCE = """
			select count(*) from handoffs.handoff h
			join handoffs.package p on p.id = h.id and encode(sha256(p.content), 'hex') = h.package_sha256
			join handoffs.handoff_case c on c.id = h.id
			join access.approval_request r on r.id = c.approval_id and r.state = 'USED'
			where h.state = 'SEALED' and (select count(*) from audit.event e
				where e.subject_id = h.id and e.action = 'HANDOFF_SEALED' and e.outcome = 0) = 1
			and (select count(*) from audit.event e
				where e.subject_id = r.id and e.action = 'APPROVAL_USED' and e.outcome = 0) = 1""";

	@TempDir
	private Path home = Path.of("");

	@Test
	void whatWasAgreedToIsSealedOnceAndOpens() {
		assertTimeoutPreemptively(LIMIT, this::kill);
	}

	private void kill() throws Exception {
		long seed = Long.getLong("durumi.seed", System.nanoTime());
		LOGGER.info("Killing by the seed {}; -Ddurumi.seed={} repeats it", seed, seed);
		Random random = new Random(seed);
		List<UUID> agreed = new ArrayList<>();
		long left = 0;
		try (LocalDatabase database = LocalDatabase.open(this.home.resolve("database"), 0)) {
			Map<String, String> settings = BackendSettings.of(database.url(), database::password);
			importKeys(settings);
			KilledProcess application = new KilledProcess(HandoffLoad.class, LINE, write(settings),
					this.home.resolve("application.log"));
			for (int round = 1; round <= ROUNDS; round++) {
				application.killAfter(3 + random.nextInt(4), Duration.ofMillis(random.nextInt(1500)), random.nextLong())
					.stream()
					.flatMap((line) -> Stream.ofNullable(line.group(1)))
					.map(UUID::fromString)
					.forEach(agreed::add);
				left += count(database, NOT_SEALED);
			}
			application.killAfter(1, Duration.ZERO, 0);
			assertThat(left).as("killed between word and sealing").isPositive();
			assertThat(count(database, NOT_SEALED)).isZero();
			assertThat(count(database, SEALED_ONCE)).isEqualTo(count(database, "select count(*) from handoffs.package"))
				.isGreaterThanOrEqualTo(agreed.size());
			for (UUID handoff : agreed) {
				open(database, handoff);
			}
		}
		LOGGER.info("{} words, {} of them not yet spent at {} kills, each sealed one package", agreed.size(), left,
				ROUNDS);
	}

	private void open(LocalDatabase database, UUID handoff) throws Exception {
		Path file = this.home.resolve("handoff.asc");
		try (Connection superuser = database.connect("postgres");
				PreparedStatement statement = superuser
					.prepareStatement("select content from handoffs.package where id = ?")) {
			statement.setObject(1, handoff);
			try (ResultSet rows = statement.executeQuery()) {
				assertThat(rows.next()).as("%s is sealed", handoff).isTrue();
				Files.write(file, rows.getBytes(1));
			}
		}
		gpg("--output", this.home.resolve("handoff.zip").toString(), "--decrypt", file.toString());
	}

	/** What the clinic has: its own key, and ours. */
	private void importKeys(Map<String, String> settings) throws IOException, InterruptedException {
		Instant made = Clock.systemUTC().instant().minusSeconds(100);
		Instant until = made.plus(Duration.ofDays(200));
		PartnerKeyPair pair = PartnerKeyPair.generate("Lantern", made);
		Path clinic = this.home.resolve("clinic.asc");
		settings.put("durumi.sample-data.partner-key-file", clinic.toString());
		Files.writeString(clinic, pair.publicKey(made, until), StandardCharsets.US_ASCII);
		Files.writeString(this.home.resolve("secret.asc"), pair.privateKey(made, until), StandardCharsets.US_ASCII);
		try (BootSecret secret = BootSecret.read(Path.of(settings.get("durumi.boot.secret-file")))) {
			HandoffKey ours = HandoffKey.fromFile(Path.of(settings.get("durumi.handoff.key-file")),
					new BootCipher(secret));
			Files.writeString(this.home.resolve("ours.asc"), ours.publicKey(), StandardCharsets.US_ASCII);
		}
		gpg("--import", this.home.resolve("secret.asc").toString(), this.home.resolve("ours.asc").toString());
	}

	private void gpg(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of("gpg", "--homedir", Files.createDirectories(this.home.resolve("g")).toString(), "--batch",
						"--yes", "--trust-model", "always", "--pinentry-mode", "loopback", "--passphrase", ""));
		command.addAll(List.of(arguments));
		Path said = this.home.resolve("said");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(said)).isZero();
	}

	private Path write(Map<String, String> settings) throws IOException {
		Path file = this.home.resolve("durumi.properties");
		Files.writeString(file,
				settings.entrySet()
					.stream()
					.map((setting) -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
					.collect(Collectors.joining("\n")));
		return file;
	}

	private static long count(LocalDatabase database, String sql) throws SQLException {
		try (Connection superuser = database.connect("postgres");
				PreparedStatement statement = superuser.prepareStatement(sql);
				ResultSet rows = statement.executeQuery()) {
			rows.next();
			return rows.getLong(1);
		}
	}

}
