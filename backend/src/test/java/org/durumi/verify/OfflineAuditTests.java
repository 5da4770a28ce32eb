package org.durumi.verify;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.durumi.security.ledger.LogExport;
import org.durumi.security.ledger.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code ./durumi verify-audit FILE} and {@code ./durumi audit-witness}, on what left a
 * real log whose database is not running any more.
 */
class OfflineAuditTests {

	private static final int EVENTS = 300;

	@TempDir
	private static Path directory = Path.of("");

	private static Path key = Path.of("");

	/** Entries of the log when it was exported first, and when it was exported again. */
	private static long first;

	private static long all;

	@TempDir
	private Path own = Path.of("");

	@BeforeAll
	static void aLogThatIsExportedTwiceAndItsDatabaseStopped() throws Exception {
		try (DemoLog log = new DemoLog(directory.resolve("demo"))) {
			key = log.keyFile();
			LogExport export = new LogExport(log.key().verifier());
			try (Connection verifier = log.database().connect("durumi_verifier")) {
				log.write(EVENTS);
				first = export(directory.resolve("first"), (out) -> export.whole(verifier, out));
				export(directory.resolve("first.proof"), (out) -> export.consistency(verifier, 0, out));
				log.write(50);
				all = export(directory.resolve("whole"), (out) -> export.whole(verifier, out));
				export.tiles(verifier, directory.resolve("tiles"));
				List<UUID> events = new ArrayList<>();
				for (int index = 0; index < EVENTS; index += 7) {
					events
						.add(UUID.fromString(log.value("select event_id from audit.leaf where leaf_index = " + index)));
				}
				export(directory.resolve("part"), (out) -> export.part(verifier, events, List.of(first), out));
				export(directory.resolve("entry"), (out) -> export.entry(verifier, events.getLast(), out));
				export(directory.resolve("on.proof"), (out) -> export.consistency(verifier, first, out));
				Files.writeString(directory.resolve("checkpoint"),
						log.value("select note from audit.checkpoint order by tree_size desc limit 1"));
				Files.writeString(directory.resolve("first.checkpoint"),
						log.value("select note from audit.checkpoint where tree_size = " + first));
			}
		}
	}

	@AfterAll
	static void theDatabaseWasNotNeeded() {
		assertThat(ProcessHandle.allProcesses()
			.flatMap((process) -> process.info().commandLine().stream())
			.filter((command) -> command.contains(directory.resolve("demo").toString()))).isEmpty();
	}

	@Test
	void holdsInEveryForm() throws Exception {
		verify("whole").is(0, "The log holds: " + all + " entries, signed with the root ");
		verify("tiles").is(0, "The log holds: " + all + " entries, signed with the root ");
		verify("part").is(0, "The 43 entries are in the log of " + all + " entries");
		AuditProgram entry = verify("entry");
		entry.is(0, "The entry is in the log of " + all + " entries");
		assertThat(entry.out()).contains("CASE_LIST_READ done, about LIST ");
	}

	@Test
	void takesTheKeyAsTextToo() throws Exception {
		AuditProgram.run("verify-audit", path("whole"), "--key", Files.readString(key).strip())
			.is(0, "The log holds: " + all + " entries");
	}

	@Test
	void goesOnFromWhatWasKept() throws Exception {
		String kept = path("first.checkpoint");
		verify("whole", "--since", kept).is(0, "The log holds");
		verify("tiles", "--since", kept).is(0, "The log holds");
		verify("part", "--since", kept).is(0, "The 43 entries");
		verify("entry", "--since", kept).is(2, path("entry") + " cannot be verified: This does not tell whether");
		AuditProgram rolledBack = verify("first", "--since", path("checkpoint"));
		rolledBack.is(1, "The log was rolled back: it has " + first + " entries, and " + all + " were signed before.");
		rolledBack.is(1, "The log is broken.");
	}

