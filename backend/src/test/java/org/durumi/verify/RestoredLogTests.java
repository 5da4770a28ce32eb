package org.durumi.verify;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.actor.SessionRef;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.DatabaseBehind;
import org.durumi.security.ledger.LastSigned;
import org.durumi.security.ledger.LogExport;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.ledger.VerificationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A database is stopped, copied, goes on, and the copy is put in its place. */
class RestoredLogTests {

	private static final byte[] SESSION = SessionRef.random().bytes();

	@TempDir
	private Path directory = Path.of("");

	private final SigningKey key = SigningKey.generate("durumi.demo");

	@Test
	void nothingIsSignedBehindWhatWasSignedUntilTheLossIsDeclaredAndThenItIsSaid() throws Exception {
		long kept;
		try (DemoLog log = open()) {
			log.append(ids(20));
			sequence(sequencer(log));
			kept = checkpoint(log, "kept");
		}
		copy(data(), this.directory.resolve("backup"));
		long signed;
		PGSimpleDataSource moved;
		Sequencer running;
		try (DemoLog log = open()) {
			moved = log.sequencer();
			running = new Sequencer(moved, this.key, UUID.randomUUID());
			log.append(ids(5));
			sequence(running);
			log.append(ids(5));
			sequence(sequencer(log));
			log.append(ids(5));
			sequence(running);
			log.append(ids(1));
			sequence(sequencer(log));
			signed = checkpoint(log, "lost");
		}
		FileSystemUtils.deleteRecursively(data());
		copy(this.directory.resolve("backup"), data());

		try (DemoLog log = open()) {
			log.append(ids(1));
			refused(sequencer(log), kept, signed);
			moved.setUrl(log.database().url());
			refused(running, kept, signed - 1);

			Sequencer started = sequencer(log);
			started.declareRestore(signed + 1, Ids.next(), (short) 1, SESSION);
			refused(started, kept, signed);
			started.declareRestore(signed, Ids.next(), (short) 1, SESSION);
			assertThat(started.sequence()).as("what waited, and the declaration").isEqualTo(2);
			started.declareRestore(signed, Ids.next(), (short) 1, SESSION);
			log.append(ids(20));
			assertThat(sequencer(log).sequence()).as("after another start").isEqualTo(20);
			found(log, kept, signed);
		}
	}

	private void found(DemoLog log, long kept, long signed) throws Exception {
		String loss = "Entries %d to %d of an earlier time were lost: a restore from a backup was declared at "
			.formatted(kept, signed - 1);
		Path whole = this.directory.resolve("whole");
		try (Connection verifier = log.database().connect("durumi_verifier");
				OutputStream out = Files.newOutputStream(whole)) {
			VerificationReport report = new LogVerifier(this.key.verifier()).verify(verifier, (read) -> {
			}, () -> false);
			assertThat(report.findings()).isEmpty();
			assertThat(report.remarks()).anyMatch((remark) -> remark.startsWith(loss));
			new LogExport(this.key.verifier()).whole(verifier, out);
		}
		OfflineReport report = verify(whole, null);
		assertThat(report.findings()).isEmpty();
		assertThat(report.remarks()).anyMatch((remark) -> remark.startsWith(loss));
		assertThat(verify(whole, "kept").findings()).as("what was kept from before the backup").isEmpty();
		assertThat(verify(whole, "lost").findings()).hasSize(2)
			.anyMatch((finding) -> finding.startsWith("The log was forked: its first " + signed + " entries"))
			.anyMatch((finding) -> finding.startsWith("The earlier checkpoint is of a time whose entries " + kept
					+ " to " + (signed - 1) + " were lost: a restore from a backup was declared at "));
	}

	@Test
	void aFileThatHoldsNoCheckpointOfTheKeyIsRefused() throws IOException {
		Files.writeString(last(), "nothing");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> LastSigned.in(last(), this.key.verifier()));
	}

	private OfflineReport verify(Path whole, @org.jspecify.annotations.Nullable String earlier) throws Exception {
		return new OfflineVerifier(this.key.verifier(), (earlier != null)
				? OfflineVerifier.earlier(this.directory.resolve(earlier), this.key.verifier()) : null)
			.verify(whole);
	}

	private static void refused(Sequencer sequencer, long kept, long signed) {
		assertThatExceptionOfType(DatabaseBehind.class).isThrownBy(sequencer::sequence).satisfies((behind) -> {
			assertThat(behind.kept()).isEqualTo(kept);
			assertThat(behind.signed()).isEqualTo(signed);
		});
	}

	private DemoLog open() throws IOException {
		return new DemoLog(data(), this.key);
	}

	/** One that starts, and reads what was signed last. */
	private Sequencer sequencer(DemoLog log) {
		try {
			return new Sequencer(log.sequencer(), this.key, UUID.randomUUID(),
					LastSigned.in(last(), this.key.verifier()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Works until nothing waits. */
	private static void sequence(Sequencer sequencer) throws SQLException {
		int taken = sequencer.sequence();
		while (taken > 0) {
			taken = sequencer.sequence();
		}
	}

	/** PostgreSQL wants directories that only their owner reads. */
	private static void copy(Path from, Path to) throws IOException {
		FileSystemUtils.copyRecursively(from, to);
		try (Stream<Path> copied = Files.walk(to)) {
			for (Path path : copied.filter(Files::isDirectory).toList()) {
				Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
			}
		}
	}

	/** Keeps the newest checkpoint; how many entries it covers. */
	private long checkpoint(DemoLog log, String name) throws Exception {
		Files.writeString(this.directory.resolve(name),
				log.value("select note from audit.checkpoint order by tree_size desc limit 1"));
		return Long.parseLong(log.value("select max(tree_size) from audit.checkpoint"));
	}

	private static List<UUID> ids(int count) {
		return Stream.generate(Ids::next).limit(count).toList();
	}

	private Path data() {
		return this.directory.resolve("demo");
	}

	private Path last() {
		return this.directory.resolve("audit.last");
	}

}
