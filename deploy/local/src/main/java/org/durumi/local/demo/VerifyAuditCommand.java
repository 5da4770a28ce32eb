package org.durumi.local.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.durumi.local.LocalDatabase;
import org.durumi.local.LocalServerFailure;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.security.ledger.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Verifies an audit log that was exported, or a part of one, with neither database nor
 * network; or that of a demo, whether it runs or not. It ends with 0 if the log holds, 1
 * if it is broken, 2 if it cannot be read, which says neither.
 */
@Command(name = "verify-audit", description = "Verifies an exported audit log, or that of a demo.",
		exitCodeOnExecutionException = VerifyAuditCommand.UNUSABLE)
final class VerifyAuditCommand implements Callable<Integer> {

	static final int HOLDS = 0;

	static final int BROKEN = 1;

	static final int UNUSABLE = 2;

	private static final Pattern URL = Pattern.compile("\"url\": \"(jdbc:[^\"]+)\"");

	private static final Pattern PASSWORD = Pattern.compile("\"user\": \"postgres\", \"password\": \"([^\"]+)\"");

	@Parameters(arity = "0..1", paramLabel = "FILE|DIRECTORY",
			description = "an exported log, a part of one, an entry's proof, or a log as tiles")
	private @Nullable Path file;

	@Option(names = "--key", paramLabel = "PUBLICKEY", description = "the log's verifier key, or a file with it")
	private @Nullable String keyText;

	@Option(names = "--since", paramLabel = "FILE|DIRECTORY",
			description = "a checkpoint that was kept, or a witness's directory: the log must go on from it")
	private @Nullable Path since;

	@Option(names = "--witness", paramLabel = "PUBLICKEY",
			description = "who must have cosigned it, or a file with that key; can be given again")
	private List<String> witnesses = new ArrayList<>();

	@Option(names = "--data", paramLabel = "DIR", description = "where the demo keeps its data")
	private @Nullable Path data;

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		if (this.file != null) {
			return offline(this.file);
		}
		if (this.keyText != null || this.since != null || !this.witnesses.isEmpty()) {
			throw new LocalServerFailure("--key and --since go with an exported log, --witness too: name its file.");
		}
		return demo((this.data != null) ? this.data : DataDirectory.usual());
	}

	private int offline(Path exported) throws IOException {
		if (this.data != null) {
			throw new LocalServerFailure("Either an exported log is verified or that of a demo: --data names a demo.");
		}
		if (this.keyText == null) {
			throw new LocalServerFailure("Without the log’s public key nothing can be verified: give it with --key.");
		}
		AuditFiles files = new AuditFiles(Objects.requireNonNull(this.spec).commandLine().getOut());
		VerifierKey key = AuditFiles.key(this.keyText);
		OfflineReport report = files.verify(exported, key,
				(this.since != null) ? AuditFiles.earlier(this.since, key) : null,
				AuditFiles.witnesses(this.witnesses));
		files.verdict(report);
		return report.holds() ? HOLDS : BROKEN;
	}

	private int demo(Path directory) throws IOException {
		Path keyFile = directory.resolve("keys/audit.pub");
		if (!Files.isRegularFile(keyFile)) {
			throw new LocalServerFailure("There is no demo in " + directory + ": " + keyFile.getFileName()
					+ ", the key that verifies its log, is missing.");
		}
		VerifierKey key;
		try {
			key = VerifierKey.parse(Files.readString(keyFile));
		}
		catch (IllegalArgumentException ex) {
			throw new LocalServerFailure(keyFile + " is not a verifier key.", ex);
		}
		Connection running = running(directory);
		if (running != null) {
			try (running) {
				return verify(running, key);
			}
			catch (SQLException ex) {
				throw unreadable(ex);
			}
		}
		Path stored = directory.resolve("database");
		if (!LocalDatabase.isIn(stored)) {
			throw new LocalServerFailure("There is no database in " + stored + ", and none that runs.");
		}
		try (DataDirectory opened = DataDirectory.open(directory, false);
				LocalDatabase database = LocalDatabase.open(opened.resolve("database"), 0);
				Connection connection = database.connect("postgres")) {
			return verify(connection, key);
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
	}

	private static LocalServerFailure unreadable(SQLException why) {
		return new LocalServerFailure(
				"The log cannot be read from the database (SQLSTATE " + why.getSQLState() + "): it is not verified.",
				why);
	}

	/** A connection to the demo that runs now, if one does. */
	private static @Nullable Connection running(Path directory) throws IOException {
		Path file = directory.resolve("demo.json");
		if (!Files.isRegularFile(file)) {
			return null;
		}
		String json = Files.readString(file);
		Matcher url = URL.matcher(json);
		Matcher password = PASSWORD.matcher(json);
		if (!url.find() || !password.find()) {
			throw new LocalServerFailure(file + " is not what a demo writes.");
		}
		try {
			return DriverManager.getConnection(url.group(1), "postgres", password.group(1));
		}
		catch (SQLException ex) {
			// it does not run: its database is started for the verification
			return null;
		}
	}

	private int verify(Connection connection, VerifierKey key) throws SQLException {
		VerificationReport report = new LogVerifier(key).verify(connection, (entries) -> {
		}, () -> false);
		if (report.entries() == 0 && report.findings().isEmpty()) {
			throw new LocalServerFailure("The log holds no entry yet.");
		}
		report.findings().forEach(this::say);
		report.remarks().forEach(this::say);
		report.cosigned().forEach((cosigned) -> say(AuditFiles.cosigned(cosigned) + " Key: " + cosigned.witness()));
		if (report.holds()) {
			Checkpoint signed = Objects.requireNonNull(report.checkpoint());
			say("The log holds: %d entries up to %s, signed with the root %s, %d waiting.".formatted(signed.size(),
					report.newestAt(), signed.rootText(), report.waiting()));
			return HOLDS;
		}
		say("The log is broken.");
		return BROKEN;
	}

	private void say(String line) {
		if (this.spec != null) {
			PrintWriter out = this.spec.commandLine().getOut();
			out.println(line);
			out.flush();
		}
	}

}