	@Test
	void saysWhichEntryWasAltered() throws Exception {
		List<String> lines = new ArrayList<>(Files.readAllLines(directory.resolve("whole")));
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith("entry 100 ")) {
				lines.set(i, lines.get(i).replace("CASE_LIST_READ", "CASE_LIST_LEFT"));
			}
		}
		Path altered = Files.write(this.own.resolve("altered"), lines);

		AuditProgram said = AuditProgram.run("verify-audit", altered.toString(), "--key", key.toString());

		said.is(1, "Entry 100 was altered: it does not give the leaf that was recorded.");
		said.is(1, "The log is broken.");
	}

	@Test
	void anotherKeyProvesNothing() throws Exception {
		String other = SigningKey.generate("durumi.demo").verifier().toString();
		for (String file : List.of("whole", "tiles", "part", "entry")) {
			AuditProgram.run("verify-audit", path(file), "--key", other)
				.is(1, "The checkpoint is not signed by the log’s key");
		}
	}

	@Test
	void whatCannotBeUsedIsOneSentence() throws Exception {
		verify("checkpoint").is(2, path("checkpoint") + " cannot be verified: The file is no exported audit log");
		AuditProgram.run("verify-audit", this.own.toString(), "--key", key.toString())
			.is(2, this.own + " cannot be verified: The directory has no checkpoint");
		AuditProgram.run("verify-audit", path("nothing"), "--key", key.toString()).is(2, "A file cannot be used: ");
		AuditProgram.run("verify-audit", path("whole")).is(2, "Without the log’s public key nothing can be verified");
		AuditProgram.run("verify-audit", "--key", key.toString()).is(2, "--key and --since go with an exported log");
		AuditProgram.run("verify-audit", path("whole"), "--key", "no+key+at all")
			.is(2, "What is given with --key is neither a verifier key nor a file with one.");
		AuditProgram.run("verify-audit", path("whole"), "--key", path("entry"))
			.is(2, path("entry") + " is not a verifier key.");
		verify("whole", "--since", path("whole")).is(2, path("whole") + " cannot be used: ");
		verify("whole", "--data", this.own.toString()).is(2, "Either an exported log is verified or that of a demo");
		byte[] noise = new byte[300_000];
		new Random(1).nextBytes(noise);
		Path hostile = Files.write(this.own.resolve("noise"), noise);
		AuditProgram.run("verify-audit", hostile.toString(), "--key", key.toString())
			.is(2, hostile + " cannot be verified: ");
	}

	@Test
	void aWitnessKeepsWhatGoesOnAndVouchesForIt() throws Exception {
		String drive = this.own.resolve("drive").toString();
		witness(drive, "--log", path("first")).is(0, "Kept the first checkpoint, of " + first + " entries");
		witness(drive, "--log", path("first")).is(0, "The checkpoint of " + first + " entries was kept before.");
		witness(drive, "--checkpoint", path("checkpoint")).is(2, "Nothing was kept: it is not shown that the log goes");
		witness(drive, "--checkpoint", path("checkpoint"), "--proof", path("on.proof")).is(0,
				"Kept the checkpoint of " + all + " entries: the log goes on from the " + first + " kept before.");
		verify("whole", "--since", drive).is(0, "The log holds");
		verify("first", "--since", drive).is(1, "The log was rolled back: it has " + first + " entries");
		witness(drive, "--checkpoint", path("first.checkpoint")).is(1, "The log was rolled back, or this is an old");
		witness(drive, "--log", path("first")).is(1, "The log was rolled back");
		witness(drive, "--log", path("part")).is(2, path("part") + " is not the whole log");
		witness(drive, "--log", path("tiles")).is(0, "The checkpoint of " + all + " entries was kept before.");
	}

	@Test
	void aWitnessTakesNothingThatTheKeyDidNotSign() throws Exception {
		String other = SigningKey.generate("durumi.demo").verifier().toString();
		String drive = this.own.resolve("drive").toString();
		AuditProgram.run("audit-witness", drive, "--key", other, "--checkpoint", path("checkpoint"))
			.is(2, "Nothing was kept: The checkpoint is not signed by the log’s key.");
		witness(drive, "--checkpoint", path("checkpoint")).is(2,
				"Nothing was kept: The witness’s directory is of another");
		witness(path("whole"), "--checkpoint", path("checkpoint")).is(2, path("whole") + " is a file");
	}

	private static AuditProgram verify(String file, String... more) throws Exception {
		return run("verify-audit", path(file), more);
	}

	private static AuditProgram witness(String drive, String... more) throws Exception {
		return run("audit-witness", drive, more);
	}

	private static AuditProgram run(String command, String on, String... more) throws Exception {
		List<String> arguments = new ArrayList<>(List.of(command, on, "--key", key.toString()));
		arguments.addAll(List.of(more));
		return AuditProgram.run(arguments.toArray(String[]::new));
	}

	private static String path(String file) {
		return directory.resolve(file).toString();
	}

	/** How many entries the log had then. */
	private static long export(Path file, Writing writing) throws Exception {
		try (OutputStream out = Files.newOutputStream(file)) {
			return writing.to(out).orElseThrow().checkpoint().size();
		}
	}

	private interface Writing {

		Optional<LogExport.Exported> to(OutputStream out) throws Exception;

	}

}
