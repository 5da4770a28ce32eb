package org.durumi.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.durumi.local.LocalServerFailure;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Malformed;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.VerifierKey;
import org.durumi.security.ledger.Witness;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Keeps a log's checkpoints on a drive that whoever runs the log does not hold. It ends
 * with 0 if the checkpoint is kept or was, 1 if the log contradicts what was kept, 2 if
 * neither can be said.
 */
@Command(name = "audit-witness", description = "Keeps checkpoints of an audit log, each only if the log goes on.",
		exitCodeOnExecutionException = VerifyAuditCommand.UNUSABLE)
final class AuditWitnessCommand implements Callable<Integer> {

	@Parameters(paramLabel = "DIR", description = "where the checkpoints are kept")
	private Path directory = Path.of("");

	@Option(names = "--key", required = true, paramLabel = "PUBLICKEY",
			description = "the log's verifier key, or a file with it")
	private String keyText = "";

	@ArgGroup(multiplicity = "1")
	private @Nullable Source source;

	@Option(names = "--proof", paramLabel = "FILE", description = "that the checkpoint goes on from the last kept")
	private @Nullable Path proof;

	@Spec
	private @Nullable CommandSpec spec;

	/** Where the newer checkpoint is. */
	static final class Source {

		@Option(names = "--checkpoint", required = true, paramLabel = "FILE", description = "a newer checkpoint")
		private @Nullable Path checkpoint;

		@Option(names = "--log", required = true, paramLabel = "FILE|DIRECTORY",
				description = "the whole log, exported")
		private @Nullable Path log;

	}

	@Override
	public Integer call() throws IOException {
		AuditFiles files = new AuditFiles(Objects.requireNonNull(this.spec).commandLine().getOut());
		VerifierKey key = AuditFiles.key(this.keyText);
		if (Files.exists(this.directory) && !Files.isDirectory(this.directory)) {
			throw new LocalServerFailure(this.directory + " is a file: name a directory.");
		}
		try {
			Witness witness = Witness.open(this.directory, key, Clock.systemUTC());
			Source from = Objects.requireNonNull(this.source);
			return (from.log != null) ? log(witness, files, key, from.log)
					: checkpoint(witness, files, Objects.requireNonNull(from.checkpoint));
		}
		catch (Malformed ex) {
			throw new LocalServerFailure("Nothing was kept: " + ex.sentence(), ex);
		}
	}

	private int log(Witness witness, AuditFiles files, VerifierKey key, Path log) throws IOException {
		if (this.proof != null) {
			throw new LocalServerFailure("A proof goes with a checkpoint: the whole log needs none.");
		}
		Checkpoint last = witness.last().orElse(null);
		OfflineReport report = files.verify(log, key, last, List.of());
		return switch (report.kind()) {
			case LOG, TILES -> {
				if (report.holds()) {
					yield say(witness, files, witness.take(report), last);
				}
				files.verdict(report);
				files.say("Nothing was kept.");
				yield VerifyAuditCommand.BROKEN;
			}
			case PART, ENTRY -> throw new LocalServerFailure(
					log + " is not the whole log: give its checkpoint with --checkpoint, and the proof with --proof.");
		};
	}

	private int checkpoint(Witness witness, AuditFiles files, Path checkpoint) throws IOException {
		Checkpoint last = witness.last().orElse(null);
		return say(witness, files, witness.take(checkpoint, this.proof), last);
	}

	private static int say(Witness witness, AuditFiles files, Witness.Answer answer, @Nullable Checkpoint last)
			throws IOException {
		long before = (last != null) ? last.size() : 0;
		long kept = witness.last().map(Checkpoint::size).orElse(0L);
		return switch (answer) {
			case FIRST -> {
				files.say(("Kept the first checkpoint, of %d entries; there was none to hold it against. "
						+ "The witness’s key is %s.")
					.formatted(kept, witness.verifier()));
				yield VerifyAuditCommand.HOLDS;
			}
			case KEPT -> {
				files.say("Kept the checkpoint of %d entries: the log goes on from the %d kept before.".formatted(kept,
						before));
				yield VerifyAuditCommand.HOLDS;
			}
			case SAME -> {
				files.say("The checkpoint of %d entries was kept before.".formatted(before));
				yield VerifyAuditCommand.HOLDS;
			}
			case ROLLED_BACK -> {
				files.say(("The log was rolled back, or this is an old checkpoint: it covers fewer than the %d entries "
						+ "kept before. Nothing was kept.")
					.formatted(before));
				yield VerifyAuditCommand.BROKEN;
			}
			case FORKED -> {
				files.say("The log was forked: it does not go on from the %d entries kept before. Nothing was kept."
					.formatted(before));
				yield VerifyAuditCommand.BROKEN;
			}
			case UNPROVED ->
				throw new LocalServerFailure(("Nothing was kept: it is not shown that the log goes on from "
						+ "the %d entries kept before. Give the proof from there with --proof, or the whole log with --log.")
					.formatted(before));
		};
	}

}
