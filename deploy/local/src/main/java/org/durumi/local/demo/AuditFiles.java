package org.durumi.local.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.durumi.local.LocalServerFailure;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigned;
import org.durumi.security.ledger.CosignerKey;
import org.durumi.security.ledger.EventLeaf;
import org.durumi.security.ledger.Malformed;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.Unverifiable;
import org.durumi.security.ledger.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what left a log, and says what was found, a sentence a line. What cannot be
 * used is one sentence too, thrown.
 */
final class AuditFiles {

	private static final int LARGEST_KEY = 4_096;

	private final PrintWriter out;

	AuditFiles(PrintWriter out) {
		this.out = out;
	}

	/** The key that the text is, or that the file of this name holds. */
	static VerifierKey key(String textOrFile) throws IOException {
		return key("--key", textOrFile, VerifierKey::parse);
	}

	/** The keys of witnesses that the texts are, or that files of those names hold. */
	static List<CosignerKey> witnesses(List<String> textsOrFiles) throws IOException {
		List<CosignerKey> keys = new ArrayList<>();
		for (String textOrFile : textsOrFiles) {
			keys.add(key("--witness", textOrFile, CosignerKey::parse));
		}
		return keys;
	}

	private static <T> T key(String option, String textOrFile, Function<String, T> reading) throws IOException {
		try {
			return reading.apply(textOrFile);
		}
		catch (Malformed none) {
			Path file = path(textOrFile);
			if (file == null || !Files.isRegularFile(file) || Files.size(file) > LARGEST_KEY) {
				throw new LocalServerFailure(
						"What is given with " + option + " is neither a verifier key nor a file with one.", none);
			}
			try {
				return reading.apply(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
			}
			catch (Malformed ex) {
				throw new LocalServerFailure(file + " is not a verifier key.", ex);
			}
		}
	}

	private static @Nullable Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	/** The checkpoint that was kept in a file or in a witness's directory. */
	static Checkpoint earlier(Path path, VerifierKey key) throws IOException {
		try {
			return OfflineVerifier.earlier(path, key);
		}
		catch (Malformed ex) {
			throw new LocalServerFailure(path + " cannot be used: " + ex.sentence(), ex);
		}
	}

	/** Verifies; the findings are said. */
	OfflineReport verify(Path path, VerifierKey key, @Nullable Checkpoint earlier, List<CosignerKey> witnesses)
			throws IOException {
		OfflineReport report;
		try {
			report = new OfflineVerifier(key, earlier, witnesses).verify(path);
		}
		catch (Malformed ex) {
			throw new LocalServerFailure(path + " cannot be verified: " + ex.sentence(), ex);
		}
		catch (Unverifiable ex) {
			throw new LocalServerFailure(path + " cannot be verified: " + ex.sentence(), ex);
		}
		report.findings().forEach(this::say);
		report.remarks().forEach(this::say);
		if (report.holds()) {
			report.cosigned().forEach((cosigned) -> say(cosigned(cosigned)));
		}
		return report;
	}

	/** How far somebody has cosigned it. */
	static String cosigned(Cosigned cosigned) {
		return "Cosigned by %s up to %d entries, at %s.".formatted(cosigned.name(), cosigned.size(), cosigned.at());
	}

	/** Says what a report means. */
	void verdict(OfflineReport report) {
		Checkpoint signed = report.checkpoint();
		if (signed == null || !report.holds()) {
			say(switch (report.kind()) {
				case LOG, TILES -> "The log is broken.";
				case PART -> "The part of the log is broken.";
				case ENTRY -> "The proof is broken.";
			});
			return;
		}
		String under = "%d entries, signed with the root %s".formatted(signed.size(), signed.rootText());
		say(switch (report.kind()) {
			case LOG -> "The log holds: %s; the newest is of %s.".formatted(under, report.newestAt());
			case TILES -> (report.newestAt() != null)
					? "The log holds: %s; the newest is of %s.".formatted(under, report.newestAt())
					: "The tree holds: %s. The directory has no entries, only their hashes.".formatted(under);
			case PART -> "The %d entries are in the log of %s. What the part leaves out it does not tell."
				.formatted(report.entries(), under);
			case ENTRY -> "The entry is in the log of %s.".formatted(under);
		});
		if (report.event() != null) {
			say(sentence(report.event(), report));
		}
	}

	private static String sentence(EventLeaf event, OfflineReport report) {
		String outcome = switch (event.outcome()) {
			case 0 -> "done";
			case 1 -> "denied";
			case 2 -> "failed";
			default -> "outcome " + event.outcome();
		};
		return "It says: at %s actor %s, %s %s, about %s %s%s.".formatted(report.newestAt(), event.actor(),
				event.action(), outcome, event.subjectType(), event.subject(),
				(event.caseId() != null) ? ", case " + event.caseId() : "");
	}

	void say(String line) {
		this.out.println(line);
		this.out.flush();
	}

}
